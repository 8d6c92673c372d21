import { describe, expect, it } from "vitest";
import mail from "../../../../../challenges/any-backend/checks/mail-outage-under-load.ts";
import oneCopy from "../../../../../challenges/any-backend/checks/one-copy-killed.ts";
import service from "../../../../../challenges/any-backend/checks/service-outage.ts";
import slowVisitors from "../../../../../challenges/any-backend/checks/slow-visitors-under-load.ts";
import storm from "../../../../../challenges/any-backend/checks/storm-under-load.ts";
import type { Incidental } from "../../../../../challenges/any-backend/incident.ts";
import type { IncidentEvidence } from "../../../src/index.ts";

const visits = { sent: 400, answered: 400, putOff: 0, failed: 0, longestMs: 260 };

/** Of an incident that touched nobody. */
function seen(over: Partial<IncidentEvidence> = {}): Incidental {
  const incident: IncidentEvidence = {
    ...{ name: "mail-outage", from: 4_000, to: 8_000, normalAt: 8_000, calmBefore: true },
    visits,
    ...{ late: 0, wrong: 0, p95Ms: 80, normalWaitMs: 250, unservedOf: [0, 0], errors: {}, silent: {}, samples: [] },
    ...over,
  };
  return { incident, limitMs: 5_000 };
}

describe.each(Object.entries({ mail, oneCopy, service, slowVisitors, storm }))("%s", (_name, check) => {
  it("passes where nobody noticed", () => {
    expect(check.judge(seen())).toMatchObject({ outcome: "pass", facts: { sent: 400 } });
  });

  it("fails when the app ended, or was not back to normal in time", () => {
    expect(check.judge(seen({ ended: true }))).toMatchObject({ outcome: "fail", facts: { how: "ended" } });
    expect(check.judge(seen({ stuck: true }))).toMatchObject({ outcome: "fail", facts: { how: "stuck" } });
  });

  it("says nothing where it could not be tried", () => {
    expect(check.judge({ limitMs: 5_000 })).toMatchObject({ outcome: "not-applicable", reason: "not-here" });
    expect(check.judge(seen({ notEstablished: "too-few", ended: true }))).toMatchObject({ reason: "too-few" });
    expect(check.judge({ notRun: "not-calm", limitMs: 0 })).toMatchObject({ reason: "not-calm" });
  });
});

describe.each(Object.entries({ mail, slowVisitors, storm }))("what no visit needs: %s", (_name, check) => {
  it("must not cost visits, whichever copy they came to; a fluke is told", () => {
    expect(check.judge(seen({ unservedOf: [2, 2] }))).toMatchObject({
      outcome: "fail",
      facts: { how: "unserved", unserved: 4 },
    });
    expect(check.judge(seen({ unservedOf: [2, 1] }))).toMatchObject({ outcome: "pass", facts: { unserved: 3 } });
  });

  it("must not shut out one kind of visit, however few of them come", () => {
    const signUps = [{ operation: "signUp", visits: 6 }];
    expect(check.judge(seen({ visits: { ...visits, sent: 2_000 }, unservedOf: [6], shutOut: signUps }))).toMatchObject({
      outcome: "fail",
      facts: { how: "unserved", unserved: 6 },
    });
  });
});

describe.each(Object.entries({ mail, oneCopy, slowVisitors, storm }))("what failed before: %s", (_name, check) => {
  const failing = { visits: { ...visits, sent: 487, answered: 473, failed: 14 }, unservedOf: [14, 0] };

  it("is not due to what went wrong then", () => {
    expect(check.judge(seen({ ...failing, before: { sent: 487, unserved: 10 } }))).toMatchObject({
      ...{ outcome: "not-established", reason: "not-calm" },
    });
  });

  it("is when a fluke is all that failed before", () => {
    for (const before of [undefined, { sent: 487, unserved: 2 }]) {
      expect(check.judge(seen({ ...failing, ...(before && { before }) })).outcome).toBe("fail");
    }
  });
});

describe("a storm of broken requests", () => {
  it("slows nobody by more than waits differ anyway", () => {
    expect(storm.judge(seen({ p95Ms: 250 }))).toMatchObject({ outcome: "pass", facts: { wait: 0.25, usual: 0.25 } });
    expect(storm.judge(seen({ p95Ms: 251 }))).toMatchObject({ outcome: "fail", facts: { how: "slow" } });
    expect(storm.judge(seen({ p95Ms: null }))).toMatchObject({ outcome: "pass" });
  });
});

describe("one of two copies killed", () => {
  it("is held against the other alone: the dead one's visitors could not be served", () => {
    expect(oneCopy.judge(seen({ unservedOf: [0, 60] }))).toMatchObject({ outcome: "pass", facts: { unserved: 0 } });
    expect(oneCopy.judge(seen({ unservedOf: [5, 60] }))).toMatchObject({
      outcome: "fail",
      facts: { how: "unserved", unserved: 5 },
    });
  });
});

describe("a helper that is gone", () => {
  it("may cost visits, as long as they are told in time", () => {
    expect(service.judge(seen({ unservedOf: [400, 0] }))).toMatchObject({ outcome: "pass" });
    expect(service.judge(seen({ late: 40 }))).toMatchObject({ outcome: "fail", facts: { how: "late" } });
    expect(service.judge(seen({ late: 40 }), { byBrief: false })).toMatchObject({ outcome: "pass" });
  });
});
