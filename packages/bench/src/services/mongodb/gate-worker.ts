import { createServer } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { Gate } from "./gate.ts";

export interface GateSettings {
  /** Where it listens. */
  readonly socketPath: string;
  /** Where the server listens. */
  readonly target: string;
  readonly database: string;
  readonly isFerretDb: boolean;
}

const settings = workerData as GateSettings;
const gate = new Gate(settings);

/** Each a question with one answer. */
const answers = {
  hold: (tables?: readonly string[]) => gate.hold(tables),
  release: () => gate.release(),
  state: () => gate.state,
  connections: () => gate.connections,
  lacks: () => gate.lacks,
  statements: (at: number) => gate.statementsSince(at),
};
export type GateAnswers = typeof answers;

const listener = createServer({ noDelay: true }, (client) => gate.join(client));
listener.listen({ path: settings.socketPath, backlog: 511 }, () => parentPort?.postMessage({ id: 0 }));

parentPort?.on("message", ({ id, ask, values }: { id: number; ask: keyof GateAnswers; values: unknown[] }) => {
  const answer = (answers[ask] as (...values: unknown[]) => unknown)(...values);
  parentPort?.postMessage({ id, answer });
});
