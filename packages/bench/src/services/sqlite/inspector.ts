import { setTimeout as sleep } from "node:timers/promises";
import { NotRenewable } from "../copies.ts";
import { copyingInTurn } from "../copying.ts";
import { Hiding } from "../hiding.ts";
import type { OpenInspector } from "../open-inspector.ts";
import { InspectorChild } from "./inspector-child.ts";
import type { SqliteInspectorSettings } from "./inspector-process.ts";

/**
 * How long writers are held at most, milliseconds: less than what libraries wait for a lock before they give up, which
 * with most of them is 5 s.
 */
const holdFor = 1_500;

/** How long we wait for work that goes on after the answer, and how long nothing may change before it counts as done. Milliseconds. */
const settleWithin = 2_000;
const quietFor = 60;

/**
 * Opens the inspector on a folder that holds a submission's databases, or will. What cannot be read is left out of the
 * answers, and `takeHidden` reports it.
 *
 * @param options.user the submission's user and group, when we are root.
 * @throws HiddenDataError where that leaves no answer, such as a lock on what is to be written.
 */
export async function openSqliteInspector(options: SqliteInspectorSettings): Promise<OpenInspector> {
  const hiding = new Hiding();
  const child = new InspectorChild(options, hiding);
  await child.open();
  const ask = child.ask.bind(child);

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
  return {
    engine: "sqlite",
    find: (text, { remnants = false } = {}) => ask("find", text, remnants),
    countMentions: (text) => ask("countMentions", text),
    rows: () => ask("rows"),
    async written(act) {
      await ask("takeSnapshot");
      const result = await act();
      await settle();
      return { result, rows: await ask("newerRows") };
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
    takeHidden: () => hiding.take(),
    close: () => child.close(),
  };
}
