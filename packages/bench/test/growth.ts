import fc from "fast-check";
import { describe, expect, test } from "vitest";

/** Reads a text that a stranger wrote. What it throws is its answer. */
export type Reader = (text: string) => unknown;

/** A text of a length: what it begins with, what it repeats, and what it ends with. */
export interface Family {
  readonly start?: string;
  readonly unit: string;
  readonly end?: string;
}

const step = 4;
const sizes = [500, 2_000, 8_000, 32_000, 128_000] as const;
/** Four times the text costs four times as much, and sixteen times where the cost is quadratic. */
const mostGrowth = 9;
/** Milliseconds. What takes less says nothing: a compiler or a collector may have stepped in. */
const floor = 5;

export function textOf({ start = "", unit, end = "" }: Family, length: number): string {
  return start + unit.repeat(Math.ceil(length / unit.length)) + end;
}

/**
 * Grows a text 256-fold, step by step, and fails at the first step that costs far more than its growth. The cost is the
 * thread's own time on a processor, so a busy machine changes nothing.
 */
export async function expectLinear(read: Reader, family: Family): Promise<void> {
  let before = await costOf(read, textOf(family, sizes[0]));
  for (const size of sizes.slice(1)) {
    const text = textOf(family, size);
    const limit = mostGrowth * Math.max(before, floor);
    let cost = await costOf(read, text);
    // The least of several counts, before it is blamed: a collector costs the thread time, too.
    for (let again = 0; cost > limit && cost < 10 * limit && again < 5; again++) {
      cost = Math.min(cost, await costOf(read, text));
    }
    expect(
      cost,
      `${JSON.stringify(family)}: ${step} times the text, ${size} characters, after ${before.toFixed(1)} ms`,
    ).toBeLessThan(limit);
    before = cost;
  }
}

/** Milliseconds of the thread's time on a processor. */
async function costOf(read: Reader, text: string): Promise<number> {
  const start = process.threadCpuUsage();
  try {
    await read(text);
  } catch {
    // Refused: that is an answer too.
  }
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000;
}

/** Repeated alone, for every reader. */
const units = [
  ...["\n", "\r\n", "\u2028", " ", "\t", "a", "-", "/", "=", "(", "[", "{", "<", '"', "'", "\\", '\\"', "<!--"],
  ...["aaa ", "copyright\n", "copyright ", "<style>", "a <![CDATA[", "\ud800"],
];

/** Of each reader; more by `ASSAY_GROWTH_RUNS`, as it was while the patterns were written. */
const runs = Number(process.env["ASSAY_GROWTH_RUNS"] ?? 15);

/**
 * Tests that each reader costs as much as its text is long.
 * @param words what the readers look for: by these a text comes deep into a pattern
 */
export function testGrowth(readers: Readonly<Record<string, Reader>>, words: readonly string[]): void {
  const some = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 }).map((all) => all.join(""));
  const maybe = fc.oneof(fc.constant(""), some);
  const families = fc.record({ start: maybe, unit: some, end: maybe });

  describe.each(Object.entries(readers))("%s", (_name, read) => {
    test.each(units)("costs as much as it is long: %j again and again", async (unit) => {
      await expectLinear(read, { unit });
    });

    test('costs as much as it is long: "copyright" and line ends', async () => {
      await expectLinear(read, { start: "copyright", unit: "\n", end: "<" });
    });

    test("costs as much as it is long, of whatever words", { timeout: 600_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(families, async (family) => expectLinear(read, family)),
        { numRuns: runs, endOnFailure: true },
      );
    });
  });
}
