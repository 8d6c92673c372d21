import { expect, it } from "vitest";
import { setUpOf } from "../../src/acquaintance/set-up.ts";
import type { OwnStart } from "../../src/acquaintance/python-set-up.ts";

const npmStart: OwnStart = { language: "node", installCommands: ["npm ci"], startCommand: "npm start", isSaid: false };
const setUpFrom = (files: Readonly<Record<string, unknown>>, own?: OwnStart) =>
  setUpOf(
    Object.entries(files).map(([path, text]) => ({
      path,
      text: typeof text === "string" ? text : JSON.stringify(text),
    })),
    own,
  );
const writtenFrom = (files: Readonly<Record<string, unknown>>, own: OwnStart | undefined = npmStart) =>
  setUpFrom(files, own).written;
const express = { express: "^4.0.0" };

it.each([
  [
    "with a developer's server",
    { "package.json": { scripts: { start: "nodemon server.js" }, dependencies: express }, "server.js": "" },
    undefined,
    "exec node server.js",
  ],
  [
    "in TypeScript, by the runner that it has",
    {
      "package.json": {
        scripts: { dev: "NODE_ENV=dev nodemon --watch src --exec 'ts-node' src/app.ts" },
        dependencies: express,
        devDependencies: { "ts-node": "10" },
      },
      "src/app.ts": "",
    },
    undefined,
    "exec npx ts-node --transpile-only src/app.ts",
  ],
  [
    "in TypeScript, by a runner that is installed for it",
    { "package.json": { main: "src/index.ts", dependencies: express }, "src/index.ts": "" },
    ["npm ci", "npm install --no-save tsx"],
    "exec npx tsx src/index.ts",
  ],
  [
    "from what a build makes",
    {
      "package.json": {
        scripts: { start: "npm run build && node dist/server.js", build: "tsc" },
        dependencies: express,
      },
    },
    ["npm ci", "tsc"],
    "exec node dist/server.js",
  ],
  [
    "from what is built before each start",
    {
      "package.json": {
        scripts: { build: "rimraf build && tsc", prestart: "npm run build", start: "node build/server.js" },
        dependencies: express,
      },
    },
    ["npm ci", "npx rimraf build", "tsc"],
    "exec node build/server.js",
  ],
  [
    "of Nest's, which builds before",
    {
      "package.json": { scripts: { start: "nest start", build: "nest build" }, dependencies: { "@nestjs/core": "11" } },
    },
    ["npm ci", "npm run build"],
    'exec node "$(ls dist/main.js dist/src/main.js dist/apps/*/main.js dist/apps/*/src/main.js 2>/dev/null | head -n 1)"',
  ],
])("an app is started %s", (_way, files, install, start) => {
  expect(writtenFrom(files)).toEqual({
    language: "node",
    ...(install === undefined ? {} : { install: install.map((line) => (line === "tsc" ? "npx tsc" : line)) }),
    start,
  });
});

it("what its own start script says is left", () => {
  const files = { "package.json": { scripts: { start: "node server.js" }, dependencies: express }, "server.js": "" };
  expect(writtenFrom(files)).toEqual({});
});

it("a backend in a folder beside its pages is installed and started there", () => {
  const files = {
    "frontend/package.json": { dependencies: { react: "19" }, scripts: { start: "vite" } },
    "backend/package.json": { dependencies: express, scripts: { start: "node index.js" } },
    "backend/index.js": "",
  };
  expect(setUpFrom(files).written).toEqual({
    language: "node",
    install: ["cd backend && if [ -f package-lock.json ]; then npm ci; else npm install; fi"],
    start: "cd backend && exec npm start",
  });
});

it("packages build what they need where nothing says which pnpm it is for", () => {
  const own = { ...npmStart, installCommands: ["npx --yes pnpm@10 install --frozen-lockfile"] };
  const files = { "package.json": { dependencies: express, scripts: { start: "node a.js" } }, "a.js": "" };
  expect(writtenFrom(files, own)["install"]).toEqual(["npx --yes pnpm@9 install --frozen-lockfile"]);
  const named = { ...files, "package.json": { ...files["package.json"], packageManager: "pnpm@10.1.0" } };
  expect(writtenFrom(named, own)["install"]).toBeUndefined();
});

it("yarn is there for the scripts that call it", () => {
  const scripts = { "migrate:run": "yarn init && yarn typeorm", start: "node a.js" };
  const written = writtenFrom({ "package.json": { dependencies: express, scripts }, "a.js": "" });
  expect(written).toMatchObject({
    install: ["npm ci", "npm install --no-save yarn"],
    "before-start": "npm run migrate:run",
  });
});

it("where it can't be installed as it says, it is tried less strictly", () => {
  const files = {
    "package.json": {
      scripts: { start: "node dist/a.js", build: "tsc" },
      dependencies: { ...express, bcrypt: "5", fs: "0.0.1-security" },
    },
  };
  const own = { ...npmStart, installCommands: ["npm ci", "npm run build"] };
  expect(setUpFrom(files, own).relaxedInstall).toMatchObject({
    language: "node",
    commands: [
      "npm pkg set dependencies.bcrypt=^6.0.0",
      "npm pkg delete dependencies.fs",
      "npm install --legacy-peer-deps || { rm -f package-lock.json yarn.lock; npm install --legacy-peer-deps; }",
      "npm run build || true",
    ],
  });
});

it.each([
  [
    "Prisma's migrations",
    {
      "package.json": { dependencies: { prisma: "6" } },
      "prisma/schema.prisma": 'datasource db { provider = "postgresql"\n url = env("PG") }',
      "prisma/migrations/1/migration.sql": "",
    },
    {
      "before-start": "npx prisma migrate deploy",
      environment: { PG: "${DATABASE_URL}" },
      install: ["npm ci", "npx prisma generate"],
    },
  ],
  [
    "Prisma's schema alone",
    {
      "package.json": { dependencies: { prisma: "6" }, scripts: { postinstall: "prisma generate" } },
      "prisma/schema.prisma": "",
    },
    { "before-start": "npx prisma db push" },
  ],
  [
    "Sequelize's migrations, of the database that a run has",
    {
      "package.json": { dependencies: { sequelize: "6", "sequelize-cli": "6" } },
      "migrations/1-users.js": "",
      "config/config.json": { production: { username: "root", dialect: "mysql" } },
    },
    {
      "before-start": "npx sequelize-cli db:migrate",
      files: {
        "config/config.json": `${JSON.stringify(Object.fromEntries(["development", "test", "production"].map((name) => [name, { use_env_variable: "DATABASE_URL", dialect: "mysql" }])), null, 2)}\n`,
      },
    },
  ],
  [
    "Knex, in the environment that it knows",
    { "package.json": { dependencies: { knex: "3" } }, "db/knexfile.js": "module.exports = {\n  development: {} }" },
    { "before-start": "npx knex migrate:latest --knexfile db/knexfile.js --env development" },
  ],
  [
    "TypeORM, of its entities",
    {
      "package.json": { dependencies: { typeorm: "0.3" } },
      "src/db.ts": "new DataSource({ synchronize: isLocal, url })",
    },
    { replace: [{ file: "src/db.ts", text: "synchronize: isLocal", with: "synchronize: true" }] },
  ],
  [
    "a script of its own",
    {
      "package.json": {
        dependencies: { pg: "8" },
        scripts: { "migrate:up": "node-pg-migrate up", "migrate:down": "x" },
      },
    },
    { "before-start": "npm run migrate:up" },
  ],
  [
    "its SQL",
    { "package.json": { dependencies: { pg: "8" } }, "db/init.sql": "CREATE TABLE users (id int);" },
    { "before-start": "node assay-tables.cjs" },
  ],
])("tables are made by %s", (_tool, files, expected) => {
  expect(writtenFrom(files)).toMatchObject(expected);
});

it("SQL that its code runs is left to it", () => {
  const files = {
    "package.json": { dependencies: { pg: "8" } },
    "schema.sql": "CREATE TABLE users (id int);",
    "db.js": 'pool.query(readFileSync("schema.sql", "utf8"))',
  };
  expect(writtenFrom(files)).toEqual({});
});

it.each([
  [
    'mysql.createConnection({ host: "localhost", user: "root", password: "", database: "shop" })',
    "{ port: Number(process.env.DATABASE_PORT), host: process.env.DATABASE_HOST, user: process.env.DATABASE_USER, password: process.env.DATABASE_PASSWORD, database: process.env.DATABASE_NAME }",
  ],
  [
    "new Pool({ connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } })",
    "{ connectionString: process.env.DATABASE_URL, ssl: false }",
  ],
  [
    'new Sequelize("shop", "root", "", { host: "localhost", dialect: "mysql" })',
    'new Sequelize(process.env.DATABASE_NAME, process.env.DATABASE_USER, process.env.DATABASE_PASSWORD, { port: process.env.DATABASE_PORT, host: process.env.DATABASE_HOST, dialect: "mysql" })',
  ],
  ['mongoose.connect("mongodb+srv://me:secret@cluster0.mongodb.net/shop")', "(process.env.DATABASE_URL"],
])("a database that stands in the code is replaced: %s", (text, replaced) => {
  expect(setUpFrom({ "db.js": text }).written["replace"]).toMatchObject([{ file: "db.js", with: replaced }]);
});

it("mail that stands in the code is no database", () => {
  const text = 'createTransport({ host: "smtp.example.com", port: 587, auth: { user: "me", pass: "secret" } })';
  expect(setUpFrom({ "mail.js": text }).written).toEqual({});
});

it.each([
  ["const at = process.env.STORE; mongoose.connect(at);", { STORE: "${DATABASE_URL}" }],
  [
    "new Pool({ host: process.env.SHOP_AT, database: process.env.SHOP })",
    { SHOP_AT: "${DATABASE_HOST}", SHOP: "${DATABASE_NAME}" },
  ],
  ["mongoose.connect(process.env.MONGO_CONNECT)", { MONGO_CONNECT: "${DATABASE_URL}" }],
])("a variable of any name that holds a database's address is given it: %s", (text, environment) => {
  expect(setUpFrom({ "db.js": text }).written["environment"]).toEqual(environment);
});

it("variables that code can't do without get a value of their kind, and others are left", () => {
  const files = {
    "env.ts": `const schema = z.object({ JWT_TTL: z.string(), CACHE_SIZE: z.coerce.number(), COLOR: z.string().optional(), MODE: z.enum(["dev", "production"]) });
jwt.sign(x, secret, { expiresIn: process.env.TOKEN_LIFE }); bcrypt.hash(p, Number(process.env.STEPS)); log(process.env.REGION);\nnew Strategy({ clientID: process.env.GOOGLE_ID });`,
  };
  expect(setUpFrom(files).written["environment"]).toEqual({
    ...{
      CACHE_SIZE: "10",
      JWT_TTL: "3600000",
      MODE: "production",
      STEPS: "10",
      GOOGLE_ID: "something",
      TOKEN_LIFE: "1h",
    },
  });
});

it("settings of pnpm's alone are read by the pnpm that has them", () => {
  const own = { ...npmStart, installCommands: ["npx --yes pnpm@10 install --frozen-lockfile"] };
  const files = { "package.json": { dependencies: express, scripts: { start: "node a.js" } }, "a.js": "" };
  const settings = "allowBuilds:\n  bcrypt: true\n";
  expect(writtenFrom({ ...files, "pnpm-workspace.yaml": settings }, own)["install"]).toBeUndefined();
  const workspace = "packages:\n  - api\n";
  expect(writtenFrom({ ...files, "pnpm-workspace.yaml": workspace }, own)["install"]).toEqual([
    "npx --yes pnpm@9 install --frozen-lockfile",
  ]);
});

it("where a build leaves names that Node can't find, the source is started", () => {
  const aliased = {
    "package.json": { scripts: { start: "node build/index.js", build: "tsc" }, dependencies: express },
    "tsconfig.json": '{ "compilerOptions": { "paths": { /* own */ "@/*": ["./src/*"] } } }',
    "src/index.ts": 'import { app } from "@/app";',
  };
  expect(writtenFrom(aliased)["start"]).toBe("exec npx tsx src/index.ts");
  const runner = { devDependencies: { "ts-node-dev": "2", "tsconfig-paths": "4" } };
  const withRunner = { ...aliased, "package.json": { ...aliased["package.json"], ...runner } };
  expect(writtenFrom(withRunner)["start"]).toBe(
    "exec npx ts-node --transpile-only -r tsconfig-paths/register src/index.ts",
  );
  const resolved = { ...aliased["package.json"], scripts: { start: "node build/index.js", build: "tsc && tsc-alias" } };
  expect(writtenFrom({ ...aliased, "package.json": resolved })["start"]).toBeUndefined();
  expect(writtenFrom({ ...aliased, "src/index.ts": 'import { app } from "./app";' })["start"]).toBeUndefined();
});
