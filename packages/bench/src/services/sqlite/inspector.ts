import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import type { DatabaseInspector, RowRef } from "../../check/world.ts";
import { NotRenewable } from "../copies.ts";
import { copyingInTurn } from "../copying.ts";
import type { Answers, SqliteInspectorSettings } from "./inspector-process.ts";

/**
 * How long writers are held at most, milliseconds: less than what libraries wait for a lock before they give up, which
 * with most of them is 5 s.
 */
const holdFor = 1_500;

/** How long we wait for work that goes on after the answer, and how long nothing may change before it counts as done. Milliseconds. */
const settleWithin = 2_000;
const quietFor = 60;

/**
 * Opens the inspector on a folder that holds a submission's databases, or will.
 *
 * @param options.user the submission's user and group, when we are root.
 * @throws whatever SQLite says, from any method, when the submission keeps a lock for longer than 5 s.
 */
export async function openSqliteInspector(
  options: SqliteInspectorSettings,
): Promise<DatabaseInspector & { close(): Promise<void> }> {
  const child = fork(new URL("./inspector-process.ts", import.meta.url), [JSON.stringify(options)], {
    cwd: "/",
    env: { LC_ALL: "C.UTF-8", TZ: "UTC" },
    execArgv: ["--max-old-space-size=512", "--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4_000)));
  const waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const answered = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  child.on("message", ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(answer);
    else asker?.reject(new Error(error));
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  void exited.then(() => {
    const error = new Error(`The inspector of the cell ended early. It said:\n${lastWords.trim()}`);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  });
  const ask = async <Name extends keyof Answers>(
    name: Name,
    ...values: unknown[]
  ): Promise<ReturnType<Answers[Name]>> => {
    if (!child.connected) throw new Error(`The inspector of the cell has ended. It said:\n${lastWords.trim()}`);
    const id = ++last;
    const answer = answered(id);
    child.send({ id, ask: name, values });
    return (await answer) as ReturnType<Answers[Name]>;
  };
  await answered(0);

  const settle = async (): Promise<void> => {
    const deadline = performance.now() + settleWithin;
    let before = await ask("contentMark");
    while (performance.now() < deadline) {
      await sleep(quietFor);
      const after = await ask("contentMark");
      if (after === before) return;
      before = after;
    }
  };
  const nameOf = ({ table, id }: RowRef): string => `${table} ${id}`;
  return {
    engine: "sqlite",
    find: (text) => ask("find", text),
    countMentions: (text) => ask("countMentions", text),
    rows: () => ask("rows"),
    async written(act) {
      const before = new Set((await ask("rows")).map(nameOf));
      const result = await act();
      await settle();
      return { result, rows: (await ask("rows")).filter((ref) => !before.has(nameOf(ref))) };
    },
    moveBack: (refs, milliseconds) => ask("moveBack", refs, milliseconds),
    multiply: copyingInTurn(async (refs, copies) => {
      const reason = await ask("multiply", refs, copies);
      if (reason !== undefined) throw new NotRenewable(reason);
    }),
    async holdingWrites(act, { atMostMs = holdFor } = {}) {
      const isHeld = await ask("hold");
      try {
        const acting = act();
        const settled = acting.then(
          () => undefined,
          () => undefined,
        );
        // SQLite does not tell who waits, so time alone ends it.
        if (isHeld) await Promise.race([settled, sleep(Math.min(atMostMs, holdFor))]);
        await ask("release");
        return { result: await acting, waiting: 0 };
      } finally {
        await ask("release");
      }
    },
    constraints: () => ask("constraints"),
    statements: () => Promise.reject(new Error("SQLite keeps no log of statements")),
    connections: () => Promise.reject(new Error("SQLite has no connections")),
    async close() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
