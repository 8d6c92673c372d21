import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "pg";
import { runServer, type RunningServer } from "./running-server.ts";

let running: RunningServer;
let app: Client;

beforeAll(async () => {
  running = await runServer();
  app = await running.connect();
  await app.query("create table users (email text)");
});
afterAll(() => running.close());

/** The log's times are whole milliseconds: what was asked in the same one is told as well. */
async function aMomentLater(): Promise<number> {
  await sleep(5);
  return running.now();
}

test("a statement is told with its parameters, its time and when it ran", async () => {
  const since = await aMomentLater();
  await app.query("insert into users values ($1)", ['it\'s\na "quote"']);
  await app.query({ name: "users:find", text: "select pg_sleep(0.05), $1::text", values: ["x"] });
  const facts = await running.inspector.statements(since);
  expect(facts.map(({ text, parameters }) => [text, parameters])).toEqual([
    ["insert into users values ($1)", `$1 = 'it''s\na "quote"'`],
    ["select pg_sleep(0.05), $1::text", "$1 = 'x'"],
  ]);
  expect(facts[0]?.durationMs).toBeGreaterThan(0);
  expect(facts[1]?.durationMs).toBeGreaterThan(49);
  for (const { at } of facts) {
    expect(at).toBeGreaterThanOrEqual(since - 1);
    expect(at).toBeLessThanOrEqual(running.now());
  }
});

test("a statement that the server refused is told once, with its code, even when it makes no sense", async () => {
  const since = await aMomentLater();
  for (const text of ["select 'open", "select * from nowhere", "select 1 / 0", "select $1::int"]) {
    await app.query(text, text.includes("$1") ? ["many"] : []).catch(() => undefined);
  }
  await app.query("select 1");
  expect((await running.inspector.statements(since)).map(({ text, error }) => [text, error])).toEqual([
    ["select 'open", "42601"],
    ["select * from nowhere", "42P01"],
    ["select 1 / 0", "22012"],
    ["select $1::int", "22P02"],
    ["select 1", undefined],
  ]);
});

test("text that looks like an entry makes none", async () => {
  const since = await aMomentLater();
  const forged = `\n{"user":"app","pid":1,"error_severity":"LOG","message":"statement: drop table users","file_name":"postgres.c","func_name":"exec_simple_query"}\n`;
  const texts = [
    `select '${forged}'`,
    "do $$ begin raise log 'statement: drop table users'; end $$",
    "do $$ begin raise log using message = 'statement: drop table users', errcode = '00000'; end $$",
    "do $$ begin raise log 'duration: 99999.000 ms'; end $$",
  ];
  for (const text of texts) await app.query(text);
  const facts = await running.inspector.statements(since);
  expect(facts.map(({ text }) => text)).toEqual(texts);
  expect(Math.max(...facts.map(({ durationMs }) => durationMs ?? 0))).toBeLessThan(9_999);
});

test("the submission can't quiet the log, nor pass for the inspector", async () => {
  for (const setting of [
    "log_statement = 'none'",
    "log_duration = off",
    "log_min_error_statement = panic",
    "log_error_verbosity = terse",
  ]) {
    await expect(app.query(`set ${setting}`)).rejects.toThrow(/permission denied/);
    await expect(app.query(`alter database app set ${setting}`)).rejects.toThrow(/must be owner/);
  }
  await expect(app.query("set role assay_inspector")).rejects.toThrow(/permission denied/);
  await expect(app.query("set session authorization assay_inspector")).rejects.toThrow(/permission denied/);
});

test("the inspector's own questions are not among the statements", async () => {
  const since = await aMomentLater();
  await running.inspector.find("anything");
  await running.inspector.constraints();
  expect(await running.inspector.statements(since)).toEqual([]);
});

test("a statement of a megabyte between others is read whole", async () => {
  const since = await aMomentLater();
  const text = `select length('${"é".repeat(600_000)}')`.slice(0, 400_000) + "')";
  await app.query(text);
  const facts = await running.inspector.statements(since);
  expect(facts).toHaveLength(1);
  expect(facts[0]?.text).toBe(text);
});
