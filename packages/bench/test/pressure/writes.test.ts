import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  doubledThings,
  lostThings,
  lostValues,
  outOfOrder,
  totalHolds,
  type FoundValue,
  type Write,
} from "../../src/pressure/writes.ts";

/** A write of person 0 from one moment to another, confirmed unless said. */
function write(word: string, from: number, to: number, over: Partial<Write> = {}): Write {
  return { operation: "updateProfile", person: 0, word, from, to, became: "acknowledged", ...over };
}
const unknown = { became: "unknown" } as const;
const refused = { became: "refused" } as const;
const found = (word: string | undefined, person = 0): FoundValue => ({ person, word });
const lostWords = (writes: readonly Write[], ...seen: readonly FoundValue[]) =>
  lostValues(writes, seen).map((one) => one.write.word);

describe("the newest of a person’s values", () => {
  const history = [write("one", 0, 10), write("two", 20, 30)];

  it("is there", () => {
    expect(lostWords(history, found("two"))).toEqual([]);
  });

  it("is lost when an older one is there, and what is there is told", () => {
    expect(lostValues(history, [found("one")])).toEqual([{ write: history[1], found: "one" }]);
  });

  it("is lost when none is there, or one that nobody sent", () => {
    expect(lostValues(history, [found(undefined)])).toEqual([{ write: history[1] }]);
    expect(lostWords(history, found("nobody's"))).toEqual(["two"]);
  });

  it("may be either of two that were under way at once", () => {
    const together = [write("one", 0, 30), write("two", 10, 20)];
    expect(lostWords(together, found("one"))).toEqual([]);
    expect(lostWords(together, found("two"))).toEqual([]);
    // Both are newer than the one before.
    expect(lostWords([write("old", -20, -10), ...together], found("old"))).toEqual(["one"]);
  });

  it("may be one of unknown end, whenever it was sent: it may have been done late", () => {
    expect(lostWords([write("early", 0, 5, unknown), ...history], found("early"))).toEqual([]);
    expect(lostWords([...history, write("last", 40, 50, unknown)], found("last"))).toEqual([]);
  });

  it("is lost all the same when a write of unknown end came after it and is not there", () => {
    expect(lostWords([...history, write("last", 40, 50, unknown)], found("one"))).toEqual(["two"]);
    expect(lostWords([...history, write("last", 40, 50, unknown)], found(undefined))).toEqual(["two"]);
  });

  it("may be one that was refused and done all the same", () => {
    expect(lostWords([...history, write("last", 40, 50, refused)], found("last"))).toEqual([]);
    expect(lostWords([write("first", 0, 5, refused), ...history], found("first"))).toEqual([]);
  });

  it("is none where nothing was confirmed", () => {
    expect(lostWords([write("one", 0, 10, refused), write("two", 20, 30, unknown)], found(undefined))).toEqual([]);
    expect(lostWords([], found(undefined))).toEqual([]);
  });

  it("says nothing of whoever could not be read", () => {
    expect(lostWords(history)).toEqual([]);
  });

  it("is each person’s own", () => {
    const other = write("other", 40, 50, { person: 1 });
    expect(lostWords([...history, other], found("two"), found("other", 1))).toEqual([]);
    expect(lostWords([...history, other], found("two"), found("two", 1))).toEqual(["other"]);
  });
});

/**
 * What a correct register makes of writes: each takes effect at one moment between its sending and its answer; one of
 * unknown end at any moment after its sending, or never; a refused one never.
 */
const register = fc
  .array(
    fc.record({
      person: fc.nat(2),
      from: fc.nat(100),
      lasts: fc.integer({ min: 0, max: 40 }),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      became: fc.constantFrom(...(["acknowledged", "acknowledged", "unknown", "refused"] as const)),
      isDone: fc.boolean(),
      late: fc.nat(100),
    }),
    { maxLength: 25 },
  )
  .map((drawn) => {
    const writes = drawn.map(({ person, from, lasts, became }, index) =>
      write(`word${String(index)}`, from, from + lasts, { person, became }),
    );
    const effects = drawn.flatMap(({ from, lasts, at, became, isDone, late }, index) => {
      if (became === "refused" || (became === "unknown" && !isDone)) return [];
      return [{ write: writes[index] as Write, at: from + (became === "unknown" ? late : lasts * at) }];
    });
    const inOrder = effects.toSorted((one, other) => one.at - other.at).map((effect) => effect.write);
    return { writes, inOrder };
  });

describe("of a correct register", () => {
  it("nothing is ever missed", () => {
    fc.assert(
      fc.property(register, ({ writes, inOrder }) => {
        const values = [0, 1, 2].map((person) => found(inOrder.findLast((one) => one.person === person)?.word, person));
        expect(lostValues(writes, values)).toEqual([]);
      }),
    );
  });

  it("a loss is always seen: the value of before all that came after it was confirmed", () => {
    fc.assert(
      fc.property(register, fc.integer({ min: 1, max: 50 }), ({ writes, inOrder }, later) => {
        const last = write("last", 300, 300 + later);
        const before = inOrder.findLast(({ person }) => person === 0);
        // One of unknown end may yet be done after it, one that is not confirmed is no promise.
        fc.pre(before?.became !== "unknown");
        expect(lostWords([...writes, last], found(before?.word))).toEqual(["last"]);
      }),
    );
  });

  it("a list keeps the order of what was confirmed, and its things are there once", () => {
    fc.assert(
      fc.property(register, ({ writes, inOrder }) => {
        const words = inOrder.map(({ word }) => word);
        const counts = new Map(writes.map(({ word }) => [word, words.includes(word) ? 1 : 0]));
        expect(outOfOrder(writes, words)).toEqual([]);
        expect(lostThings(writes, counts)).toEqual([]);
        expect(doubledThings(writes, counts)).toEqual([]);
      }),
    );
  });

  it("a thing that is taken away is seen, and one that is put twice", () => {
    fc.assert(
      fc.property(register, fc.nat(), ({ writes, inOrder }, drawn) => {
        const confirmed = inOrder.filter(({ became }) => became === "acknowledged");
        fc.pre(confirmed.length > 0);
        const one = confirmed[drawn % confirmed.length] as Write;
        const counts = (times: number) => new Map(inOrder.map(({ word }) => [word, word === one.word ? times : 1]));
        expect(lostThings(writes, counts(0))).toEqual([one]);
        expect(doubledThings(writes, counts(2))).toEqual([{ write: one, times: 2 }]);
      }),
    );
  });

  it("a sum holds, and one from which a confirmed amount is missing does not", () => {
    const amounts = fc.array(
      fc.record({
        amount: fc.integer({ min: -20, max: 20 }),
        became: fc.constantFrom(...(["acknowledged", "unknown", "refused"] as const)),
        isDone: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 20 }), (all, missing) => {
        const done = all.filter(({ became, isDone }) => became === "acknowledged" || (became === "unknown" && isDone));
        const total = done.reduce((sum, { amount }) => sum + amount, 0);
        expect(totalHolds(all, total)).toBe(true);
        const unsure = all.reduce((sum, { amount, became }) => sum + (became === "unknown" ? Math.abs(amount) : 0), 0);
        const lost = { amount: unsure + missing, became: "acknowledged" } as const;
        expect(totalHolds([...all, lost], total)).toBe(false);
      }),
    );
  });
});

describe("things that were made", () => {
  const writes = [write("one", 0, 10), write("two", 20, 30, unknown), write("three", 40, 50, refused)];

  it("are lost when they were confirmed and none is there", () => {
    const counts = new Map([
      ["one", 0],
      ["two", 0],
      ["three", 0],
    ]);
    expect(lostThings(writes, counts)).toEqual([writes[0]]);
  });

  it("are not lost where nobody looked, or nobody could tell", () => {
    expect(lostThings(writes, new Map())).toEqual([]);
    expect(lostThings(writes, new Map([["one", undefined]]))).toEqual([]);
  });

  it("are doubled when more than one is there, whatever was answered", () => {
    const counts = new Map([
      ["one", 1],
      ["two", 3],
      ["three", 2],
    ]);
    expect(doubledThings(writes, counts)).toEqual([
      { write: writes[1], times: 3 },
      { write: writes[2], times: 2 },
    ]);
  });

  it("are not doubled where they were sent twice", () => {
    const twice = write("one", 0, 10, { again: true });
    expect(doubledThings([twice], new Map([["one", 2]]))).toEqual([]);
  });
});

describe("a sum", () => {
  const amounts = [
    { amount: 10, became: "acknowledged" },
    { amount: 5, became: "acknowledged" },
    { amount: 3, became: "unknown" },
    { amount: -4, became: "unknown" },
    { amount: 100, became: "refused" },
  ] as const;

  it("is what was confirmed, and between what may have been done", () => {
    for (const total of [11, 14, 15, 18]) expect(totalHolds(amounts, total)).toBe(true);
    for (const total of [10, 19, 115]) expect(totalHolds(amounts, total)).toBe(false);
  });
});

describe("a list", () => {
  const writes = [write("one", 0, 10), write("two", 5, 20), write("three", 30, 40), write("odd", 50, 60, unknown)];

  it("keeps the order in which things were confirmed; what was under way at once may stand either way", () => {
    expect(outOfOrder(writes, ["one", "two", "three"])).toEqual([]);
    expect(outOfOrder(writes, ["two", "one", "three"])).toEqual([]);
  });

  it("is out of order where one that had ended stands after one that began later", () => {
    expect(outOfOrder(writes, ["three", "one", "two"])).toEqual([
      { earlier: writes[0], later: writes[2] },
      { earlier: writes[1], later: writes[2] },
    ]);
  });

  it("may hold one of unknown end anywhere, and things of others", () => {
    expect(outOfOrder(writes, ["odd", "another's", "one", "three"])).toEqual([]);
  });
});
