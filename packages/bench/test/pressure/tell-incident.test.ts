import { describe, expect, it } from "vitest";
import type { LoadRecord } from "../../src/load/load.ts";
import { tellIncident } from "../../src/pressure/tell-incident.ts";
import { refused, visit } from "./visits.ts";

/** Of an incident between the seconds 4 and 8. */
function shutOutOf(inside: readonly LoadRecord[], before: readonly LoadRecord[]) {
  return tellIncident({
    ...{ name: "mail-outage", outcome: {}, from: 4_000, to: 8_000, normalAt: 8_000 },
    ...{ hasEnded: false, isStuck: false, calmBefore: true, isOurs: undefined, inside, before },
    ...{ startedAt: 0, limitMs: 5_000, copies: 1, needNoDatabase: new Set() },
    calm: { p95Ms: 10, boundMs: 250, costly: new Set(["join"]) },
  }).evidence.shutOut;
}

const joins = (count: number, make: (at: number) => LoadRecord) =>
  Array.from({ length: count }, (_none, index) => ({ ...make(4_000 + index), operation: "join" }));
const others = Array.from({ length: 2_000 }, (_none, index) => visit(4_000 + index));

describe("an operation that is one visit of hundreds", () => {
  const before = joins(3, visit);

  it("is shut out when it had been served and is not once meanwhile", () => {
    expect(shutOutOf([...others, ...joins(6, (at) => refused(at, 503))], before)).toEqual([
      { operation: "join", visits: 6 },
    ]);
  });

  it("is not when one was served, few came, it is limited, or it was never served", () => {
    const turnedAway = joins(6, (at) => refused(at, 503));
    expect(shutOutOf([...others, ...turnedAway, ...joins(1, visit)], before)).toEqual([]);
    expect(shutOutOf([...others, ...turnedAway.slice(0, 4)], before)).toEqual([]);
    expect(shutOutOf([...others, ...joins(6, (at) => refused(at, 429))], before)).toEqual([]);
    expect(
      shutOutOf(
        [...others, ...turnedAway],
        joins(9, (at) => refused(at, 503)),
      ),
    ).toEqual([]);
  });
});
