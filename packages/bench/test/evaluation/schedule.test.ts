import { describe, expect, it } from "vitest";
import type { AnyCheck, CellNeed } from "../../src/check/check.ts";
import { chosenChecks } from "../../src/evaluation/chosen-checks.ts";
import { scheduleOf, sittingsOf, type Sitting } from "../../src/evaluation/schedule.ts";
import type { IncidentName } from "../../src/result/pressure.ts";
import { makeCheck } from "../judge/hand-made-checks.ts";

const checkIn = (id: string, cell: CellNeed, kind: AnyCheck["kind"] = "proof") => makeCheck(id, { cell, kind });
const pressed = (id: string, ...pressure: readonly IncidentName[]) => checkIn(id, { pressure }, "measurement");
const idsOf = (sittings: readonly Sitting[]) => sittings.map(({ checks }) => checks.map(({ id }) => id));

const quick = checkIn("quick", "shared");
const outage = checkIn("outage", {});
const timing = checkIn("timing", {}, "measurement");
const rush = checkIn("rush", { timed: true });
const slow = pressed("slow", "slow-database");
const kill = pressed("kill", "kill");
const writes = makeCheck("writes", { cell: { pressure: ["database-outage", "kill"] } });

describe("a schedule", () => {
  it("has cheap checks in one cell, others in cells of their own, and those that measure alone", () => {
    const { shared, beside, alone } = scheduleOf([quick, outage, timing, rush]);
    expect(shared).toEqual([quick]);
    expect(beside).toEqual([{ checks: [outage], need: {} }]);
    expect(alone).toEqual([
      { checks: [timing], need: {} },
      { checks: [rush], need: { timed: true } },
    ]);
  });

  it("has one cell for all that read a run under pressure, with what any of them wants, once", () => {
    const { shared, beside, alone } = scheduleOf([slow, quick, kill, timing, writes]);
    expect(shared).toEqual([quick]);
    // A proof, too: nothing runs beside it.
    expect(beside).toEqual([]);
    expect(idsOf(alone)).toEqual([["timing"], ["slow", "kill", "writes"]]);
    expect(alone[1]?.need).toEqual({
      copies: 2,
      timed: true,
      pressure: ["slow-database", "kill", "database-outage"],
    });
  });

  it("has the run also for whoever wants its calm seconds alone, and our own solution beside it", () => {
    const speed = checkIn("speed", { pressure: [], reference: true }, "measurement");
    expect(sittingsOf([speed])).toEqual([
      { checks: [speed], need: { copies: 2, timed: true, pressure: [], reference: true } },
    ]);
    expect(sittingsOf([kill, speed])).toEqual([
      { checks: [kill, speed], need: { copies: 2, timed: true, pressure: ["kill"], reference: true } },
    ]);
  });

  it("has no run where no check reads one", () => {
    expect(sittingsOf([outage, timing]).map(({ need }) => need)).toEqual([{}, {}]);
    expect(sittingsOf([])).toEqual([]);
  });

  it("of those that are asked again has one run, with what these want alone", () => {
    const again = sittingsOf([kill, timing, slow]);
    expect(idsOf(again)).toEqual([["timing"], ["kill", "slow"]]);
    expect(again[1]?.need).toMatchObject({ pressure: ["kill", "slow-database"] });
  });
});

describe("the checks of an evaluation", () => {
  const storm = pressed("storm", "kill", "malformed-storm");
  const challenge = { id: "shop", checks: [quick, slow, storm, kill] };

  it("leave out what only a full run under pressure has, unless it is asked for", () => {
    expect(chosenChecks(challenge, {})).toEqual([quick, slow, kill]);
    expect(chosenChecks(challenge, { pressure: "standard" })).toEqual([quick, slow, kill]);
    expect(chosenChecks(challenge, { pressure: "full" })).toEqual(challenge.checks);
  });

  it("are those of these names, in the challenge’s order, each once", () => {
    expect(chosenChecks(challenge, { only: ["kill", "storm", "quick", "kill"] })).toEqual([quick, storm, kill]);
  });

  it("must be there", () => {
    expect(() => chosenChecks(challenge, { only: ["quick", "quack"] })).toThrow(/quack/);
  });
});

describe("a check that wants no incident", () => {
  const spike = pressed("rush", "spike");
  const speed = checkIn("speed", { pressure: [], reference: true });

  it("shares the run of those who do", () => {
    const { alone } = scheduleOf([spike, speed]);
    expect(alone).toEqual([
      { checks: [spike, speed], need: { copies: 2, timed: true, pressure: ["spike"], reference: true } },
    ]);
  });

  it("has one of its own, in which nothing goes wrong, where nobody else is asked", () => {
    const { alone, shared } = scheduleOf([speed]);
    expect(shared).toEqual([]);
    expect(alone).toEqual([{ checks: [speed], need: { copies: 2, timed: true, pressure: [], reference: true } }]);
  });

  it("alone lets ours be measured", () => {
    expect(scheduleOf([spike]).alone).toEqual([
      { checks: [spike], need: { copies: 2, timed: true, pressure: ["spike"] } },
    ]);
  });
});
