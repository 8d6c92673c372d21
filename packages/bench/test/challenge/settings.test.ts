import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { environmentFor, type EnvironmentPlan } from "../../src/cell/submission-command.ts";
import { portsInNamespace } from "../../src/evaluation/ports.ts";
import type { DatabasePlan } from "../../src/services/database.ts";

const brief = readFileSync(new URL("../../../../challenges/login-system/brief.md", import.meta.url), "utf8");
const [, block = ""] = /```sh\n([\s\S]*?)```/.exec(brief) ?? [];
const shown = Object.fromEntries(
  [...block.matchAll(/^ *([A-Z_]+)=('([^']*)'|\S+)/gm)].map(([, name = "", value = "", quoted]) => [
    name,
    quoted ?? value,
  ]),
);

const passwords = { application: "kR3vX0bq", inspector: "never-shown" };
const server = { directory: "/template", version: "1", passwords };
const databases = {
  postgres: { engine: "postgres", template: { ...server, binaries: "/bin" } },
  mysql: { engine: "mysql", template: { ...server, server: "/bin/mariadbd" } },
  mongodb: { engine: "mongodb", binary: { path: "/bin/mongod", kind: "mongod", version: "1" }, passwords },
  sqlite: { engine: "sqlite" },
} as const satisfies Record<string, DatabasePlan>;

/** What a submission really gets, with the secrets that change from run to run replaced by those of the brief. */
function given(engine: keyof typeof databases, more: Partial<EnvironmentPlan> = {}): Readonly<Record<string, string>> {
  const plan: EnvironmentPlan = {
    database: databases[engine],
    redis: { binary: { path: "/bin/redis-server", version: "1" }, passwords },
    ports: portsInNamespace(1, engine),
    sandbox: "bubblewrap",
    directory: "/cell",
    secret: createHash("sha256").update("a seed").digest("base64url"),
    submission: { environment: {} },
    toolchain: { views: [], folders: [], environment: {} },
  };
  return environmentFor({ ...plan, ...more }, 0);
}

it("an existing backend gets PostgreSQL's address in the form that every driver reads, SQLAlchemy too", () => {
  const bound = {
    operations: {},
    people: "email",
    headers: {},
    beforeStart: [],
    afterStart: [],
    writable: [],
  } as const;
  const submission = {
    environment: { DB: "${DATABASE_URL}", DB_USER: "${DATABASE_USER}", STORE: "${REDIS_HOST}:${REDIS_PORT}" },
  };
  const { DATABASE_URL, DB, DB_USER, STORE, REDIS_PASSWORD, AUTH_SECRET_BASE64 } = given("postgres", {
    bound,
    submission,
  });
  expect(DATABASE_URL).toMatch(/^postgresql:\/\/app:[^@]+@127\.0\.0\.1:\d+\/app$/);
  expect(DB).toBe(DATABASE_URL);
  expect(DB_USER).toBe("app");
  expect(STORE).toBe("127.0.0.1:6379");
  expect(REDIS_PASSWORD).toBe(passwords.application);
  expect(Buffer.from(AUTH_SECRET_BASE64 ?? "", "base64")).toHaveLength(32);
});

describe("the settings in the brief", () => {
  const real = given("postgres");

  it("are those that a submission gets, each in the very form", () => {
    const { AUTH_SECRET: secret = "", ...others } = shown;
    expect(real).toMatchObject(others);
    expect(Object.keys(others)).toHaveLength(7);
    expect(secret).toHaveLength(real["AUTH_SECRET"]?.length ?? 0);
    expect(secret).toMatch(/^[\w-]+$/);
    expect(brief).toContain(`REDIS_URL=${real["REDIS_URL"] ?? ""}`);
  });

  it("leave out nothing but what every program finds", () => {
    const unsaid = Object.keys(real).filter((name) => !(name in shown));
    expect(unsaid.toSorted()).toEqual(["HOME", "LANG", "PATH", "REDIS_URL", "TMPDIR"]);
  });

  it.each(["mysql", "mongodb", "sqlite"] as const)("show the address of %s as it is given", (engine) => {
    expect(brief).toContain(`\`${given(engine)["DATABASE_URL"] ?? ""}`);
  });
});
