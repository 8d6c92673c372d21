import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useState } from "react";
import { applicationQuery, homeQuery } from "../api/hiring.ts";
import { afterProgress, afterState, nothingYet, type Live, type ProgressEvent, type StateEvent } from "./live-state.ts";

type Told =
  | { readonly type: "anew" }
  | { readonly type: "state"; readonly data: StateEvent }
  | { readonly type: "progress"; readonly data: ProgressEvent; readonly attempt: number };

function after(live: Live, told: Told): Live {
  if (told.type === "anew") return nothingYet;
  return told.type === "state" ? afterState(live, told.data) : afterProgress(live, told.data, told.attempt);
}

/** Watches one evaluation until it has ended. `isAway` while the connection is gone; the browser tries again by itself. */
export function useLive(evaluation: string): { readonly live: Live; readonly isAway: boolean } {
  const [live, tell] = useReducer(after, nothingYet);
  const [isAway, setAway] = useState(false);
  const known = useQueryClient();
  useEffect(() => {
    tell({ type: "anew" });
    const source = new EventSource(`/api/v1/evaluations/${evaluation}/events`);
    source.addEventListener("open", () => {
      setAway(false);
    });
    source.addEventListener("error", () => {
      setAway(true);
    });
    source.addEventListener("progress", ({ data, lastEventId }: MessageEvent<string>) => {
      const attempt = Number(lastEventId.split("-")[0]);
      tell({ type: "progress", data: JSON.parse(data) as ProgressEvent, attempt });
    });
    source.addEventListener("state", ({ data }: MessageEvent<string>) => {
      const state = JSON.parse(data) as StateEvent;
      tell({ type: "state", data: state });
      if (state.ended_at === null) return;
      // A stream that has ended would be opened again.
      source.close();
      setAway(false);
      // What stands elsewhere about this work is old now.
      for (const queryKey of [homeQuery.queryKey, ["board"], ["evaluations"], ["evaluation", evaluation]]) {
        void known.invalidateQueries({ queryKey });
      }
      void known.invalidateQueries({ queryKey: applicationQuery("").queryKey.slice(0, 1) });
    });
    return () => {
      source.close();
    };
  }, [evaluation, known]);
  return { live, isAway };
}

/** The moment, told again each second while something runs. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, [isRunning]);
  return now;
}
