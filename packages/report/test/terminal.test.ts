import { describe, expect, test } from "vitest";
import { renderText } from "../src/terminal/render-text.ts";
import { drawLive } from "../src/terminal/live.ts";
import { cutTo, widthOf, wrapped } from "../src/terminal/columns.ts";
import { about, aCheck, aResult } from "./builders.ts";
import { usualCatalogue, usualChecks } from "./usual-challenge.ts";
import { cases } from "./cases.ts";
import { calmPressure, fullPressure, gaveWayPressure } from "./pressures.ts";
import { hostileResult, hostileText } from "./hostile.ts";

const options = { language: "en", candidate: "Jonas Weber" } as const;

const crowd = aResult(
  ["works-as-asked", "secure", "stable", "handles-errors", "keeps-data-whole", "well-built", "fast"].flatMap((area) =>
    Array.from({ length: 90 }, (_, at) =>
      aCheck(`${area}-${at}-${"long".repeat(30)}`, area as "secure", {
        outcome: (["pass", "fail", "not-established", "our-error"] as const)[at % 4] ?? "pass",
      }),
    ),
  ),
  { verdict: "did-not-hold-up" },
);

describe.each([...Object.entries(cases), ["hostile", hostileResult] as const, ["a crowd", crowd] as const])(
  "for %s",
  (_, result) => {
    test.each([false, true])("the terminal gets at most 40 lines of 80 columns (colour: %s)", (color) => {
      const lines = renderText(result, usualCatalogue, { ...options, color }).split("\n");

      const bare = lines.map((line) => line.replaceAll(/\u001b\[\d+m/g, ""));
      expect(lines.length).toBeLessThanOrEqual(40);
      expect(bare.filter((line) => widthOf(line) > 80)).toEqual([]);
      expect(bare.at(-2)).toMatch(/One (small task|piece of work), run on/);
    });
  },
);

test("without being asked for colour there is no terminal code, whatever the submission says", () => {
  const text = renderText(hostileResult, usualCatalogue, { language: "en", candidate: hostileText });

  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test("the terminal says the verdict, the counts and the question of the first finding", () => {
  const text = renderText(cases["gave-way"] as (typeof cases)[string], usualCatalogue, options);
  expect(text).toContain("[##--] Gave way where it matters");
  expect(text).toContain("45 checks count: 37 passed (P), 6 failed (F), 2 could not be tested (?).");
  expect(text).toContain("What stops two people from signing up");
});

test("a reason that several unanswered questions share is told once", () => {
  const unsteady = { outcome: "not-established", reason: "unsteady", unsteady: true } as const;
  const checks = usualChecks({ "log-out": unsteady, "profile-change": unsteady });
  const text = renderText(aResult(checks), usualCatalogue, options);
  const lines = text.split("\n").filter((line) => line.startsWith("? "));
  expect(lines).toEqual([
    expect.stringMatching(/^\? Open: Logging out really ends that log-in \S/),
    "? Open: Changes to a profile stay changed",
  ]);
});

test("every check of an area has its mark, on two lines where one is too short; more than that are counted", () => {
  const checks = (area: "secure" | "stable" | "works-as-asked", count: number) =>
    Array.from({ length: count }, (_, at) =>
      aCheck(`${area}-${at}`, area, at < 2 ? { outcome: "fail", severity: "minor" } : {}),
    );
  const text = renderText(
    aResult([...checks("works-as-asked", 30), ...checks("secure", 90), ...checks("stable", 5)]),
    usualCatalogue,
    options,
  );
  const marks = text
    .split("\n")
    .flatMap((line) => /^ {2}.* passed +(\S.*)$|^ {20,}([A-Z]+)$/.exec(line)?.slice(1).find(Boolean) ?? []);
  expect(marks[0]).toMatch(/^P+$/);
  expect(`${marks[0]}${marks[1]}`).toBe(`${"P".repeat(28)}FF`);
  expect(marks.slice(2)).toEqual(["P×88 F×2", "PPPFF"]);
});

test("wide characters take two columns, and a cut text says so", () => {
  expect(widthOf("李小龍")).toBe(6);
  expect(cutTo("李小龍 and more", 7)).toBe("李小龍…");
  expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
});

describe("a run under pressure in the terminal", () => {
  const linesOf = (checks: Parameters<typeof aResult>[0], pressure = gaveWayPressure) => {
    const lines = renderText(aResult(checks, { pressure }), usualCatalogue, options).split("\n");
    const from = lines.findIndex((line) => line.startsWith("Under pressure: "));
    return lines.slice(from, lines.indexOf("", from));
  };

  test("is its counts and a line an incident, with the mark of its check", () => {
    expect(
      linesOf([aCheck("outage-under-load", "stable", { exhibits: about("database-outage"), outcome: "fail" })]),
    ).toEqual([
      "Under pressure: 1,648 visits, 1,413 answered, 16 put off, 219 failed",
      "  1  Slow database     80 answered, up to 0.9 s",
      "  2  Database frozen   84 answered, 16 put off, up to 4.2 s",
      "F 3  Database gone     0 answered, 100 failed, up to 11.2 s",
      "  4  Program killed    6 answered, 14 failed, up to 1.5 s",
      "  5  Rush of visitors  528 answered, up to 2.6 s",
      "  6  Update while open 80 answered, up to 0.03 s",
    ]);
  });

  test("gives no mark to an incident that is not counted, though it was tried again and passed", () => {
    const storm = aCheck("storm-under-load", "stable", { exhibits: about("malformed-storm") });
    const [late, again] = fullPressure.incidents
      .filter(({ name }) => name === "malformed-storm")
      .flatMap(({ lagged, ...one }) => [{ ...one, lagged: lagged ?? true }, one]);
    if (late === undefined || again === undefined) throw new Error("no storm");
    const lines = linesOf([storm], { ...fullPressure, incidents: [late, again] });
    expect(lines.slice(1).map((line) => line.slice(0, 3))).toEqual(["  1", "P 2"]);
  });

  test("tells the gravest where not all have room, and how many are left", () => {
    const many = usualChecks({
      "one-email-one-account": { outcome: "fail" },
      "sign-up": { outcome: "fail" },
      "log-in": { outcome: "fail" },
    });
    const lines = linesOf(many, fullPressure);
    expect(lines.length).toBeLessThan(12);
    expect(lines.join("\n")).toMatch(/Very slow visitors/);
    expect(lines.at(-1)).toMatch(/^ {2}(One more incident|\d+ more incidents) in the report\.$/);
  });
});

describe("a run under pressure that is not over", () => {
  const live = (seconds: number, pressure = gaveWayPressure) => ({
    sliceMs: pressure.sliceMs,
    slices: pressure.slices.slice(0, seconds),
    incidents: pressure.incidents
      .filter(({ from }) => from < seconds * 1000)
      .map(({ name, from, to }) => (to <= seconds * 1000 ? { name, from, to } : { name, from })),
  });

  test("is drawn as it goes: what goes wrong now, where it began, visits, and those that were not answered", () => {
    expect(drawLive(live(28), 60)).toEqual([
      "Now: Database gone",
      "incidents       1      2            3",
      "visits     ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁".replaceAll("▁", "█"),
      "unanswered             ▆            ███",
    ]);
  });

  test("says that visits are steady between two incidents, and before the first slice is over", () => {
    expect(drawLive(live(22), 60)[0]).toBe("Now: steady visits");
    expect(drawLive({ sliceMs: 1000, slices: [], incidents: [] }, 60)).toEqual([
      "Now: steady visits",
      "incidents",
      "visits",
      "unanswered",
    ]);
  });

  test.each([20, 40, 80, 200])("never leaves %d columns, however long it lasts", (columns) => {
    for (const pressure of [fullPressure, calmPressure]) {
      for (const seconds of [1, 30, 132]) {
        const lines = drawLive(live(seconds, pressure), columns);
        expect(lines).toHaveLength(4);
        expect(lines.filter((line) => widthOf(line) > columns)).toEqual([]);
      }
    }
  });

  test("keeps what failed in one second when several seconds share a column", () => {
    const bad = drawLive(live(60), 41)[3]!;
    expect(bad.trimEnd().length).toBeLessThanOrEqual(41);
    // Three in which nobody was answered, and the kill's.
    expect(bad).toMatch(/█[^█\n]*▆/);
  });
});
