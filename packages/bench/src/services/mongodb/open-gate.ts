import { Worker } from "node:worker_threads";
import { endThread } from "../../cell/end-thread.ts";
import type { GateAnswers, GateSettings } from "./gate-worker.ts";

export interface OpenGate {
  ask<Name extends keyof GateAnswers>(
    name: Name,
    ...values: Parameters<GateAnswers[Name]>
  ): Promise<ReturnType<GateAnswers[Name]>>;
  close(): Promise<void>;
}

/** Opens a gate in a thread of its own, so that whatever else the agent does takes no time from the traffic. */
export async function openGate(settings: GateSettings): Promise<OpenGate> {
  const worker = new Worker(new URL("./gate-worker.ts", import.meta.url), { workerData: settings, name: "gate" });
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  let ended: Error | undefined;
  const end = (error: Error): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  worker.on("message", ({ id, answer }: { id: number; answer?: unknown }) => {
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  worker.on("error", (error) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("The gate of the database has ended.")));
  const answered = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  await answered(0);
  return {
    async ask(name, ...values) {
      if (ended !== undefined) throw ended;
      const id = ++last;
      const answer = answered(id);
      worker.postMessage({ id, ask: name, values });
      return (await answer) as never;
    },
    async close() {
      await endThread(worker);
    },
  };
}
