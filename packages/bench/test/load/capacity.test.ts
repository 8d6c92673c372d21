import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { searchCapacity, type CapacityStep } from "../../src/load/capacity.ts";
import type { Load, LoadPhase, LoadRecord } from "../../src/load/load.ts";
import { openLoad } from "../../src/load/open-load.ts";
import type { CapacityFact } from "../../src/result/pressure.ts";

let load: Load;
let server: Server | undefined;
let byPhase: Map<string, LoadRecord[]>;
let steps: CapacityStep[];

beforeEach(() => {
  byPhase = new Map();
  steps = [];
  server = undefined;
});
afterEach(async () => {
  await load.close();
  server?.close();
});

async function search(
  answer: RequestListener,
  rates: { readonly startRate: number; readonly mostRate: number },
): Promise<CapacityFact> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const template = {
    operation: "see",
    method: "GET",
    path: ["/"],
    headers: [["Host", "app.example"]],
    success: [200],
  } as const;
  load = await openLoad({
    seed: 1,
    ports: [(listening.address() as AddressInfo).port],
    deadline: 5_000,
    people: Array.from({ length: 20 }, (_, index) => ({
      localAddress: `127.0.1.${String(index + 1)}`,
      templates: { see: template },
    })),
    onRecords: (told) => {
      for (const record of told) byPhase.set(record.phase, [...(byPhase.get(record.phase) ?? []), record]);
    },
  });
  return searchCapacity(load, {
    mix: { see: 1 },
    boundMs: 300,
    ...rates,
    recordsOf: (phase) => byPhase.get(phase) ?? [],
    onStep: (step) => steps.push(step),
  });
}

/** Where the waits, the statuses, and how late we are ourselves, are given for each rate. */
function scriptedLoad(
  script: (phase: LoadPhase) => {
    readonly waitMs: number;
    readonly lagMs: number;
    readonly statuses?: readonly number[];
  },
) {
  const phases: LoadPhase[] = [];
  const done = () => Promise.resolve();
  const scripted: Load = {
    begin: (phase) => done().then(() => void phases.push(phase)),
    pause: done,
    route: done,
    drain: done,
    close: done,
    lag: () => {
      const phase = phases.at(-1);
      const longestMs = phase === undefined ? 0 : script(phase).lagMs;
      return Promise.resolve({ p99Ms: longestMs, longestMs });
    },
  };
  const recordsOf = (name: string): LoadRecord[] =>
    phases
      .filter((phase) => phase.name === name)
      .flatMap((phase) =>
        (script(phase).statuses ?? [200]).map((status) => ({
          phase: name,
          operation: "see",
          person: 0,
          copy: 0,
          planned: 0,
          end: script(phase).waitMs,
          status,
          ...(status === 200 && { success: true }),
        })),
      );
  return { load: scripted, recordsOf };
}

async function searchScripted(
  script: Parameters<typeof scriptedLoad>[0],
  rates: { readonly startRate: number; readonly mostRate: number },
): Promise<CapacityFact> {
  const scripted = scriptedLoad(script);
  load = scripted.load;
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  const searching = searchCapacity(load, {
    mix: { see: 1 },
    boundMs: 300,
    ...rates,
    recordsOf: scripted.recordsOf,
    onStep: (step) => steps.push(step),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  return searching;
}

/** One after the other, each taking so many milliseconds: carries 1000 divided by that, to the second. */
function inTurn(milliseconds: number): RequestListener {
  let free = 0;
  return (_request, response) => {
    free = Math.max(free, performance.now()) + milliseconds;
    setTimeout(() => response.end(), free - performance.now());
  };
}

test("the highest rate that a server carries is found, in three tries", async () => {
  const capacity = await search(inTurn(10), { startRate: 10, mostRate: 2_000 });
  expect(capacity.atLeast, JSON.stringify(steps)).toBe(false);
  expect(capacity.limited).toBeUndefined();
  expect(capacity.rate, JSON.stringify(steps)).toBeGreaterThan(60);
  expect(capacity.rate, JSON.stringify(steps)).toBeLessThan(125);
  expect(capacity.tries).toContain(capacity.rate);
});

test("a rate that was too much stays so where we are late with a lower one", async () => {
  const capacity = await searchScripted(
    ({ rate }) => ({
      waitMs: rate > 150 ? 900 : rate > 90 ? 500 : 20,
      lagMs: rate > 90 && rate < 150 ? 100 : 0,
    }),
    { startRate: 80, mostRate: 2_000 },
  );
  expect(steps.map(({ outcome }) => outcome)).toContain("late");
  expect(capacity.atLeast, JSON.stringify(steps)).toBe(false);
});

test("of a server that carries all that we would send, only the least is known", async () => {
  const capacity = await search((_request, response) => response.end(), { startRate: 20, mostRate: 50 });
  expect(capacity, JSON.stringify(steps)).toEqual({ rate: 50, tries: [50, 50, 50], atLeast: true });
});

test("one that shuts its doors for seconds after too much is asked again when it has opened them", async () => {
  const serve = inTurn(10);
  let shutUntil = 0;
  let last: number[] = [];
  const capacity = await search(
    (request, response) => {
      const now = performance.now();
      last = [...last.filter((at) => at > now - 500), now];
      // Some 90 a second are too much for it.
      if (last.length > 45) shutUntil = now + 4_000;
      if (now < shutUntil) response.writeHead(503).end();
      else serve(request, response);
    },
    { startRate: 20, mostRate: 2_000 },
  );
  expect(capacity.rate, JSON.stringify(steps)).toBeGreaterThan(45);
  expect(capacity.rate, JSON.stringify(steps)).toBeLessThan(110);
});

test("a server that fails has not carried it, however quickly it does", async () => {
  let count = 0;
  const capacity = await search(
    (_request, response) => {
      count += 1;
      response.writeHead(count % 10 === 0 ? 500 : 200).end();
    },
    { startRate: 40, mostRate: 400 },
  );
  expect(capacity, JSON.stringify(steps)).toEqual({ rate: 0, tries: [0], atLeast: false });
  expect(steps.map(({ outcome }) => outcome)).toContain("failed");
});

test("a server that puts off what is too much for it is not one that limits everybody", async () => {
  const capacity = await searchScripted(
    ({ rate }) => ({ waitMs: 30, lagMs: 0, statuses: rate > 150 ? [200, 503] : [200] }),
    { startRate: 10, mostRate: 1_000 },
  );
  expect(steps.map(({ outcome }) => outcome)).toContain("put-off");
  expect(capacity.limited).toBeUndefined();
  expect(capacity.rate, JSON.stringify(steps)).toBeGreaterThan(120);
  expect(capacity.rate, JSON.stringify(steps)).toBeLessThan(151);
});

test("a server that has told off everybody after so many requests limits: its capacity cannot be seen", async () => {
  let count = 0;
  const capacity = await search(
    (_request, response) => {
      count += 1;
      response.writeHead(count > 150 ? 429 : 200).end();
    },
    { startRate: 20, mostRate: 1_000 },
  );
  expect(capacity.limited, JSON.stringify(steps)).toBe(true);
});

test("and so does one that counts how often each person asks, whatever it would carry", async () => {
  let second = 0;
  let asked = 0;
  const capacity = await search(
    (_request, response) => {
      const now = Math.floor(performance.now() / 1_000);
      if (now !== second) [second, asked] = [now, 0];
      asked += 1;
      response.writeHead(asked > 100 ? 429 : 200).end();
    },
    { startRate: 20, mostRate: 1_000 },
  );
  expect(steps.map(({ outcome }) => outcome)).toContain("limited");
  expect(capacity.limited, JSON.stringify(steps)).toBe(true);
  expect(capacity.rate, JSON.stringify(steps)).toBeGreaterThan(30);
});

test("and so does one that has from the first", async () => {
  const capacity = await search((_request, response) => response.writeHead(429).end(), {
    startRate: 20,
    mostRate: 1_000,
  });
  expect(capacity, JSON.stringify(steps)).toEqual({ rate: 0, tries: [0], atLeast: false, limited: true });
});
