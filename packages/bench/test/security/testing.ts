import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Kind, Row, Way } from "./row.ts";
import { Runner } from "./runner.ts";
import { byKind } from "./table.ts";

/** Holds every quick row of a kind to what is promised, in each of its ways. */
export async function holdRows(kind: Kind): Promise<void> {
  const trials: { readonly row: Row; readonly way: Way; readonly lacks: string | undefined }[] = [];
  for (const row of byKind[kind].filter(({ pace }) => pace === "quick")) {
    for (const way of row.ways) trials.push({ row, way, lacks: await row.lacks?.(way) });
  }
  describe(`a hostile input among the ${kind}`, () => {
    let runner: Runner;
    beforeAll(async () => {
      runner = await Runner.open();
    });
    afterAll(() => runner.close());

    for (const { row, way, lacks } of trials) {
      const title = `${row.id}: it ${row.tries} (${way})${lacks === undefined ? "" : ` (skipped: ${lacks})`}`;
      // The runner ends what hangs, and says how.
      test.skipIf(lacks !== undefined)(title, { timeout: 600_000 }, async () => {
        const { problems } = await runner.run(row, way);
        expect(problems).toEqual([]);
      });
    }
  });
}
