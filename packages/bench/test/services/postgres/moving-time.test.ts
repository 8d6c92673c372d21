import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "pg";
import { moveJson, moveNumber, moveText } from "../../../src/services/moments.ts";
import { runServer, type RunningServer } from "./running-server.ts";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24, 20, 0, 0);
const move = { now, back: 25 * hour };

let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
});
afterAll(() => running.close());

test.each([
  [String(now / 1_000), String(now / 1_000 - 90_000)],
  [String(now), String(now - 25 * hour)],
  [`${now / 1_000}.25`, `${now / 1_000 - 90_000}.25`],
  [`${now}000`, `${now - 25 * hour}000`],
])("%s is a moment", (digits, earlier) => {
  expect(moveNumber(digits, move)).toBe(earlier);
});

test.each(["1", "1234567890", "2592000000", "86400000", "482910", "-1764014400", "1764014400123456789012", ""])(
  "%j is no moment near now",
  (digits) => {
    expect(moveNumber(digits, move)).toBeUndefined();
  },
);

test.each([
  ["2026-11-24T20:00:00.123Z", "2026-11-23T19:00:00.123Z"],
  ["2026-11-24T20:00:00Z", "2026-11-23T19:00:00Z"],
  ["2026-11-24 20:00:00.123456+00", "2026-11-23 19:00:00.123456+00"],
  ["2026-11-24T22:30+02:30", "2026-11-23T21:30+02:30"],
  ["Tue, 24 Nov 2026 20:00:00 GMT", "Mon, 23 Nov 2026 19:00:00 GMT"],
  ['{"cookie":{"expires":"2026-11-24T20:00:00.000Z"}}', '{"cookie":{"expires":"2026-11-23T19:00:00.000Z"}}'],
])("the text %s is or holds a moment", (text, earlier) => {
  expect(moveText(text, move)).toEqual({ text: earlier, moved: 1 });
});

test.each(["Zoë", "1990-01-01T00:00:00Z", "call 1764014400", "{not json 1764014400}", "2026-13-45T99:00:00Z"])(
  "the text %j stays",
  (text) => {
    expect(moveText(text, move)).toEqual({ text, moved: 0 });
  },
);

test("in JSON members move and all else stays letter by letter", () => {
  const seconds = now / 1_000;
  expect(
    moveJson(`{ "${now}": [${seconds}, 1e3, 12345678901234567890],\n"a":"\\"${now}", "b" : "${now}" }`, move),
  ).toEqual({
    text: `{ "${now}": [${seconds - 90_000}, 1e3, 12345678901234567890],\n"a":"\\"${now}", "b" : "${now - 25 * hour}" }`,
    moved: 2,
  });
});

test("moments of every type move, whatever a trigger does, and names stay", async () => {
  await app.query(`
    create table resets (
      id bigint primary key, token text, at timestamptz default now(), plain timestamp default now(), never timestamptz,
      forever timestamptz default 'infinity', on_day date default current_date, seconds int, milliseconds bigint,
      fraction numeric, doubled float8, written varchar(30), held jsonb, code int default 482910,
      copy timestamp generated always as (plain) stored
    );
    create function put_right() returns trigger language plpgsql as 'begin new.at = now(); return new; end';
    create trigger put_right before update on resets for each row execute function put_right();
  `);
  const moment = Date.now();
  const seconds = Math.floor(moment / 1_000);
  const { rows } = await running.inspector.written(() =>
    app.query(
      `insert into resets (id, token, seconds, milliseconds, fraction, doubled, written, held)
       values ($1::bigint, 'x', $2::int, $1::bigint, $1::numeric / 1000, $1::float8, $3, $4)`,
      [moment, seconds, new Date(moment).toISOString(), { until: moment }],
    ),
  );
  expect(await running.inspector.moveBack(rows, 25 * hour)).toEqual({ moved: 9 });
  const read = await app.query<Record<string, unknown>>(`
    select id, token, code, forever = 'infinity' forever, never, seconds, milliseconds::text, fraction::text, doubled, written, held,
      now() - at between '25 hours' and '25 hours 1 minute' at_moved, copy = plain copied,
      now() at time zone 'UTC' - plain > '24 hours' plain_moved, current_date - on_day days from resets`);
  expect(read.rows[0]).toEqual({
    id: String(moment),
    token: "x",
    code: 482_910,
    forever: true,
    never: null,
    seconds: seconds - 90_000,
    milliseconds: String(moment - 25 * hour),
    fraction: expect.stringMatching(new RegExp(`^${seconds - 90_000}\\.`)) as string,
    doubled: moment - 25 * hour,
    written: new Date(moment - 25 * hour).toISOString(),
    held: { until: moment - 25 * hour },
    at_moved: true,
    copied: true,
    plain_moved: true,
    days: 1,
  });
});

test("a row that changed since is found by its key; without a key another row is never touched", async () => {
  await app.query(`
    create table keyed (id uuid primary key default gen_random_uuid(), at timestamptz default now(), tries int default 0);
    create table unkeyed (at timestamptz default now(), tries int default 0);
    insert into keyed default values; insert into unkeyed default values;
  `);
  const rows = (await running.inspector.rows()).filter(({ table }) => table === "keyed" || table === "unkeyed");
  await app.query("update keyed set tries = 1; update unkeyed set tries = 1");
  expect(await running.inspector.moveBack(rows, hour)).toEqual({ moved: 1 });
  const { rows: read } = await app.query(
    "select now() - k.at > '59 minutes' k, now() - u.at > '59 minutes' u from keyed k, unkeyed u",
  );
  expect(read).toEqual([{ k: true, u: false }]);
});

test("a row passes into another partition, and one that the database refuses to move stays", async () => {
  await app.query(`
    create table parts (at timestamptz) partition by range (at);
    create table parts_old partition of parts for values from ('2000-01-01') to (now() - interval '1 hour');
    create table parts_new partition of parts for values from (now() - interval '1 hour') to ('2100-01-01');
    create table once (at timestamptz unique, check (at > now() - interval '2 hours'));
    insert into parts values (now()); insert into once values (now());
  `);
  const rows = (await running.inspector.rows()).filter(({ table }) => table === "parts_new" || table === "once");
  expect(await running.inspector.moveBack(rows, 25 * hour)).toEqual({ moved: 1 });
  expect(
    (await app.query("select (select count(*)::int from parts_old) old, (select count(*)::int from once) once")).rows,
  ).toEqual([{ old: 1, once: 1 }]);
});
