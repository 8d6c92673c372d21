import { setTimeout as passed } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EvaluatorDied, workOn, type Ending, type Evaluate } from "../src/index.ts";
import { madeUp, openStore, ownServer, type Store } from "./own.ts";

let own: Awaited<ReturnType<typeof ownServer>>;
let store: Store;
beforeAll(async () => {
  own = await ownServer();
  store = await openStore(own.server.url);
});
afterAll(async () => {
  await store.close();
  await own.remove();
});

const done: Ending = { state: "done", verdict: "held-up", result: { version: 1 }, evidenceKey: "evidence/x" };

/** An evaluation that is asked for, and what becomes of it with this worker. */
async function worked(
  evaluate: Evaluate,
  meanwhile: (id: string, organization: string) => Promise<void> = () => Promise.resolve(),
  discard: (evidenceKey: string) => Promise<void> = () => Promise.resolve(),
) {
  const { organization, submission } = await madeUp(store);
  const id = await store.evaluations.ask({ organization, submission, challenge: "login-system" }, "ruth");
  const worker = await workOn(store, { name: "worker", evaluate, discard });
  await meanwhile(id, organization);
  let row = await store.evaluations.find(id, organization);
  while (row?.ended_at === null) {
    await passed(50);
    row = await store.evaluations.find(id, organization);
  }
  await worker.stop();
  return { row, events: await store.evaluations.eventsAfter(id, { attempt: 0, number: 0 }) };
}

test("what a worker is told of is told to whoever watches, in order", async () => {
  const { row, events } = await worked((_claim, { tell }) => {
    for (const phase of ["receive", "identify", "install"]) tell({ phase });
    return Promise.resolve(done);
  });
  expect(row).toMatchObject({ state: "done", attempt: 1, verdict: "held-up" });
  expect(events.map(({ number, event }) => [number, event])).toEqual([
    [1, { phase: "receive" }],
    [2, { phase: "identify" }],
    [3, { phase: "install" }],
  ]);
});

test("what fails as it is our fault is tried three times, and then says so", async () => {
  let tries = 0;
  const { row } = await worked(() => Promise.reject(new Error(`try ${String(++tries)} broke`)));
  expect(row).toMatchObject({ state: "failed", attempt: 3, problem: { code: "internal", message: "try 3 broke" } });
});

test("a cancelled evaluation ends at once, and what comes of it afterwards is not heard", async () => {
  let ended: () => void = () => undefined;
  const hasEnded = new Promise<void>((resolve) => (ended = resolve));
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const discarded: string[] = [];
  const { row } = await worked(
    async (_claim, { signal }) => {
      begun();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      ended();
      return done;
    },
    async (id, organization) => {
      await hasBegun;
      expect(await store.evaluations.cancel(id, organization, "ruth")).toBe(true);
      await hasEnded;
    },
    async (evidenceKey) => void discarded.push(evidenceKey),
  );
  expect(discarded).toEqual(["evidence/x"]);
  expect(row).toMatchObject({ state: "cancelled", result: null, verdict: null });
});

test("a worker that stops gives back what it has begun, and another takes it at once", async () => {
  const { organization, submission } = await madeUp(store);
  const id = await store.evaluations.ask({ organization, submission, challenge: "login-system" }, "ruth");
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const first = await workOn(store, {
    name: "first",
    evaluate: async (_claim, { signal }) => {
      begun();
      await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("interrupted"))));
      return done;
    },
  });
  await hasBegun;
  await first.stop();
  let given = await store.evaluations.find(id, organization);
  while (given?.state !== "waiting") {
    await passed(50);
    given = await store.evaluations.find(id, organization);
  }
  expect(given).toMatchObject({ attempt: 1, worker: null, started_at: null });
  const second = await workOn(store, { name: "second", evaluate: () => Promise.resolve(done) });
  let row = await store.evaluations.find(id, organization);
  while (row?.ended_at === null) {
    await passed(50);
    row = await store.evaluations.find(id, organization);
  }
  await second.stop();
  expect(row).toMatchObject({ state: "done", attempt: 2, worker: "second" });
});

test("a process that dies over an evaluation is no fault of ours that ends it: it is tried as often as workers are", async () => {
  let tries = 0;
  const { row } = await worked(() =>
    ++tries <= 4 ? Promise.reject(new EvaluatorDied("SIGKILL")) : Promise.resolve(done),
  );
  expect(row).toMatchObject({ state: "done", attempt: 5 });
});
