import { useQueryClient } from "@tanstack/react-query";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { useEffect } from "react";
import { authorization } from "./token.ts";

const again = 3_000;

/** Shows an answer as soon as it is there. The browser's own reader of events can't say whose link it is. */
export function useChanges(isOpen: boolean): void {
  const known = useQueryClient();
  useEffect(() => {
    if (!isOpen) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const look = () => known.invalidateQueries({ queryKey: ["task"] });
    const listen = async () => {
      const answer = await fetch("/api/v1/portal/changes", { headers: authorization(), signal });
      if (answer.body === null || !answer.ok) return answer.status >= 500 || answer.status === 429;
      const reader = answer.body
        .pipeThrough(new TextDecoderStream())
        .pipeThrough(new EventSourceParserStream())
        .getReader();
      for (;;) {
        const { done } = await reader.read();
        if (done) return true;
        void look();
      }
    };
    const listening = async () => {
      while (await listen().catch(() => !signal.aborted)) {
        await new Promise((resolve) => setTimeout(resolve, again));
        if (signal.aborted) return;
        // What came while nobody listened.
        void look();
      }
    };
    void listening();
    return () => {
      leaving.abort();
    };
  }, [isOpen, known]);
}
