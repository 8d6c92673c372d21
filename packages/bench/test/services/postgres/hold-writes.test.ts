import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "pg";
import { runServer, type RunningServer } from "./running-server.ts";

/** Longer than a test may take: what would wait for it never ends. Milliseconds. */
const forever = 600_000;

let running: RunningServer;
let clients: [Client, Client, ...Client[]];

beforeAll(async () => {
  running = await runServer();
  clients = [await running.connect(), await running.connect()];
  while (clients.length < 5) clients.push(await running.connect());
  await clients[0]
    .query(`create table users (email text); create table others (x int); create table "Parted" (x int) partition by range (x);
    create table parted_one partition of "Parted" default`);
});
afterAll(() => running.close());

/** Looks, then writes if nobody is there: the race that a unique constraint prevents. */
async function signUp(client: Client, email: string): Promise<void> {
  const { rowCount } = await client.query("select from users where email = $1", [email]);
  if (rowCount === 0) await client.query("insert into users values ($1)", [email]);
}

test("a race is made certain: all read before any writes", async () => {
  const { waiting } = await running.inspector.holdingWrites(
    () => Promise.all(clients.map((client) => signUp(client, "one@x"))),
    { untilWaiting: 5, atMostMs: forever },
  );
  expect(waiting).toBe(5);
  expect(await running.inspector.countMentions("one@x")).toEqual({ users: 5 });
});

test("the locks go when nothing more happens, also with fewer writers than awaited", async () => {
  const { waiting, result } = await running.inspector.holdingWrites(
    async () => {
      await Promise.all(clients.slice(0, 2).map((client) => signUp(client, "two@x")));
      return "done";
    },
    { untilWaiting: 50, atMostMs: forever },
  );
  expect({ waiting, result }).toEqual({ waiting: 2, result: "done" });
});

test("readers go on, and so does SELECT FOR UPDATE", async () => {
  const { waiting } = await running.inspector.holdingWrites(
    async () => {
      await clients[0].query("begin; select * from users for update; commit");
      await clients[1].query("select count(*) from others");
    },
    { atMostMs: forever },
  );
  expect(waiting).toBe(0);
});

test("only the tables named are held, partitioned ones too", async () => {
  const { waiting } = await running.inspector.holdingWrites(() => clients[0].query("insert into others values (1)"), {
    tables: ["users"],
  });
  expect(waiting).toBe(0);
  const parted = await running.inspector.holdingWrites(() => clients[0].query(`insert into "Parted" values (1)`), {
    tables: ["Parted"],
    untilWaiting: 1,
  });
  expect(parted.waiting).toBe(1);
});

test("a failure of what runs is passed on and leaves no lock", async () => {
  await expect(running.inspector.holdingWrites(() => Promise.reject(new Error("it broke")))).rejects.toThrow(
    "it broke",
  );
  await expect(
    running.inspector.holdingWrites(() => {
      throw new Error("at once");
    }),
  ).rejects.toThrow("at once");
  await clients[0].query("set lock_timeout = 500; insert into others values (2)");
});

test("the locks go after the longest time, however long the writers take", async () => {
  const { waiting } = await running.inspector.holdingWrites(
    async () => {
      let isWritten = false;
      const writing = signUp(clients[0], "slow@x").finally(() => {
        isWritten = true;
      });
      // Something happens all the time, so only the clock ends the holding.
      while (!isWritten) {
        await clients[1].query("select 1");
        await sleep(50);
      }
      await writing;
    },
    { atMostMs: 300 },
  );
  expect(waiting).toBe(1);
});

test("a submission that keeps a write open does not stop the check", async () => {
  await clients[0].query("begin");
  await clients[0].query("insert into users values ('open@x')");
  const { waiting, result } = await running.inspector.holdingWrites(async () => {
    await clients[1].query("insert into users values ('beside@x')");
    return 1;
  });
  await clients[0].query("commit");
  expect({ waiting, result }).toEqual({ waiting: 0, result: 1 });
});
