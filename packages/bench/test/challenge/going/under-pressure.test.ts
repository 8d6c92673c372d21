import { describe, expect, it } from "vitest";
import frozen from "../../../../../challenges/any-backend/checks/frozen-database.ts";
import kill from "../../../../../challenges/any-backend/checks/kill-under-load.ts";
import outage from "../../../../../challenges/any-backend/checks/outage-under-load.ts";
import rolling from "../../../../../challenges/any-backend/checks/rolling-restart.ts";
import rush from "../../../../../challenges/any-backend/checks/rush.ts";
import slow from "../../../../../challenges/any-backend/checks/slow-database.ts";
import without from "../../../../../challenges/any-backend/checks/without-database.ts";
import writes from "../../../../../challenges/any-backend/checks/writes-under-pressure.ts";
import { gatherIncident, type Incidental } from "../../../../../challenges/any-backend/incident.ts";
import type { IncidentEvidence, PressureEvidence, World } from "../../../src/index.ts";

const elsewhere = { byBrief: false };
const name = "database-outage";

/** An incident that the app got over within two seconds, with every visit answered. */
function incident(over: Partial<IncidentEvidence> = {}): IncidentEvidence {
  return {
    ...{ name, from: 4_000, to: 10_500, normalAt: 12_540, calmBefore: true },
    visits: { sent: 400, answered: 390, putOff: 10, failed: 0, longestMs: 1_260 },
    ...{ late: 0, wrong: 0, p95Ms: 80, normalWaitMs: 250, unservedOf: [0, 0], errors: {}, silent: {}, samples: [] },
    ...over,
  };
}

const seen = (over: Partial<IncidentEvidence> = {}): Incidental => ({ incident: incident(over), limitMs: 5_000 });
const withVisits = (over: Partial<IncidentEvidence["visits"]>) => seen({ visits: { ...incident().visits, ...over } });
const stuck = () => {
  const { normalAt, ...rest } = incident({ stuck: true });
  return { incident: rest, limitMs: 5_000 };
};

const each = { slow, frozen, outage, kill, rush, rolling };

describe.each(Object.entries(each))("%s", (_name, check) => {
  it("passes when the app got over it, and says how soon", () => {
    expect(check.judge(seen())).toMatchObject({
      outcome: "pass",
      facts: {
        sent: 400,
        answered: 390,
        putOff: 10,
        failed: 0,
        late: 0,
        wrong: 0,
        limit: 5,
        longest: 1.3,
        recovered: 2,
      },
    });
  });

  it("counts the time to recover from when the app listened again", () => {
    expect(check.judge(seen({ listeningAt: 12_000 }))).toMatchObject({ facts: { recovered: 0.5 } });
    expect(check.judge(seen({ listeningAt: 13_000 }))).toMatchObject({ facts: { recovered: 0 } });
  });

  it("fails when the app ended by itself, whatever else was seen", () => {
    const ended = seen({ ended: true, late: 300, wrong: 300, visits: { ...incident().visits, failed: 400 } });
    expect(check.judge(ended)).toMatchObject({ outcome: "fail", facts: { how: "ended" } });
    expect(check.judge(ended, elsewhere)).toMatchObject({ outcome: "fail", facts: { how: "ended" } });
  });

  it("fails when it was not back to normal in time", () => {
    expect(check.judge(stuck())).toMatchObject({ outcome: "fail", facts: { how: "stuck", recovered: 0 } });
    expect(check.judge(stuck(), elsewhere)).toMatchObject({ outcome: "fail", facts: { how: "stuck" } });
  });

  it("does not apply where there was nothing that this could happen to", () => {
    expect(check.judge({ limitMs: 5_000 })).toMatchObject({ outcome: "not-applicable", reason: "not-here" });
  });

  it.each(["nobody-arrived", "not-steady", "not-calm"] as const)("cannot be told without a run: %s", (notRun) => {
    const judgement = check.judge({ notRun, limitMs: 0 });
    expect(judgement).toMatchObject({ outcome: "not-established", reason: notRun });
    expect(Object.keys(check.words.reasons ?? {})).toContain(notRun);
  });

  it.each(["too-few", "not-brought-about"] as const)("cannot be told, however bad it looks: %s", (notEstablished) => {
    const over = { notEstablished, ended: true, stuck: true, late: 300, wrong: 300 } as const;
    expect(check.judge(seen(over))).toMatchObject({ outcome: "not-established", reason: notEstablished });
    expect(Object.keys(check.words.reasons ?? {})).toContain(notEstablished);
  });

  it("cannot be told where visits went wrong before", () => {
    expect(check.judge(seen({ calmBefore: false, ended: true }))).toMatchObject({ reason: "not-calm" });
  });
});

describe.each(Object.entries({ slow, frozen, outage, kill }))("waiting: %s", (_name, check) => {
  it("fails when many waited for too long", () => {
    expect(check.judge(seen({ late: 4 }))).toMatchObject({
      outcome: "fail",
      facts: { how: "late", late: 4, sent: 400 },
    });
  });

  it("passes when it was a fluke: less than three, or less than one in a hundred", () => {
    expect(check.judge(seen({ late: 3 }))).toMatchObject({ outcome: "pass" });
    const few = { ...incident().visits, sent: 60 };
    expect(check.judge(seen({ late: 2, visits: few }))).toMatchObject({ outcome: "pass" });
    expect(check.judge(seen({ late: 3, visits: few }))).toMatchObject({ outcome: "fail" });
  });

  it("is never held against whoever was not told how long an answer may take", () => {
    expect(check.judge(seen({ late: 400 }), elsewhere)).toMatchObject({ outcome: "pass" });
  });

  it("is told before wrong pages", () => {
    expect(check.judge(seen({ late: 40, wrong: 40 }))).toMatchObject({ facts: { how: "late" } });
    expect(check.judge(seen({ late: 40, wrong: 40 }), elsewhere)).toMatchObject({ facts: { how: "wrong" } });
  });
});

describe.each(Object.entries({ slow, frozen, outage, kill, rush }))("answers: %s", (_name, check) => {
  it("that say all is well with a wrong page fail, also elsewhere; a fluke does not", () => {
    expect(check.judge(seen({ wrong: 4 }))).toMatchObject({ outcome: "fail", facts: { how: "wrong", wrong: 4 } });
    expect(check.judge(seen({ wrong: 4 }), elsewhere)).toMatchObject({ outcome: "fail", facts: { how: "wrong" } });
    expect(check.judge(seen({ wrong: 2 }))).toMatchObject({ outcome: "pass" });
  });

  it("that are errors, or none, are not held against it while something is broken", () => {
    expect(check.judge(withVisits({ answered: 0, putOff: 200, failed: 200 }))).toMatchObject({ outcome: "pass" });
  });
});

describe("what needs no database", () => {
  const evidence = (unserved: number, over: Partial<IncidentEvidence> = {}) =>
    (["slow-database", "frozen-database", "database-outage"] as const).map((one, at) =>
      seen({ name: one, withoutDatabase: { sent: 40, unserved: at === 1 ? unserved : 0 }, ...over }),
    );

  it("goes on without it", () => {
    expect(without.judge(evidence(0))).toMatchObject({ outcome: "pass", facts: { sent: 120 } });
    expect(without.judge(evidence(2))).toMatchObject({ outcome: "pass" });
  });

  it("must not stop with it", () => {
    expect(without.judge(evidence(3))).toMatchObject({
      outcome: "fail",
      facts: { how: "silent", sent: 40, unserved: 3 },
    });
  });

  it("is told by itself where the whole service ended, and cannot be told where visits went wrong before", () => {
    expect(without.judge(evidence(40, { ended: true }))).toMatchObject({ outcome: "pass" });
    expect(without.judge(evidence(40, { calmBefore: false }))).toMatchObject({ reason: "not-calm" });
    expect(without.judge([{ notRun: "not-calm", limitMs: 0 }])).toMatchObject({ reason: "not-calm" });
    const few = evidence(0, { withoutDatabase: { sent: 9, unserved: 0 } });
    expect(without.judge(few)).toMatchObject({ outcome: "not-established", reason: "too-few" });
  });

  it("does not apply where the challenge declares nothing of the kind", () => {
    const journeys = [{ operation: "look", weight: 1 }];
    const plan = { boundMs: 1, limitMs: 1, recoversWithinMs: 1, arrive: () => Promise.resolve(true), journeys };
    expect(without.appliesTo?.({ pressure: plan })).toBe(false);
    expect(without.appliesTo?.({})).toBe(false);
    const declared = [{ operation: "front", weight: 1, withoutDatabase: true as const }];
    expect(without.appliesTo?.({ pressure: { ...plan, journeys: declared } })).toBe(true);
  });
});

describe("a rush", () => {
  it("may keep people waiting", () => {
    expect(rush.judge(seen({ late: 300 }))).toMatchObject({ outcome: "pass" });
  });
});

describe("a rolling restart", () => {
  it("fails when visits were dropped", () => {
    expect(rolling.judge(withVisits({ answered: 396, failed: 4 }))).toMatchObject({
      outcome: "fail",
      facts: { how: "dropped", failed: 4, sent: 400 },
    });
  });

  it("says nothing where as many failed before it", () => {
    const { incident: one, limitMs } = withVisits({ answered: 396, failed: 4 });
    const before = (unserved: number) =>
      rolling.judge({ incident: { ...one, before: { sent: 200, unserved } } as IncidentEvidence, limitMs });
    expect(before(3)).toMatchObject({ outcome: "not-established", reason: "not-calm" });
    expect(before(2)).toMatchObject({ outcome: "fail" });
  });

  it("passes when it was a fluke, and tells of it", () => {
    expect(rolling.judge(withVisits({ failed: 2 }))).toMatchObject({ outcome: "pass", facts: { failed: 2 } });
  });

  it("tells of dropped visits before it tells that it was not normal afterwards", () => {
    const { incident: one, limitMs } = stuck();
    const dropped = { incident: { ...one, visits: { ...one.visits, failed: 200 } }, limitMs };
    expect(rolling.judge(dropped)).toMatchObject({ facts: { how: "dropped" } });
  });
});

describe("what a check gathers of a run", () => {
  const nothing = { acknowledged: 0, unknown: 0, sought: 0, lost: [], doubled: [] };
  const world = (run: PressureEvidence, language = "node") =>
    ({ underPressure: () => Promise.resolve(run), app: { project: { language } } }) as unknown as World;
  const runOf = (...incidents: readonly IncidentEvidence[]) => world({ incidents, writes: nothing });

  it("is its own incident, as it was when it was last tried", async () => {
    const other = incident({ name: "kill" });
    const [first, again] = [incident({ lagged: true }), incident({ late: 7 })];
    expect(await gatherIncident(runOf(first, again, other), name)).toEqual({ incident: again, limitMs: 0 });
    expect(await gatherIncident(runOf(other), name)).toEqual({ limitMs: 0 });
  });

  it("is nothing when our own visits were late twice: that is our error", async () => {
    const late = incident({ lagged: true });
    await expect(gatherIncident(runOf(late, late), name)).rejects.toThrow(
      /late, or others kept this machine busy, twice/,
    );
  });

  it("says of PHP that its visits wait in a line of ours", async () => {
    const run = world({ incidents: [incident({ late: 40 })], writes: nothing }, "php");
    const evidence = await gatherIncident(run, name);
    expect(evidence.lineIsOurs).toBe(true);
    expect(outage.judge(evidence)).toMatchObject({ outcome: "pass" });
    expect(outage.judge({ ...evidence, incident: incident({ late: 40, ended: true }) })).toMatchObject({
      facts: { how: "ended" },
    });
  });

  it("is why there was no run", async () => {
    const run = world({ notRun: "not-calm", incidents: [], writes: nothing });
    expect(await gatherIncident(run, name)).toEqual({ notRun: "not-calm", limitMs: 0 });
    expect(await writes.gather(run)).toEqual({ notRun: "not-calm", writes: nothing });
  });
});

describe("what was confirmed under pressure", () => {
  const lost = { operation: "updateProfile", word: "badomu", found: "kitela", acknowledgedAt: 12_000 };
  const doubled = { operation: "signUp", word: "badomu", times: 2 };
  const found = { acknowledged: 300, unknown: 4, sought: 280, lost: [], doubled: [] };

  it("is there, once", () => {
    expect(writes.judge({ writes: found })).toMatchObject({
      outcome: "pass",
      facts: { acknowledged: 300, sought: 280 },
    });
  });

  it("is lost when one of it is gone", () => {
    expect(writes.judge({ writes: { ...found, lost: [lost] } })).toMatchObject({
      outcome: "fail",
      facts: { how: "lost", lost: 1 },
    });
  });

  it("is doubled when one of it is there twice; a loss is told first", () => {
    const twice = { ...found, doubled: [doubled] };
    expect(writes.judge({ writes: twice })).toMatchObject({ outcome: "fail", facts: { how: "doubled", doubled: 1 } });
    expect(writes.judge({ writes: { ...twice, lost: [lost] } })).toMatchObject({ facts: { how: "lost" } });
  });

  it("is not known to be there where nothing was sought", () => {
    expect(writes.judge({ writes: { ...found, sought: 0 } })).toMatchObject({
      outcome: "not-established",
      reason: "nothing-found",
    });
  });

  it("is nothing where nothing was confirmed, or there was no run", () => {
    const none = { ...found, acknowledged: 0, sought: 0 };
    expect(writes.judge({ writes: none })).toMatchObject({ reason: "nothing-confirmed" });
    expect(writes.judge({ notRun: "nobody-arrived", writes: none })).toMatchObject({
      outcome: "not-established",
      reason: "nobody-arrived",
    });
  });
});
