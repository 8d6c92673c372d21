import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, instantOf, isZone, planFrom } from "@assay/hiring";

const gap = (title: string) => ({ title, question: `What of ${title}?`, good: `How ${title} is done well` });
/** A Tuesday. */
const start = "2026-12-01";

describe("a plan", () => {
  test("closes the worst gaps in the first month, and says of each what to do first and how both see it", () => {
    const gaps = ["one", "two", "three", "four", "five", "six"].map(gap);
    const { milestones } = planFrom({ gaps, strengths: ["Mail arrives"], musts: [] }, start);
    const told = milestones.map(({ on, text }) => [on, text.key, text.values["title"] ?? text.values["count"] ?? ""]);
    expect(told).toEqual([
      ["2026-12-01", "plan.arrive", ""],
      ["2026-12-07", "plan.read", ""],
      ["2026-12-30", "plan.lean", "Mail arrives"],
      ["2026-12-30", "plan.gap", "one"],
      ["2026-12-30", "plan.gap", "two"],
      ["2027-01-29", "plan.gap", "three"],
      ["2027-01-29", "plan.gap", "four"],
      ["2027-03-01", "plan.gap", "five"],
      ["2027-03-01", "plan.rest", 1],
      ["2027-03-01", "plan.back", ""],
    ]);
    expect(milestones[3]).toMatchObject({
      first: { key: "plan.gap.first", values: { good: "How one is done well" } },
      seen: { key: "plan.gap.seen", values: { title: "one" } },
    });
  });

  test("is made from what was asked where nothing gave way", () => {
    const { milestones } = planFrom({ gaps: [], strengths: ["A"], musts: ["A", "B", "C", "D"] }, start);
    expect(milestones.map(({ text }) => text.key)).toEqual([
      ...["plan.arrive", "plan.read", "plan.lean", "plan.must", "plan.must", "plan.must", "plan.back"],
    ]);
  });

  test("has weekly check-ins in the first month, then one every two weeks", () => {
    const { checkIns } = planFrom({ gaps: [], strengths: [], musts: [] }, start);
    expect(checkIns).toEqual([
      ...["2026-12-08", "2026-12-15", "2026-12-22", "2026-12-29"],
      ...["2027-01-12", "2027-01-26", "2027-02-09", "2027-02-23"],
    ]);
  });

  test("never puts anything on a weekend, before the first day, or out of order, whenever it starts", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2020-01-01"), max: new Date("2060-12-31"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 9 }),
        (date, count) => {
          const day = date.toISOString().slice(0, 10);
          const gaps = Array.from({ length: count }, (_, at) => gap(String(at)));
          const { milestones, checkIns } = planFrom({ gaps, strengths: [], musts: ["A"] }, day);
          const days = [...milestones.map(({ on }) => on), ...checkIns];
          expect(days.filter((on) => [0, 6].includes(new Date(`${on}T00:00:00Z`).getUTCDay()))).toEqual([]);
          expect(days.filter((on) => on < day)).toEqual([]);
          expect(milestones.map(({ on }) => on)).toEqual(milestones.map(({ on }) => on).toSorted());
        },
      ),
    );
  });
});

describe("a day", () => {
  test("is counted from the first, over the ends of months and years, and waits for Monday", () => {
    expect([dayOf(start, 1), dayOf(start, 30), dayOf("2028-02-01", 29)]).toEqual([
      ...["2026-12-01", "2026-12-30", "2028-02-29"],
    ]);
    expect([dayOf("2026-11-28", 1), dayOf("2026-11-29", 1)]).toEqual(["2026-11-30", "2026-11-30"]);
    expect(() => dayOf("2026-02-31", 1)).toThrow(RangeError);
  });

  test("and a time are an instant on the clocks of a place, also where clocks change", () => {
    expect(instantOf("2026-12-01", "10:00", "Europe/Berlin")).toBe("2026-12-01T09:00:00Z");
    expect(instantOf("2027-07-01", "10:00", "Europe/Berlin")).toBe("2027-07-01T08:00:00Z");
    expect(instantOf("2026-12-01", "10:00", "Asia/Kolkata")).toBe("2026-12-01T04:30:00Z");
    // 02:30 is left out on this day.
    expect(instantOf("2027-03-28", "02:30", "Europe/Berlin")).toBe("2027-03-28T01:30:00Z");
    expect([isZone("America/New_York"), isZone("Europe/Nowhere"), isZone("")]).toEqual([true, false, false]);
  });
});
