import { describe, expect, it } from "vitest";
import type { Journey } from "../../src/check/challenge.ts";
import type { World } from "../../src/check/world.ts";
import type { LoadRecord } from "../../src/load/load.ts";
import type { Visitor } from "../../src/pressure/people.ts";
import { seekValuesMeanwhile, seekWrites } from "../../src/pressure/seek-writes.ts";
import { broken, refused, unsent, visit } from "./visits.ts";

/** What is there at the end, by word; undefined where it cannot be told. */
type Found = Readonly<Record<string, number | undefined>>;

const visitors = ["ada", "bob"].map((name): Visitor => ({
  person: { id: name } as Visitor["person"],
  load: { localAddress: "127.0.0.1", templates: {} },
}));

const note = (values: Readonly<Record<string, string | undefined>>): Journey => ({
  operation: "note",
  weight: 1,
  leaves: { kind: "value", read: (_world, { id }) => Promise.resolve(values[id]) },
});

/** @param sought gathers the words that were looked for. */
const order = (found: Found, sought: string[] = []): Journey => ({
  operation: "order",
  weight: 1,
  leaves: {
    kind: "thing",
    count: (_world, _person, word) => {
      sought.push(word);
      return Promise.resolve(found[word]);
    },
  },
});

/** Its clock is told by whoever sleeps. @param rows words of which the database has some. */
function worldWith(rows: readonly string[] = []): World {
  let now = 60_000;
  return {
    now: () => now,
    sleep: (milliseconds: number) => Promise.resolve(void (now += milliseconds)),
    database: { countMentions: (word: string) => Promise.resolve(rows.includes(word) ? { notes: 1 } : { notes: 0 }) },
  } as unknown as World;
}

const seek = (journey: Journey, records: readonly LoadRecord[], world = worldWith()) =>
  seekWrites({
    world,
    journeys: [{ operation: "look", weight: 9 }, journey],
    visitors,
    records,
    startedAt: 1_000,
  });

const noting = (word: string, planned: number, person = 0) => visit(planned, { operation: "note", word, person });
const ordering = (word: string, planned: number) => visit(planned, { operation: "order", word });

describe("values that were confirmed", () => {
  it("are sought at everybody’s", async () => {
    const records = [noting("one", 1_000), noting("two", 2_000), noting("other", 2_000, 1), visit(1_500)];
    expect(await seek(note({ ada: "two", bob: "other" }), records)).toEqual({
      // Of two of one person’s, only the newer can be told lost.
      ...{ acknowledged: 3, unknown: 0, sought: 2, lost: [], doubled: [] },
    });
  });

  it("are not lost where somebody shows an older one for a while, or for good though the database has the newer", async () => {
    const records = [noting("one", 1_000), noting("two", 2_000)];
    let looks = 0;
    const later: Journey["leaves"] = { kind: "value", read: () => Promise.resolve((looks += 1) > 14 ? "two" : "one") };
    const journey = { ...note({}), leaves: later };
    expect(await seek(journey, records)).toMatchObject({ sought: 1, lost: [] });
    expect((await seek(note({ ada: "one", bob: "" }), records, worldWith(["two"]))).lost).toEqual([]);
  });

  it("are lost where an older one is there, or none; when it was confirmed is told from the run's start", async () => {
    const records = [noting("one", 1_000), noting("two", 2_000), noting("other", 3_000, 1)];
    expect((await seek(note({ ada: "one", bob: "" }), records)).lost).toEqual([
      { operation: "note", word: "two", found: "one", acknowledgedAt: 1_005 },
      { operation: "note", word: "other", found: "", acknowledgedAt: 2_005 },
    ]);
  });

  it("are not sought where somebody’s cannot be read", async () => {
    const records = [noting("one", 1_000), noting("other", 2_000, 1)];
    expect(await seek(note({ ada: undefined, bob: "other" }), records)).toMatchObject({
      ...{ acknowledged: 2, sought: 1, lost: [] },
    });
  });

  it("may have been overtaken by one that broke off, was an error, or was refused and done all the same", async () => {
    const over = { operation: "note", word: "last" };
    for (const late of [
      broken(2_000, over),
      refused(2_000, 500, over),
      refused(2_000, 503, over),
      refused(2_000, 409, over),
    ]) {
      expect((await seek(note({ ada: "last" }), [noting("one", 1_000), late])).lost).toEqual([]);
    }
  });

  it("are those whose whole answer came: one that broke off after its status is of unknown end", async () => {
    const cut = visit(2_000, { operation: "note", word: "last", failure: "closed" });
    expect(await seek(note({ ada: "one" }), [noting("one", 1_000), cut])).toMatchObject({
      ...{ acknowledged: 1, unknown: 1, lost: [] },
    });
  });
});

describe("values that are read while visits go on", () => {
  const records = [noting("one", 57_000), noting("two", 58_000), noting("other", 59_000, 1)];
  /** At 60 seconds by the world's clock. */
  const read = (values: Readonly<Record<string, string>>, rows: readonly string[], later: readonly LoadRecord[] = []) =>
    seekValuesMeanwhile({ world: worldWith(rows), journeys: [note(values)], visitors }, () =>
      Promise.resolve([...records, ...later]),
    );

  it("are the newest that had been confirmed, and lost where another is there and the database has them nowhere", async () => {
    const { sought, lost } = await read({ ada: "one", bob: "other" }, ["one", "other"]);
    expect(sought.map(({ word }) => word)).toEqual(["two", "other"]);
    expect(lost.map(({ write, found }) => [write.word, found])).toEqual([["two", "one"]]);
    expect((await read({ ada: "one", bob: "other" }, ["one", "two", "other"])).lost).toEqual([]);
  });

  it("say nothing of what was confirmed after they had been read", async () => {
    const late = visit(59_990, { operation: "note", word: "late", end: 60_050 });
    const { sought, lost } = await read({ ada: "two", bob: "other" }, [], [late]);
    expect([sought.map(({ word }) => word), lost]).toEqual([["two", "other"], []]);
    expect((await read({ ada: "late", bob: "other" }, [], [late])).lost).toEqual([]);
  });

  it("are not lost where somebody wrote while the database was looked into", async () => {
    const late = visit(59_990, { operation: "note", word: "late", end: 60_050 });
    expect((await read({ ada: "one", bob: "other" }, [], [late])).lost).toEqual([]);
  });

  it("are found lost at the end, whatever came after them", async () => {
    const meanwhile = [await read({ ada: "one", bob: "other" }, [])];
    const after = [...records, noting("three", 70_000)];
    const end = await seekWrites({
      ...{ world: worldWith(["three", "other"]), journeys: [note({ ada: "three", bob: "other" })], visitors },
      ...{ records: after, startedAt: 50_000, meanwhile },
    });
    expect(end).toMatchObject({
      ...{ acknowledged: 4, sought: 3 },
      lost: [{ operation: "note", word: "two", found: "one", acknowledgedAt: 8_005 }],
    });
  });
});

describe("what became of a write", () => {
  const over = { operation: "note", word: "last" };
  it.each([
    ["a refused connection: never done", broken(2_000, { ...over, failure: "refused" }), 0],
    ["a status of refusal: not done", refused(2_000, 429, over), 0],
    ["what never left: nothing", { ...unsent(2_000), word: "last" }, 0],
    ["a reset: unknown", broken(2_000, over), 1],
    ["a time-out: unknown", broken(2_000, { ...over, failure: "timeout" }), 1],
    ["an error of the server: unknown", refused(2_000, 500, over), 1],
  ])("%s", async (_name, record, unknown) => {
    expect(await seek(note({ ada: "" }), [{ ...record, operation: "note" }])).toMatchObject({
      acknowledged: 0,
      unknown,
      lost: [],
    });
  });
});

describe("things that were confirmed", () => {
  it("are each there once", async () => {
    expect(await seek(order({ one: 1, two: 1 }), [ordering("one", 1_000), ordering("two", 2_000)])).toEqual({
      ...{ acknowledged: 2, unknown: 0, sought: 2, lost: [], doubled: [] },
    });
  });

  it("are lost, or doubled, also those of unknown end", async () => {
    const records = [ordering("one", 1_000), broken(2_000, { operation: "order", word: "two" })];
    expect(await seek(order({ one: 0, two: 2 }), records)).toEqual({
      ...{ acknowledged: 1, unknown: 1, sought: 1 },
      lost: [{ operation: "order", word: "one", acknowledgedAt: 5 }],
      doubled: [{ operation: "order", word: "two", times: 2 }],
    });
  });

  it("are not sought where nobody can tell how many there are", async () => {
    const records = [ordering("one", 1_000), ordering("two", 2_000)];
    expect(await seek(order({ one: undefined, two: 1 }), records)).toMatchObject({
      acknowledged: 2,
      sought: 1,
      lost: [],
    });
  });

  it("are not doubled where we sent them twice", async () => {
    const twice = { ...ordering("one", 1_000), again: true as const };
    expect((await seek(order({ one: 2 }), [twice])).doubled).toEqual([]);
  });

  it("are sought 120 at most: first those of unknown end and those beside them, then some of all the others", async () => {
    const confirmed = Array.from({ length: 1_000 }, (_none, at) => ordering(`word${String(at)}`, at * 100));
    const unknown = Array.from({ length: 8 }, (_none, at) =>
      broken(50_000 + at * 10, { operation: "order", word: `gone${String(at)}` }),
    );
    const sought: string[] = [];
    const all = Object.fromEntries([...confirmed, ...unknown].map(({ word = "" }) => [word, 1]));
    const evidence = await seek(order(all, sought), [...confirmed, ...unknown]);
    expect(sought.length).toBe(120);
    expect(new Set(sought).size).toBe(120);
    expect(sought.filter((word) => word.startsWith("gone")).length).toBe(8);
    // Within a second of those of unknown end: 490 to 510.
    expect(sought.filter((word) => /^word(49\d|50\d|510)$/.test(word)).length).toBeGreaterThanOrEqual(19);
    expect(sought).toContain("word0");
    expect(sought.some((word) => /^word9\d\d$/.test(word))).toBe(true);
    expect(evidence).toMatchObject({ acknowledged: 1_000, unknown: 8, sought: 112 });
  });

  it("are all sought where they are few", async () => {
    const sought: string[] = [];
    const words = Array.from({ length: 120 }, (_none, at) => `word${String(at)}`);
    await seek(
      order(Object.fromEntries(words.map((word) => [word, 1])), sought),
      words.map((word, at) => ordering(word, at * 100)),
    );
    expect(sought.toSorted()).toEqual(words.toSorted());
  });
});

describe("nothing", () => {
  it("is sought where nothing was left behind", async () => {
    const looking: Journey = { operation: "look", weight: 1 };
    expect(await seek(looking, [visit(1_000, { word: "one" })])).toEqual({
      ...{ acknowledged: 0, unknown: 0, sought: 0, lost: [], doubled: [] },
    });
  });
});
