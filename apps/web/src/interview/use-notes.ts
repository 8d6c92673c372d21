import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api, done } from "../api/client.ts";
import { interviewQuery, type InterviewNote } from "../api/interview.ts";
import { NoteKeeper, nothing, type Keeping, type Kept, type Noted } from "./note-keeper.ts";

export interface Notes {
  at(place: string): Noted;
  change(place: string, change: Partial<Pick<Noted, "text" | "choice">>): void;
  readonly keeping: Keeping;
}

/** What one person notes in one interview; the server has it as they type. */
export function useNotes(application: string, person: string, mine: readonly InterviewNote[]): Notes {
  const known = useQueryClient();
  const [keeper] = useState(
    () =>
      new NoteKeeper(`assay.notes.${application}.${person}`, {
        kept: mine.map(keptOf),
        send: async ({ place, text, choice, seen }) =>
          keptOf(
            await done(
              api.PUT("/api/v1/applications/{application}/interview/{place}", {
                params: { path: { application, place } },
                body: { text, choice, seen },
              }),
            ),
          ),
        read: async () => (await known.query({ ...interviewQuery(application), staleTime: 0 })).mine.map(keptOf),
      }),
  );
  useEffect(() => {
    const flush = () => void keeper.flush();
    document.addEventListener("visibilitychange", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      flush();
      void known.invalidateQueries({ queryKey: interviewQuery(application).queryKey });
    };
  }, [keeper, known, application]);
  const { notes, keeping } = useSyncExternalStore(keeper.subscribe, keeper.snapshot);
  return {
    at: (place) => notes.get(place) ?? nothing,
    change: (place, change) => {
      keeper.change(place, change);
    },
    keeping,
  };
}

/** What the server has of one place. */
export function notedAt(mine: readonly InterviewNote[], place: string): Noted {
  const note = mine.find((one) => one.place === place);
  return note === undefined ? nothing : keptOf(note);
}

function keptOf({ place, text, choice, version, changed_at }: InterviewNote): Kept {
  return { place, text, choice, seen: version, changedAt: changed_at };
}
