import { expect, test } from "vitest";
import { nothingLeft } from "./footprint.ts";
import { withstandKills } from "./kills.ts";

const [uploads, pushes] = [42, 8];
const patience = 20 * 60_000;

test(
  `${String(uploads + pushes)} uploads and pushes each end once with a result, and nothing is left on the machine, while ` +
    "server, workers, the processes that evaluate and the database are killed at random",
  { timeout: patience + 120_000 },
  async () => {
    const { kills, sentAgain, endings, left, ...wrong } = await withstandKills({ uploads, pushes, withinMs: patience });
    process.stdout.write(`kills: ${JSON.stringify(kills)}; sent again: ${String(sentAgain)}\n`);
    expect(Math.min(...Object.values(kills))).toBeGreaterThan(3);
    // What was sent again may have arrived twice: each of them ends, once.
    expect(endings.length).toBeGreaterThanOrEqual(uploads + pushes);
    expect([...new Set(endings)].filter((ending) => ending !== "done held-up")).toEqual([]);
    expect(wrong).toEqual({ withoutResult: [], notOnce: [], withoutEvidence: [], orphans: [] });
    expect(left).toEqual(nothingLeft);
  },
);
