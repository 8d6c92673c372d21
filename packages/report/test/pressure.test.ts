import { describe, expect, test } from "vitest";
import { incidentNames, type PressureFact } from "@assay/bench/result";
import { pressureReadingOf } from "../src/reading/pressure.ts";
import { wordsOf } from "../src/words/words.ts";
import { about, aCheck } from "./builders.ts";
import {
  aPressure,
  calmPressure,
  emptyPressure,
  fullPressure,
  gappedPressure,
  gaveWayPressure,
  pressures,
} from "./pressures.ts";

const words = wordsOf("en");
const readingOf = (fact: PressureFact) => pressureReadingOf(fact, [], words);
const countsIn = (text: string) => [...text.matchAll(/\d[\d,]*/g)].map(([count]) => Number(count.replaceAll(",", "")));

describe.each(Object.entries(pressures))("of a run that is %s", (_, fact) => {
  test("each row of the table adds up to its visits, and all rows to the whole run", () => {
    const rows = readingOf(fact).rows;
    const [total, ...others] = rows.toReversed();
    for (const { visits } of rows) expect(visits.answered + visits.putOff + visits.failed).toBe(visits.sent);
    for (const of of ["sent", "answered", "putOff", "failed"] as const) {
      expect(others.reduce((sum, { visits }) => sum + visits[of], 0)).toBe(total?.visits[of]);
      expect(fact.slices.reduce((sum, slice) => sum + slice[of], 0)).toBe(total?.visits[of]);
    }
    expect(Math.max(0, ...others.map(({ visits }) => visits.longestMs ?? 0))).toBe(total?.visits.longestMs ?? 0);
  });

  test("the sentence says the same counts as the table", () => {
    const { visits } = fact;
    const said = countsIn(readingOf(fact).sentence);
    for (const count of [visits.sent, visits.answered, visits.putOff, visits.failed]) {
      if (count > 0 && visits.answered < visits.sent) expect(said).toContain(count);
    }
    if (visits.sent > 0) expect(said).toContain(visits.sent);
  });

  test("what was lost is told beside what was looked for, and that beside what was confirmed", () => {
    const { acknowledged, sought, lost, doubled } = fact.writes;
    expect(readingOf(fact).balance.map(({ count }) => count)).toEqual([acknowledged, sought, lost, doubled]);
    const older = readingOf({ ...fact, writes: { acknowledged, lost, doubled } });
    expect(older.balance.map(({ count }) => count)).toEqual([acknowledged, lost, doubled]);
  });

  test("what is heard tells each incident as the list does", () => {
    const { description, incidents, sentence } = readingOf(fact);
    expect(description).toContain(sentence);
    for (const { number, heading, sentence: own } of incidents)
      expect(description).toContain(`${number}: ${heading}. ${own}`);
  });
});

test("a run is told by its minutes, and by its seconds where it has no whole number of them", () => {
  expect(readingOf(calmPressure).heading).toBe("One minute under pressure");
  expect(readingOf(fullPressure).heading).toBe("Under pressure for 2 minutes 12 seconds");
});

test("the sentence names the incident in which most failed, and none where there is no such one", () => {
  expect(readingOf(gaveWayPressure).sentence).toBe(
    "Steady visits, while we made 6 things go wrong. Of 1,648 visits, 1,413 were answered, 16 were told to try again and 219 failed, most of them in incident 3.",
  );
  expect(readingOf(calmPressure).sentence).toBe(
    "Steady visits, while we made 6 things go wrong. All 1,648 visits were answered.",
  );
  const spread = aPressure(
    40,
    [10, 20].map((from) => ({ name: "kill", from, to: from, normalAfter: 1, met: [{ failed: 0.5 }] }) as const),
  );
  expect(readingOf(spread).sentence).toMatch(/and 20 failed\.$/);
});

test("where our own tool was late, what went wrong is said to be nobody's, and that it was tried again", () => {
  const [reading, again] = [[], [aCheck("storm-under-load", "stable", { exhibits: about("malformed-storm") })]].map(
    (checks) => pressureReadingOf(fullPressure, checks, words),
  );
  expect(reading?.sentence).toMatch(/In incident 8 our own tool was late, .* counts against nobody\.$/);
  expect(reading?.incidents[7]?.sentence).not.toContain("once more");
  expect(again?.incidents[7]?.sentence).toContain("We tried it once more by itself");
});

test("what was tried again in the same run is found there", () => {
  const storm = (from: number, lagged?: true) =>
    ({ name: "malformed-storm", from, to: from + 4, normalAfter: 1, met: [], ...(lagged && { lagged }) }) as const;
  const checks = [aCheck("storm-under-load", "stable", { exhibits: about("malformed-storm") })];
  const told = (...storms: readonly ReturnType<typeof storm>[]) =>
    pressureReadingOf(aPressure(60, storms), checks, words).incidents.map(({ sentence }) => sentence);

  const [late, again] = told(storm(10, true), storm(30));
  expect(late).toMatch(/counts against nobody\. We tried it once more, in incident 2\. That is what counts\.$/);
  expect(again).not.toContain("once more");
  // Late both times: what the check knows, it knows from elsewhere.
  for (const sentence of told(storm(10, true), storm(30, true))) expect(sentence).toContain("not in the picture");
});

test("visits that we could not send are ours, and said", () => {
  expect(readingOf(gappedPressure).sentence).toContain("We could not send 320 more. That was our own tool");
});

test("nothing is a share of a capacity that was not found", () => {
  const load = { rate: 8, rush: 8, atLeast: "false", tries: "one try gave 0", unsent: 0, lag: "0.4 ms" };
  const said = words.say("engineers.pressure.load", { ...load, capacity: 0, share: 8 / 0, rushShare: 8 / 0 });
  expect(said).toContain("8 arrivals a second (no capacity could be measured; one try gave 0), rush at 8. Latency");
});

describe("an incident is told by what happened in it", () => {
  const told = (fact: PressureFact, number: number) => {
    const { heading, sentence } = readingOf(fact).incidents[number - 1]!;
    return `${heading}: ${sentence}`.replaceAll("\u00a0", " ");
  };

  test.each([
    [
      "all were answered",
      calmPressure,
      1,
      "Slow database, 4 s: Each answer of its database took longer. All 80 visits were answered, the slowest after 0.9 s.",
    ],
    [
      "some were told to try again",
      gaveWayPressure,
      2,
      "Database frozen, 5 s: Its database took questions and gave no answers. 16 visits were told to try again, none failed. Back to normal after 1.5 s.",
    ],
    [
      "many failed untold",
      gaveWayPressure,
      3,
      "Database gone, 5 s: Its database could not be reached. 100 of 100 visits failed, and nobody was told to try again. 98 more failed before it was well again. Back to normal after 8 s.",
    ],
    [
      "a program was killed, which can tell nobody",
      gaveWayPressure,
      4,
      "Program killed: We ended it at once, as a power cut would, and started it again. 14 of 20 visits failed. 7 more failed before it was well again. Back to normal after 0.8 s.",
    ],
    [
      "a rush came",
      gaveWayPressure,
      5,
      "Rush of visitors, 4 s: From 20 to 132 visits a second, twice what it can carry. All 528 visits were answered, the slowest after 2.6 s. Back to normal after 3.1 s.",
    ],
    [
      "it never came back",
      fullPressure,
      9,
      "Very slow visitors, 4 s: Many visits came in very slowly, bit by bit. 72 of 80 visits failed, and nobody was told to try again. It was not back to normal while we watched.",
    ],
    [
      "we were late ourselves",
      fullPressure,
      8,
      "A storm of broken requests, 4 s: We sent a great many requests that make no sense. Our own tool was late here, so this counts against nobody.",
    ],
    [
      "it was not brought about",
      gappedPressure,
      2,
      "Program killed: We ended it at once, as a power cut would, and started it again. We could not bring this about, so we say nothing.",
    ],
    [
      "nobody came",
      emptyPressure,
      1,
      "Program killed: We ended it at once, as a power cut would, and started it again. Too few visits came here to say anything.",
    ],
  ] as const)("%s", (_, fact, number, expected) => {
    expect(told(fact, number)).toBe(expected);
  });

  test("and how much more than it can carry a rush was is left out where we do not know what it can carry", () => {
    expect(told(fullPressure, 5)).toContain("From 20 to 132 visits a second. 160 visits");
    const limited = { ...gaveWayPressure, capacity: { ...gaveWayPressure.capacity, limited: true as const } };
    expect(told(limited, 5)).toContain("From 20 to 132 visits a second. All 528 visits");
  });

  test("and a rush of no more visits than before is not called one", () => {
    const rush = (capacity: Partial<PressureFact["capacity"]>) =>
      told(
        aPressure(60, [{ name: "spike", from: 10, to: 12, normalAfter: 0, met: [] }], {
          ...{ rate: 8, spikeRate: 8, capacity: { rate: 0, tries: [0], atLeast: false, ...capacity } },
        }),
        1,
      );
    const cannot = "We sent no more visits than before, 8 a second: it cannot carry even as many. All 16 visits";
    expect(rush({})).toContain(cannot);
    expect(rush({ rate: 4 })).toContain(cannot);
    for (const unknown of [{ rate: 8 }, { limited: true as const }, { atLeast: true }])
      expect(rush(unknown)).toContain("We sent no more visits than before, 8 a second. All 16 visits");
  });
});

test("every incident has a name and says what we did", () => {
  const fact = aPressure(
    60,
    incidentNames.map((name, at) => ({ name, from: at * 5, to: at * 5 + 1, normalAfter: 0, met: [] })),
  );
  expect(new Set(readingOf(fact).incidents.map(({ name }) => name)).size).toBe(incidentNames.length);
  expect(readingOf(fact).incidents.filter(({ sentence }) => sentence.split(". ").length < 2)).toEqual([]);
});

test("an incident has the checks about it, and none where none was asked", () => {
  const checks = [
    aCheck("outage-under-load", "stable", { exhibits: about("database-outage"), outcome: "fail" }),
    aCheck("log-in", "secure"),
  ];
  const { incidents } = pressureReadingOf(gaveWayPressure, checks, words);
  expect(incidents.map(({ checks }) => checks.map(({ id }) => id))).toEqual([
    [],
    [],
    ["outage-under-load"],
    [],
    [],
    [],
  ]);
});
