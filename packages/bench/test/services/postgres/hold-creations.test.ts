import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "pg";
import { runServer, type RunningServer } from "./running-server.ts";

let running: RunningServer;
let clients: readonly [Client, Client];

beforeAll(async () => {
  running = await runServer();
  clients = [await running.connect(), await running.connect()];
});
afterAll(() => running.close());

/** Longer than a test may take: what would wait for it never ends. Milliseconds. */
const atMostMs = 600_000;

test("two who make a table if it isn't there both find it missing, and one of them fails over it", async () => {
  const { waiting, result } = await running.inspector.holdingCreations!(
    () => Promise.allSettled(clients.map((client) => client.query("create table if not exists users (id serial)"))),
    { untilWaiting: 2, atMostMs },
  );
  expect(waiting).toBe(2);
  expect(result.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  // The lock has gone without a trace.
  await clients[0].query("create table later (id int)");
});

test("where a table is there already, nothing is held", async () => {
  const { waiting } = await running.inspector.holdingCreations!(() => clients[0].query("create table more (id int)"), {
    untilWaiting: 2,
    atMostMs,
  });
  expect(waiting).toBe(0);
});

test("who waits at a lock of their own is left to it", async () => {
  await clients[0].query("drop table users, later, more");
  const make = async (client: Client) => {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(1)");
    await client.query("create table if not exists others (id int)");
    await client.query("commit");
  };
  const { waiting, result } = await running.inspector.holdingCreations!(() => Promise.allSettled(clients.map(make)), {
    untilWaiting: 2,
    atMostMs,
  });
  expect(waiting).toBe(1);
  expect(result.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
});
