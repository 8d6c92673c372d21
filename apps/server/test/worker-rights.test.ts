import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase, type Database } from "@assay/store";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { workerEnvironment } from "../src/worker-environment.ts";
import { invited, quickChallenges, startWorker } from "./invited.ts";
import { byCookie, openOffice, type Office, type Organization } from "./office.ts";
import { formWith, zipOf } from "./submission.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

let office: Office;
let mine: Organization;
let asWorker: Database;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  asWorker = openDatabase(office.workerDatabaseUrl, { connections: 1 });
});
afterAll(async () => {
  await asWorker.destroy();
  await office.close();
});

/** What a worker has no business with. Everything else that's in the database must be named by its grants. */
const closed = [
  ...["session", "account", "verification", "twoFactor", "user", "member", "invitation", "api_token", "rateLimit"],
  ...["candidate", "share", "plan_link", "message", "letter", "fairness_answer", "notice", "rating", "decision"],
];

describe("with a worker's own database role", () => {
  test.each(closed)("nothing is read from %s", async (table) => {
    await expect(sql`SELECT * FROM ${sql.table(table)} LIMIT 1`.execute(asWorker)).rejects.toMatchObject({
      code: "42501",
    });
  });

  test("neither a link's digest nor a webhook's secret is read, and no table is changed", async () => {
    const refused = { code: "42501" };
    await expect(sql`SELECT digest FROM application_link`.execute(asWorker)).rejects.toMatchObject(refused);
    await expect(sql`SELECT secret FROM webhook`.execute(asWorker)).rejects.toMatchObject(refused);
    await expect(sql`DELETE FROM evaluation`.execute(asWorker)).rejects.toMatchObject(refused);
    await expect(sql`CREATE TABLE mine (word text)`.execute(asWorker)).rejects.toMatchObject(refused);
    await expect(sql`ALTER ROLE assay PASSWORD 'x'`.execute(asWorker)).rejects.toMatchObject(refused);
  });

  test("the server's own role opens nothing without its password", async () => {
    const url = new URL(office.databaseUrl);
    for (const password of ["", "guessed", new URL(office.workerDatabaseUrl).password]) {
      url.password = password;
      const database = openDatabase(url.href, { connections: 1 });
      await expect(sql`SELECT 1`.execute(database)).rejects.toThrow();
      await database.destroy();
    }
  });

  test("a whole evaluation runs and is shown live", async () => {
    const stop = startWorker(office, quickChallenges);
    try {
      const jonas = await invited(office, mine);
      await jonas.who.ask("POST", "/portal/submissions", formWith(await zipOf("honest")));
      const { status, body, text } = await jonas.who.ask("POST", "/portal/submit", { told });
      expect(status, text).toBe(201);
      await expect
        .poll(() => rowsOf(`SELECT state FROM evaluation WHERE id = '${String(body.evaluation)}'`), {
          ...{ timeout: 300_000, interval: 500 },
        })
        .toEqual([{ state: "done" }]);
      expect(await rowsOf("SELECT count(*)::int AS count FROM evaluation_event")).not.toEqual([{ count: 0 }]);
      expect(await rowsOf("SELECT stage FROM application")).toEqual([{ stage: "report" }]);
    } finally {
      await stop();
    }
  });
});

const told = { built: "A small shop", next: "More tests", help: "None", took: "Two hours" };
const rowsOf = async (text: string) => (await sql.raw(text).execute(office.parts.database)).rows;

describe("a worker's process", () => {
  test("holds nothing secret of the server's", async () => {
    // As the server has them while a person is logged in.
    await byCookie(office, mine.people.owner);
    const secret = await readFile(`${office.data}/secret`, "utf8");
    const environment = workerEnvironment(
      {
        ...{
          PATH: "/usr/bin",
          HOME: "/root",
          ASSAY_SECRET: secret,
          SMTP_URL: "smtps://assay:mail-password@mail.example",
        },
        ...{ DATABASE_URL: office.databaseUrl, ASSAY_WORKER_DATABASE_URL: office.workerDatabaseUrl },
        ...{ ASSAY_METRICS_TOKEN: "only the operator", PGPASSWORD: "another", GITHUB_TOKEN: "a third" },
        ...{ AWS_SECRET_ACCESS_KEY: "of the bucket", NEW_SECRET: "of next year", ASSAY_CACHE: "/var/cache/assay" },
      },
      { storage: "/var/lib/assay/files", challenges: "/challenges", databaseUrl: office.workerDatabaseUrl },
    );
    expect(environment).toEqual({
      ...{ PATH: "/usr/bin", HOME: "/root", ASSAY_CACHE: "/var/cache/assay" },
      ...{
        DATABASE_URL: office.workerDatabaseUrl,
        ASSAY_STORAGE: "/var/lib/assay/files",
        ASSAY_CHALLENGES: "/challenges",
      },
    });
  });

  test("gets the bucket's key only where files are in one", () => {
    const of = (storage: string) =>
      workerEnvironment(
        { AWS_SECRET_ACCESS_KEY: "of the bucket" },
        { storage, challenges: "/challenges", databaseUrl: "postgres://worker@db/assay" },
      );
    expect(of("s3://assay")).toHaveProperty("AWS_SECRET_ACCESS_KEY", "of the bucket");
    expect(of("/files")).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
  });
});

test("a worker beside the server gets every variable that the engine reads, and what it reads is in the list", () => {
  const folders = ["packages/bench/src", "packages/store/src/files", "apps/worker/src"];
  const read = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => {
        const text = readFileSync(join(root, folder, file), "utf8");
        // With a dot it stands in a text that we write for a backend: the compiler refuses it in our own code.
        const named = [...text.matchAll(/process\.env\["([A-Z_]+)"\]/g)].map(([, name = ""]) => name);
        const taken = [...text.matchAll(/\{([^{}]+)\} = process\.env/g)].flatMap(([, list = ""]) =>
          [...list.matchAll(/\b([A-Z][A-Z_]+)\b/g)].map(([, name = ""]) => name),
        );
        return [...named, ...taken];
      }),
  );
  expect(read).toEqual(expect.arrayContaining(["PATH", "ASSAY_CACHE", "NODE_EXTRA_CA_CERTS"]));
  // Set by us for one process of the cell's, or for git as a person sets it by hand.
  const ours = ["PHP_SITE_FPM", "PHP_SITE_NGINX", "GIT_SSH_COMMAND"];
  const wanted = [...new Set(read)].filter((name) => !ours.includes(name));
  const environment = Object.fromEntries(wanted.map((name) => [name, "set"]));
  const passedOn = workerEnvironment(environment, { storage: "s3://x", challenges: "x", databaseUrl: "x" });
  expect(wanted.filter((name) => passedOn[name] === undefined)).toEqual([]);
});
