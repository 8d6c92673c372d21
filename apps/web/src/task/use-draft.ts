import { useQueryClient } from "@tanstack/react-query";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { useEffect, useReducer } from "react";
import {
  afterProgress,
  afterState,
  nothingYet,
  type Live,
  type ProgressEvent,
  type StateEvent,
} from "../live/live-state.ts";
import { taskQuery } from "./portal-api.ts";
import { authorization } from "./token.ts";

interface Told {
  readonly event: string;
  readonly data: string;
  readonly id: string;
}

function after(live: Live, { event, data, id }: Told): Live {
  if (event === "anew") return nothingYet;
  if (event === "state") return afterState(live, JSON.parse(data) as StateEvent);
  return afterProgress(live, JSON.parse(data) as ProgressEvent, Number(id.split("-")[0]));
}

const again = 2_000;

/** Watches a draft until it has ended. The browser's own reader of events can't say whose link it is. */
export function useDraft(evaluation: string): Live {
  const [live, tell] = useReducer(after, nothingYet);
  const known = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let last = "";
    const watch = async () => {
      const answer = await fetch(`/api/v1/portal/evaluations/${evaluation}/events`, {
        headers: { ...authorization(), ...(last === "" ? {} : { "last-event-id": last }) },
        signal,
      });
      if (answer.body === null || !answer.ok) return answer.status >= 500;
      const events = answer.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      const reader = events.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return true;
        const { event = "", data, id = "" } = value;
        if (id !== "") last = id;
        tell({ event, data, id });
        if (event === "state" && (JSON.parse(data) as StateEvent).ended_at !== null) return false;
      }
    };
    tell({ event: "anew", data: "", id: "" });
    const watching = async () => {
      while (await watch().catch(() => !signal.aborted)) {
        await new Promise((resolve) => setTimeout(resolve, again));
        if (signal.aborted) return;
      }
      if (!signal.aborted) await known.invalidateQueries({ queryKey: taskQuery.queryKey });
    };
    void watching();
    return () => {
      leaving.abort();
    };
  }, [evaluation, known]);
  return live;
}
