import { describe, expect, it } from "vitest";
import type { LoadRecord } from "../../src/load/load.ts";
import { tellIncident, type Seen } from "../../src/pressure/tell-incident.ts";
import { refused, visit } from "./visits.ts";

/** Of an incident between the seconds 4 and 8. */
function told(inside: readonly LoadRecord[], before: readonly LoadRecord[], over: Partial<Seen> = {}) {
  return tellIncident({
    ...{ name: "mail-outage", outcome: {}, from: 4_000, to: 8_000, normalAt: 8_000 },
    ...{
      hasEnded: false,
      isStuck: false,
      isLimited: false,
      calmFrom: 0,
      calmBefore: true,
      isOurs: undefined,
      inside,
      before,
    },
    ...{ startedAt: 0, limitMs: 5_000, copies: 1, needNoDatabase: new Set() },
    calm: { p95Ms: 10, boundMs: 250, costly: new Set(["join"]) },
    ...over,
  });
}

const shutOutOf = (inside: readonly LoadRecord[], before: readonly LoadRecord[]) =>
  told(inside, before).evidence.shutOut;

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

describe("what went wrong while others took the machine", () => {
  const crowded = { isOurs: "what went wrong" } as const;
  const some = (make: (at: number) => LoadRecord) =>
    Array.from({ length: 200 }, (_none, index) => (index % 10 === 0 ? make(4_000 + index) : visit(4_000 + index)));
  const slow = (at: number) => visit(at, { end: at + 600 });

  it.each([
    ["failed", some((at) => refused(at, 500))],
    ["was turned away", some((at) => refused(at, 503))],
    ["had to wait longer than usual", some(slow)],
  ] as const)("is theirs where somebody %s and nothing that visits need was amiss", (_what, inside) => {
    expect(told(inside, [], crowded).fact.lagged).toBe(true);
    expect(told(inside, []).fact.lagged).toBeUndefined();
  });

  it("is nothing where all were served as usual, or limited, or turned away while the database was gone", () => {
    expect(told(some(visit), [], crowded).fact.lagged).toBeUndefined();
    const limited = some((at) => refused(at, 423));
    expect(told(limited, [], crowded).fact.lagged).toBeUndefined();
    const turnedAway = some((at) => refused(at, 503));
    expect(told(turnedAway, [], { ...crowded, name: "database-outage" }).fact.lagged).toBeUndefined();
  });
});

describe("an incident", () => {
  it("tells how many were not served in the calm seconds before it", () => {
    const before = [
      ...joins(4, (at) => refused(at - 3_500, 500)),
      ...joins(5, (at) => refused(at - 1_000, 503)),
      visit(3_900),
    ];
    expect(told(others, before, { calmFrom: 2_000 }).evidence.before).toEqual({ sent: 6, unserved: 5 });
  });

  it("says nothing where all were limited when it was over", () => {
    expect(told(others, [], { isLimited: true }).fact.notEstablished).toBe("limited");
  });
});
