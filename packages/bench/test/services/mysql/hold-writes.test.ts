import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

/** Longer than a test may take: what would wait for it never ends. Milliseconds. */
const forever = 600_000;

describe.skipIf(noMariadb)("holding writes in MariaDB (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let clients: [Connection, Connection, ...Connection[]];

  beforeAll(async () => {
    running = await runServer();
    clients = [await running.connect(), await running.connect()];
    while (clients.length < 5) clients.push(await running.connect());
    await clients[0].query(
      "create table users (id int auto_increment primary key, email varchar(80)); create table others (x int)",
    );
  });
  afterAll(() => running.close());

  /** Looks, then writes if nobody is there: the race that a unique index prevents. */
  async function signUp(client: Connection, email: string): Promise<void> {
    const [rows] = await client.query("select 1 from users where email = ?", [email]);
    if ((rows as unknown[]).length === 0) await client.query("insert into users (email) values (?)", [email]);
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

  test("readers go on; changes and deletions wait as insertions do", async () => {
    const { waiting } = await running.inspector.holdingWrites(
      async () => {
        await clients[0].query("begin; select * from users; commit");
        await clients[1].query("select count(*) from others");
        await Promise.all([
          clients[0].query("update users set email = 'three@x' where email = 'two@x'"),
          clients[1].query("delete from users where email = 'nobody'"),
        ]);
      },
      { untilWaiting: 2, atMostMs: forever },
    );
    expect(waiting).toBe(2);
  });

  test("only the tables named are held", async () => {
    const { waiting } = await running.inspector.holdingWrites(() => clients[0].query("insert into others values (1)"), {
      tables: ["users"],
    });
    expect(waiting).toBe(0);
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
    await clients[0].query("set lock_wait_timeout = 1; insert into others values (2)");
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
    await clients[0].query("begin; insert into users (email) values ('open@x')");
    const { waiting, result } = await running.inspector.holdingWrites(async () => {
      await clients[1].query("insert into users (email) values ('beside@x')");
      return 1;
    });
    await clients[0].query("commit");
    expect({ waiting, result }).toEqual({ waiting: 0, result: 1 });
  });
});
