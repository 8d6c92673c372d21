import { AssayError } from "../errors/assay-error.ts";
import type { Failed, NoticeMessage, Refused } from "./agent-line.ts";

/** The agent's end of an `AgentLine`: answers each question by what `obey` makes of it, and ends with the coordinator. */
export function serveAgent(obey: (question: never) => Promise<{ readonly type: string }>): void {
  process.on("message", (question: unknown) => {
    // What comes over this channel is ours: only the coordinator holds its other end.
    obey(question as never).then(
      (answer) => process.send?.(answer),
      (error: unknown) => process.send?.(answerFor(error)),
    );
  });
  // Ctrl-C on a terminal reaches us too: it is for the coordinator, which then ends us.
  process.on("SIGINT", () => undefined);
  // The coordinator is gone, or done: nothing that we started may outlive it.
  process.on("disconnect", () => process.exit(0));
}

function answerFor(error: unknown): Failed | Refused {
  if (error instanceof AssayError) return { type: "refused", fact: error.toFact() };
  return { type: "failed", fact: { message: error instanceof Error ? (error.stack ?? error.message) : String(error) } };
}

/** Says something to the coordinator while a question is being answered. */
export function notify(notice: unknown): void {
  process.send?.({ type: "notice", notice } satisfies NoticeMessage<unknown>);
}
