/**
 * Runs rows, one after another, in namespaces of its own: whatever is left behind there is the row's. It is a process of
 * its own because a row may be able to stop it: who started it (runner.ts) counts its beats and ends it when none comes.
 */
import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { leftBehind, tracesNow, type Traces } from "./leftovers.ts";
import { openRegistry } from "./registry.ts";
import { removeTree } from "./remove-tree.ts";
import { sandboxOf, type Setting, type Target, type Way } from "./row.ts";
import { table } from "./table.ts";
import { undefendedRows } from "./undefended.ts";

/** How often it says that it still answers, milliseconds. */
const beatsEvery = 100;
/** How long what a row started may take to end after the row, milliseconds. */
const gone = 5_000;

const request = z.object({ row: z.string(), way: z.string(), target: z.custom<Target>() });

process.on("message", (message) => {
  const { row, way, target } = request.parse(message);
  run(row, way as Way, target).then(
    (problems) => process.send?.({ problems }),
    (error: unknown) => process.send?.({ problems: [`The test itself failed: ${describe(error)}`] }),
  );
});
process.on("disconnect", () => process.exit());
await openRegistry();
process.send?.({ ready: true });
setInterval(() => process.send?.({ beat: true }), beatsEvery);

async function run(id: string, way: Way, target: Target): Promise<readonly string[]> {
  const row = [...table, ...undefendedRows].find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`there is no row ${id}`);
  const room = `/tmp/row-${id}`;
  const before = tracesNow();
  await mkdir(room, { mode: 0o755 });
  const setting: Setting = { way, sandbox: sandboxOf(way), room, target };
  const problems: string[] = [];
  try {
    await row.attempt(setting);
  } catch (error) {
    problems.push(describe(error));
  }
  await removeTree(room);
  return [...problems, ...(await leftAfter(before))];
}

/** What is still there when there was time to end. */
async function leftAfter(before: Traces): Promise<readonly string[]> {
  const deadline = performance.now() + gone;
  for (;;) {
    const left = leftBehind(before, tracesNow());
    if (left.length === 0 || performance.now() > deadline) return left;
    await sleep(20);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = "lastLines" in error ? `\n${(error.lastLines as readonly string[]).slice(-12).join("\n")}` : "";
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message}${cause}${lines}${error.name === "AssertionError" ? "" : `\n${error.stack ?? ""}`}`.trim();
}
