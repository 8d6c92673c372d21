import type { Connection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noMariadb, runServer, type RunningServer } from "./running-server.ts";

describe.skipIf(noMariadb)("copies of rows in MariaDB", () => {
  let running: RunningServer;
  let app: Connection;

  beforeAll(async () => {
    running = await runServer();
    app = await running.connect();
  }, 60_000);
  afterAll(() => running.close());

  /** Runs what an app does at sign-ups, and copies all that it wrote. */
  async function copied(statements: readonly string[], times = 50) {
    const { rows } = await running.inspector.written(async () => {
      for (const statement of statements) await app.query(statement);
    });
    return running.inspector.multiply(rows, times);
  }

  async function one(sql: string): Promise<number> {
    const [rows] = await app.query(`select (${sql})`);
    return Number((rows as unknown[][])[0]?.[0]);
  }

  test("numbers go on, links lead to the copies, and the next sign-up meets no copy", async () => {
    await app.query(`create table people (
      id bigint unsigned auto_increment primary key, email varchar(254) character set ascii collate ascii_bin not null unique,
      email_key varchar(254) as (lower(email)) persistent unique, name varchar(200) not null, settings json)`);
    await app.query(`create table logins (token_hash char(64) character set ascii primary key, person_id bigint unsigned not null,
      ends datetime, foreign key (person_id) references people (id))`);
    const made = await copied([
      "insert into people (email, name, settings) values ('Anna.1@shop.example', 'Anna', '{}'), ('bo@shop.example', 'Bo', '{}')",
      "insert into logins select sha2(name, 256), id, now() from people",
    ]);
    expect(made).toEqual({ made: 50 });
    expect(await one("select count(*) from people")).toBe(102);
    expect(await one("select count(distinct person_id) from logins join people on people.id = person_id")).toBe(102);
    expect(await one("select count(*) from people where email rlike '^(Anna.1|bo)[0-9]*@shop.example$'")).toBe(102);
    await app.query("insert into people (email, name) values ('late@shop.example', 'Late')");
    expect(await one("select id from people where name = 'Late'")).toBeGreaterThan(102);
  });

  test("names whatever their case, uuids in bytes and undeclared links are made new", async () => {
    await app.query(
      `create table users (id binary(16) primary key, nick varchar(30) collate utf8mb4_general_ci unique)`,
    );
    await app.query(
      `create table sessions (id int auto_increment primary key, user binary(16), token varchar(43), tries int)`,
    );
    const made = await copied([
      "insert into users values (unhex(md5('1')), 'Cy'), (unhex(md5('2')), 'cy1')",
      "insert into sessions (user, token, tries) select id, left(sha2(nick, 256), 43), 1 from users",
    ]);
    expect(made).toEqual({ made: 50 });
    expect(await one("select count(distinct user) from sessions join users on users.id = user")).toBe(102);
    expect(await one("select count(distinct token) from sessions where tries = 1")).toBe(102);
  });

  test("what can't be made new is said, and nothing is changed", async () => {
    await app.query("create table first_part (id int auto_increment primary key, email varchar(100) unique)");
    await app.query("create table moments (at datetime primary key)");
    await app.query("create table narrow (id tinyint primary key)");
    const part = "insert into first_part (email) values ('h@shop.example')";
    expect(await copied([part, "insert into moments values (now())"])).toEqual({
      made: 0,
      reason: "nothing makes another value of the unique key moments (at)",
    });
    const refused = await copied(
      ["insert into first_part (email) values ('i@shop.example')", "insert into narrow values (1)"],
      200,
    );
    expect(refused.reason).toContain("Out of range");
    expect(await one("select count(*) from first_part")).toBe(2);
  });

  test("a hundred thousand accounts are copied in one go and leave no trace in the log", async () => {
    await app.query(
      "create table many (id bigint auto_increment primary key, email varchar(254) unique, name text, hash varchar(97))",
    );
    const { rows } = await running.inspector.written(() =>
      app.query(
        "insert into many (email, name, hash) select concat(seq, '@shop.example'), 'Zoë', repeat('x', 97) from seq_1_to_10",
      ),
    );
    const since = running.now();
    expect(await running.inspector.multiply(rows, 9_999)).toEqual({ made: 9_999 });
    expect(await running.inspector.statements(since)).toEqual([]);
    expect(await one("select count(*) from many")).toBe(100_000);
  }, 60_000);
});
