import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluationQueue } from "../src/evaluations/queue.ts";
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

const done = { state: "done", verdict: "held-up", result: { version: 1 }, evidenceKey: "evidence/x.json.gz" } as const;

async function asked() {
  const { organization, submission } = await madeUp(store);
  const id = await store.evaluations.ask({ organization, submission, challenge: "login-system" }, "ruth");
  return { id, organization, submission };
}

const auditOf = async (organization: string) =>
  (
    await store.database
      .selectFrom("audit")
      .select(["actor", "action"])
      .where("organization_id", "=", organization)
      .orderBy("at")
      .execute()
  ).map(({ actor, action }) => `${actor} ${action}`);

describe("an evaluation", () => {
  test("is asked, taken, told of and ended, and each is in the audit log", async () => {
    const { id, organization } = await asked();
    const claim = await store.evaluations.claim(id, "worker 1");
    expect(claim).toMatchObject({
      evaluation: id,
      attempt: 1,
      challenge: "login-system",
      submission: { name: "shop.zip" },
    });
    if (claim === undefined) return;
    const at = new Date();
    expect(await store.evaluations.tell(claim, [{ number: 1, event: { type: "phase" }, at }])).toBe(true);
    expect(
      await store.evaluations.tell(claim, [
        { number: 1, event: { type: "phase" }, at },
        { number: 2, event: { type: "asked" }, at },
      ]),
    ).toBe(true);
    const events = await store.evaluations.eventsAfter(id, { attempt: 1, number: 1 });
    expect(events.map(({ number, event }) => [number, event])).toEqual([[2, { type: "asked" }]]);
    expect(await store.evaluations.end(claim, done)).toBe(true);
    expect(await store.evaluations.find(id, organization)).toMatchObject({
      state: "done",
      verdict: "held-up",
      result: { version: 1 },
    });
    expect(await auditOf(organization)).toEqual(["ruth evaluation.asked", "worker evaluation.done"]);
  });

  test("ends once: what an older attempt says, or anyone after the end, is not heard", async () => {
    const { id } = await asked();
    const first = await store.evaluations.claim(id, "worker 1");
    const second = await store.evaluations.claim(id, "worker 2");
    if (first === undefined || second === undefined) throw new Error("it could not be taken");
    expect(second.attempt).toBe(2);
    expect(await store.evaluations.tell(first, [])).toBe(false);
    expect(await store.evaluations.end(first, done)).toBe(false);
    expect(await store.evaluations.end(second, done)).toBe(true);
    expect(await store.evaluations.end(second, done)).toBe(false);
    expect(await store.evaluations.claim(id, "worker 3")).toBeUndefined();
  });

  test("waits again once its worker is missed, and still ends by what that worker says where no other has it", async () => {
    await store.queue.deleteAllJobs(evaluationQueue);
    const { id, organization } = await asked();
    const [job] = await store.queue.fetch(evaluationQueue);
    expect(job?.id).toBe(id);
    const claim = await store.evaluations.claim(id, "worker 1");
    expect(await store.evaluations.giveBackLost()).toBe(0);
    await store.queue.fail(evaluationQueue, id, { reason: "no heartbeat" });
    expect(await store.evaluations.giveBackLost()).toBe(1);
    expect(await store.evaluations.find(id, organization)).toMatchObject({
      state: "waiting",
      attempt: 1,
      worker: null,
    });
    expect(claim && (await store.evaluations.tell(claim, []))).toBe(true);
    expect(claim && (await store.evaluations.end(claim, done))).toBe(true);
    expect(await store.evaluations.giveBackLost()).toBe(0);
  });

  test("can be cancelled until it has ended, by its own organization alone", async () => {
    const { id, organization } = await asked();
    const other = await madeUp(store);
    expect(await store.evaluations.cancel(id, other.organization, "eve")).toBe(false);
    const claim = await store.evaluations.claim(id, "worker 1");
    expect(await store.evaluations.cancel(id, organization, "ruth")).toBe(true);
    expect(await store.evaluations.cancel(id, organization, "ruth")).toBe(false);
    expect(claim && (await store.evaluations.tell(claim, []))).toBe(false);
    expect(claim && (await store.evaluations.end(claim, done))).toBe(false);
    expect(await store.evaluations.find(id, organization)).toMatchObject({ state: "cancelled", result: null });
    expect(await store.evaluations.find(id, other.organization)).toBeUndefined();
  });

  test("that kills each worker that takes it is given up, and says so", async () => {
    const { id, organization } = await asked();
    for (let worker = 1; worker <= 10; worker++) expect(await store.evaluations.claim(id, "w")).toBeDefined();
    expect(await store.evaluations.claim(id, "w")).toBeUndefined();
    expect(await store.evaluations.find(id, organization)).toMatchObject({
      state: "failed",
      problem: { code: "workers-died" },
    });
  });

  test("of somebody with little waits behind few of somebody with much", async () => {
    await store.queue.deleteAllJobs(evaluationQueue);
    const [busy, calm] = [await madeUp(store), await madeUp(store)];
    const names = new Map<string, string>();
    for (let at = 0; at < 20; at++)
      names.set(await store.evaluations.ask({ ...busy, challenge: "login-system" }, "a"), "busy");
    names.set(await store.evaluations.ask({ ...calm, challenge: "login-system" }, "b"), "calm");
    const order: string[] = [];
    for (let at = 0; at < 3; at++) {
      const [job] = await store.queue.fetch<{ evaluation: string }>(evaluationQueue);
      order.push(names.get(job?.data.evaluation ?? "") ?? "");
    }
    expect(order).toContain("calm");
  });
});
