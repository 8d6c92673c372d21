import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connection } from "mysql2/promise";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

const hour = 3_600_000;

describe.skipIf(noMariadb)("moving time in MariaDB (skipped where MariaDB is not installed)", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
  });
  afterAll(() => running.close());

  async function rowsOf(sql: string): Promise<unknown[]> {
    const [rows] = await app.query({ sql, rowsAsArray: false });
    return rows as unknown[];
  }

  test("moments of every type move, also in a column that the server fills at each change, and names stay", async () => {
    await app.query(`
      create table resets (
        id bigint primary key, token text, at timestamp(6) not null default now(6), plain datetime default now(),
        changed datetime(3) null default null on update now(3), never timestamp null, nothing datetime,
        on_day date default (curdate()), seconds int, milliseconds bigint, fraction decimal(20, 6), doubled double,
        written varchar(30), held json, session blob, code int default 482910, lasts time default '01:00:00',
        copy datetime generated always as (plain) stored
      )`);
    const moment = Date.now();
    const seconds = Math.floor(moment / 1_000);
    const { rows } = await running.inspector.written(() =>
      app.query(
        "insert into resets (id, token, seconds, milliseconds, fraction, doubled, written, held, session) values (?, 'x', ?, ?, ?, ?, ?, ?, ?)",
        [
          ...[moment, seconds, moment, (moment / 1_000).toFixed(6), moment, new Date(moment).toISOString()],
          ...[
            JSON.stringify({ until: moment }),
            Buffer.from(JSON.stringify({ expires: new Date(moment).toISOString() })),
          ],
        ],
      ),
    );
    expect(await running.inspector.moveBack(rows, 25 * hour)).toEqual({ moved: 10 });
    const [read] = await rowsOf(`
      select id, token, code, never, changed, nothing, seconds, milliseconds, fraction, doubled, written, held,
        convert(session using utf8mb4) session, lasts,
        timestampdiff(second, at, now()) between 90000 - 1 and 90060 at_moved, timestampdiff(second, plain, now()) between 90000 and 90060 plain_moved, copy = plain copied,
        datediff(curdate(), on_day) days from resets`);
    expect(read).toEqual({
      ...{ id: moment, token: "x", code: 482_910, never: null, changed: null, nothing: null, lasts: "01:00:00" },
      ...{ seconds: seconds - 90_000, milliseconds: moment - 25 * hour, doubled: moment - 25 * hour },
      fraction: expect.stringMatching(new RegExp(`^${String(seconds - 90_000)}\\.`)) as string,
      written: new Date(moment - 25 * hour).toISOString(),
      held: { until: moment - 25 * hour },
      session: JSON.stringify({ expires: new Date(moment - 25 * hour).toISOString() }),
      ...{ at_moved: 1, plain_moved: 1, copied: 1, days: 1 },
    });
  });

  test("a row that changed since is found by its key, letter by letter; without a key another row is never touched", async () => {
    await app.query(`
      create table keyed (id varchar(40) primary key, at datetime default now(), tries int default 0);
      create table cased (id varbinary(40), part int, at datetime default now(), tries int default 0, primary key (id, part));
      create table unkeyed (at datetime default now(), tries int default 0, ratio float default 0.1);
      insert into keyed (id) values ('Zoë'), ('other'); insert into cased (id, part) values ('a', 1), ('A', 1);
      insert into unkeyed () values ()`);
    const rows = (await running.inspector.rows()).filter(
      ({ table, row }) => table === "unkeyed" || row["id"] === "Zoë" || (table === "cased" && row["id"] === "\\x61"),
    );
    expect(rows).toHaveLength(3);
    await app.query("update keyed set tries = 1; update cased set tries = 1; update unkeyed set tries = 1");
    expect(await running.inspector.moveBack(rows, hour)).toEqual({ moved: 2 });
    expect(
      await rowsOf(`select
        (select group_concat(id) from keyed where at < now() - interval 59 minute) k,
        (select group_concat(id) from cased where at < now() - interval 59 minute) c,
        (select count(*) from unkeyed where at < now() - interval 59 minute) u`),
    ).toEqual([{ k: "Zoë", c: Buffer.from("a"), u: 0 }]);
  });

  test("a row without a key that stayed as it was is moved, and of two alike each once", async () => {
    await app.query(`
      create table log_ins (at datetime(6), who varchar(20), ratio double);
      insert into log_ins values ('2026-01-01', 'A', 0.5), ('2026-01-01', 'a', 0.5), ('2026-01-01', 'á', 0.5), ('2026-01-01', 'a', 0.5)`);
    const rows = (await running.inspector.rows()).filter(({ table, row }) => table === "log_ins" && row["who"] === "a");
    expect(await running.inspector.moveBack(rows, hour)).toEqual({ moved: 2 });
    expect(await rowsOf("select who, count(*) n from log_ins where at < '2026-01-01' group by binary who")).toEqual([
      { who: "a", n: 2 },
    ]);
  });

  test("one that the database refuses to move stays", async () => {
    await app.query(`
      create table once (at datetime unique, check (at > '2020-01-01'));
      insert into once values ('2020-01-02')`);
    const rows = (await running.inspector.rows()).filter(({ table }) => table === "once");
    expect(await running.inspector.moveBack(rows, 48 * hour)).toEqual({ moved: 0 });
    expect(await rowsOf("select date(at) = '2020-01-02' stays from once")).toEqual([{ stays: 1 }]);
  });
});
