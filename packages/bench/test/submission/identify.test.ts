import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { projectFacts } from "../../src/submission/project.ts";

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-identify-"));
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function files(contents: Record<string, string | object>): Promise<void> {
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(shop, path)), { recursive: true });
    await writeFile(join(shop, path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

describe("package.json", () => {
  test("with a lock file is installed with npm ci, and started with npm start", async () => {
    await files({
      "package.json": { scripts: { start: "node server.js" }, dependencies: { pg: "^8" }, engines: { node: ">=20" } },
      "package-lock.json": "{}",
    });
    expect(await identify(shop)).toEqual({
      language: "node",
      manifest: "package.json",
      lockFile: "package-lock.json",
      installCommands: [["npm", "ci"]],
      startCommand: ["npm", "start"],
      engines: ">=20",
      environment: {},
      database: "postgres",
      services: [],
    });
  });

  test("without a lock file is installed with npm install", async () => {
    await files({ "package.json": { main: "main.js", devDependencies: { x: "1" } }, "main.js": "" });
    expect(await identify(shop)).toMatchObject({
      installCommands: [["npm", "install"]],
      startCommand: ["node", "main.js"],
    });
  });

  test.each<[string, string, string, string | undefined, string[]]>([
    ["pnpm's", "pnpm-lock.yaml", "lockfileVersion: '9.0'\n", undefined, ["pnpm@10", "install", "--frozen-lockfile"]],
    [
      "an old pnpm's",
      "pnpm-lock.yaml",
      "lockfileVersion: 5.4\n",
      undefined,
      ["pnpm@7", "install", "--frozen-lockfile"],
    ],
    [
      "pnpm's, whose version is named",
      "pnpm-lock.yaml",
      "lockfileVersion: '9.0'\n",
      "pnpm@9.15.4+sha512.abc",
      ["pnpm@9.15.4", "install", "--frozen-lockfile"],
    ],
    ["yarn's first", "yarn.lock", "# yarn lockfile v1\n", undefined, ["yarn@1", "install", "--frozen-lockfile"]],
    [
      "yarn's",
      "yarn.lock",
      "__metadata:\n  version: 8\n",
      "yarn@4.5.0",
      ["--package=@yarnpkg/cli-dist@4.5.0", "yarn", "install", "--immutable"],
    ],
  ])("with a lock file of %s is installed by that tool", async (_, lockFile, text, packageManager, command) => {
    await files({ "package.json": { dependencies: { x: "1" }, packageManager }, "index.js": "", [lockFile]: text });
    expect(await identify(shop)).toMatchObject({
      lockFile,
      installCommands: expect.arrayContaining([["npx", "--yes", ...command]]) as unknown,
    });
  });

  test("without dependencies installs nothing, and starts the usual file", async () => {
    await files({ "package.json": { name: "shop" }, "index.js": "" });
    expect(await identify(shop)).toMatchObject({ installCommands: [], startCommand: ["node", "index.js"] });
  });

  test("that starts what a build makes is built", async () => {
    await files({
      "package.json": { scripts: { start: "node dist/server.js", build: "tsc" }, devDependencies: { typescript: "5" } },
    });
    expect((await identify(shop)).installCommands).toEqual([
      ["npm", "install"],
      ["npm", "run", "build"],
    ]);
  });

  test.each<[string, string, RegExp]>([
    ["cut short", '{\n "name": "shop",\n', /at line 3: it is not JSON/],
    ["with a comma too many", '{\n "name": "shop",\n}', /at line 3: it is not JSON/],
    ["that is a list", "[]", /package.json cannot be understood/],
    ["whose scripts are a text", '{"scripts": "node ."}', /at "scripts"/],
    ["that is empty", "", /at line 1/],
  ])("%s gives one clear error", async (_, text, message) => {
    await files({ "package.json": text });
    const error: unknown = await identify(shop).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "manifest-broken", by: "submission", exitCode: 7 });
    expect(String(error)).toMatch(message);
  });

  test("with nothing to start says so", async () => {
    await files({ "package.json": {} });
    await expect(identify(shop)).rejects.toMatchObject({ code: "no-start-command", exitCode: 5 });
  });
});

describe("go.mod", () => {
  const main = "package main\n\nfunc main() {}\n";

  test("is built from the command at the top, and the binary is started", async () => {
    await files({ "go.mod": "module shop.example/accounts\n\ngo 1.24.0\n", "main.go": main, "package.json": {} });
    expect(await identify(shop)).toEqual({
      language: "go",
      manifest: "go.mod",
      lockFile: "go.mod",
      installCommands: [["go", "build", "-o", "./.assay-build/server", "."]],
      startCommand: ["./.assay-build/server"],
      engines: "1.24.0",
      environment: {},
      database: "postgres",
      services: [],
      testCommand: "go test ./...",
    });
  });

  test.each([
    ["the only one", ["worker"], "./cmd/worker"],
    ["the one named as the module", ["accounts", "server"], "./cmd/accounts"],
    ["the one named as servers are", ["migrate", "server"], "./cmd/server"],
  ])("of several commands, %s is built", async (_, commands, folder) => {
    await files({
      "go.mod": "module shop.example/accounts\nrequire example.com/x v1.0.0\n",
      "shop.go": "package shop\n",
      "tools.go": `//go:build ignore\n\n${main}`,
      ...Object.fromEntries(commands.map((name) => [`cmd/${name}/main.go`, main])),
    });
    const identified = await identify(shop);
    expect(identified.installCommands[0]?.at(-1)).toBe(folder);
    // It requires something, and no go.sum says what exactly.
    expect(identified.lockFile).toBeUndefined();
  });

  test("without a command says what was looked for, and without a module that it names none", async () => {
    await files({ "go.mod": "module shop\n", "shop.go": "package shop\n" });
    await expect(identify(shop)).rejects.toMatchObject({ code: "no-start-command" });
    await files({ "go.mod": "go 1.24\n" });
    await expect(identify(shop)).rejects.toMatchObject({ code: "manifest-broken" });
  });
});

describe("Python", () => {
  const venv = ["python3", "-m", "venv", "--clear", ".venv"];

  test("with pinned requirements is installed in its own environment, and served as the framework asks", async () => {
    await files({
      "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0  # serves it\n",
      "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
      "package.json": { scripts: { start: "webpack serve" } },
    });
    expect(await identify(shop)).toEqual({
      language: "python",
      manifest: "requirements.txt",
      lockFile: "requirements.txt",
      installCommands: [venv, ["pip", "install", "-r", "requirements.txt"]],
      startCommand: ["/bin/sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT 'app:app'"],
      environment: {},
      database: "postgres",
      services: [],
    });
  });

  test.each<[string, Record<string, string>, string]>([
    [
      "FastAPI",
      { "requirements.txt": "fastapi\nuvicorn[standard]\n", "main.py": "app: FastAPI = FastAPI()\n" },
      "exec uvicorn --host 0.0.0.0 --port $PORT 'main:app'",
    ],
    [
      "a factory in a package, behind waitress",
      { "requirements.txt": "Flask\nwaitress\n", "app/__init__.py": "def create_app():\n    return Flask(__name__)\n" },
      "exec waitress-serve --port=$PORT --call 'app:create_app'",
    ],
    [
      "a factory behind gunicorn",
      { "requirements.txt": "Flask\ngunicorn\n", "wsgi.py": "app = create_app()\n" },
      "exec gunicorn --bind 0.0.0.0:$PORT 'wsgi:app'",
    ],
    [
      "Django",
      { "requirements.txt": "Django\ngunicorn\n", "manage.py": "", "shop/wsgi.py": "" },
      "exec gunicorn --bind 0.0.0.0:$PORT 'shop.wsgi:application'",
    ],
  ])("%s is started as it should be", async (_, contents, command) => {
    await files(contents);
    const identified = await identify(shop);
    expect(identified.startCommand).toEqual(["/bin/sh", "-c", command]);
    // No line says which version.
    expect(identified.lockFile).toBeUndefined();
  });

  test("without a server of its own is run as a program", async () => {
    await files({ "requirements.txt": "aiohttp==3.9\n", "main.py": "if __name__ == '__main__':\n    run()\n" });
    expect((await identify(shop)).startCommand).toEqual(["python3", "main.py"]);
  });

  test.each([
    ["uv.lock", ["uv", "sync", "--frozen", "--no-dev", "--inexact"]],
    ["poetry.lock", ["poetry", "install", "--only", "main", "--no-root"]],
    ["Pipfile.lock", ["pipenv", "sync"]],
  ])("%s is read by the tool that made it", async (lockFile, last) => {
    const project = "[project]\nname = 'shop'\nrequires-python = '>=3.11'\ndependencies = ['flask', 'gunicorn']\n";
    await files({ "pyproject.toml": project, [lockFile]: "", "app.py": "app = Flask(__name__)\n" });
    const identified = await identify(shop);
    expect(identified).toMatchObject({ lockFile, engines: ">=3.11" });
    expect(identified.installCommands.at(-1)).toEqual(last);
  });

  test("a requirements.txt in prose does not make a Node backend one in Python", async () => {
    await files({ "requirements.txt": "It must let people sign up.\n", "package.json": {}, "index.js": "" });
    expect((await identify(shop)).language).toBe("node");
  });

  test("with nothing to start says so", async () => {
    await files({ "requirements.txt": "flask\n", "shop.py": "" });
    await expect(identify(shop)).rejects.toMatchObject({ code: "no-start-command" });
  });
});

describe("the database", () => {
  test.each<[string, Record<string, string>, string]>([
    [
      "Node's driver",
      { "package.json": '{"main":"a.js","dependencies":{"better-sqlite3":"^12"}}', "a.js": "" },
      "sqlite",
    ],
    ["Node's own", { "package.json": '{"main":"a.js"}', "a.js": 'require("node:sqlite");' }, "sqlite"],
    [
      "Python's own",
      { "requirements.txt": "flask\ngunicorn\n", "app.py": "import sqlite3\napp = Flask()\n" },
      "sqlite",
    ],
    [
      "a driver for tests beside PostgreSQL's",
      { "requirements.txt": "psycopg[binary]==3.2\naiosqlite\n", "manage.py": "" },
      "postgres",
    ],
    [
      "Go's driver",
      { "go.mod": "module a\nrequire modernc.org/sqlite v1.40.0\n", "main.go": "package main\n" },
      "sqlite",
    ],
    [
      "PostgreSQL's in Go",
      { "go.mod": "module a\nrequire github.com/jackc/pgx/v5 v5.7.0\n", "main.go": "package main\n" },
      "postgres",
    ],
    [
      "Django's setting",
      { "requirements.txt": "Django\n", "manage.py": "", "shop/settings.py": 'ENGINE = "django.db.backends.sqlite3"' },
      "sqlite",
    ],
    [
      "Java's driver",
      { "pom.xml": "<project><dependency><artifactId>sqlite-jdbc</artifactId></dependency></project>" },
      "sqlite",
    ],
    [
      "PostgreSQL's in Java",
      {
        "pom.xml":
          "<project><dependency><artifactId>sqlite-jdbc</artifactId></dependency><dependency><artifactId>postgresql</artifactId></dependency></project>",
      },
      "postgres",
    ],
    ["MySQL's in Node", { "package.json": '{"main":"a.js","dependencies":{"mysql2":"^3"}}', "a.js": "" }, "mysql"],
    ["MariaDB's in Python", { "requirements.txt": "flask\nPyMySQL[rsa]==1.2\n", "manage.py": "" }, "mysql"],
    [
      "MySQL's in Go",
      { "go.mod": "module a\nrequire github.com/go-sql-driver/mysql v1.9.0\n", "main.go": "package main\n" },
      "mysql",
    ],
    [
      "a package that only sounds like a driver",
      { "package.json": '{"main":"a.js","dependencies":{"mysql-formatter":"^1"}}', "a.js": "" },
      "postgres",
    ],
    [
      "Prisma's schema",
      { "package.json": '{"main":"a.js"}', "a.js": "", "schema.prisma": 'datasource db {\n  provider = "mysql"\n}' },
      "mysql",
    ],
    [
      "its other name in assay.yaml",
      { "package.json": '{"main":"a.js"}', "a.js": "", "assay.yaml": "database: mariadb" },
      "mysql",
    ],
    ["none", { "package.json": '{"main":"a.js"}', "a.js": "// sqlite would do" }, "postgres"],
    [
      "what assay.yaml says",
      { "package.json": '{"main":"a.js"}', "a.js": "", "assay.yaml": "database: sqlite" },
      "sqlite",
    ],
  ])("is known by %s", async (_, contents, engine) => {
    await files(contents);
    expect((await identify(shop)).database).toBe(engine);
  });
});

describe("drivers", () => {
  const found = async (contents: Record<string, string>): Promise<unknown> => {
    await files({ "index.js": "", "main.go": "package main\nfunc main() {}\n", "manage.py": "", ...contents });
    const { database, services } = await identify(shop);
    return [database, ...services];
  };
  const node = (content: object): Record<string, string> => ({ "package.json": JSON.stringify(content) });

  // Each names MongoDB and Redis where no dependency stands.
  test.each<[string, Record<string, string>]>([
    [
      "a package.json",
      node({
        ...{ name: "redis", description: "Without redis or mongodb, with mysql2", keywords: ["redis", "mongodb"] },
        ...{ scripts: { redis: "redis" }, config: { redis: "mongodb" }, dependencies: { pg: "^8" } },
      }),
    ],
    [
      "a pyproject.toml",
      {
        "pyproject.toml":
          '[project]\nname = "redis"\ndescription = "No redis"\nkeywords = ["redis", "pymongo"]\ndependencies = ["psycopg"]\n[tool.x]\nredis = "1"\n',
      },
    ],
    [
      "a requirements.txt",
      { "requirements.txt": "# redis\npsycopg==3.2 # not pymongo\n-c redis\nredis is not used\n" },
    ],
    ["a go.mod", { "go.mod": "module github.com/redis/go-redis\n// github.com/redis/go-redis v9.0.0\n" }],
    [
      "a pom.xml",
      {
        "pom.xml":
          "<project><artifactId>jedis</artifactId><!-- <dependency><artifactId>jedis</artifactId></dependency> --></project>",
      },
    ],
  ])("are not what else %s says", async (_, contents) => {
    expect(await found(contents)).toEqual(["postgres"]);
  });

  test.each<[string, Record<string, string>]>([
    ["Node", node({ dependencies: { mongoose: "^9", ioredis: "^5" }, devDependencies: { pg: "^8" } })],
    ["requirements.txt", { "requirements.txt": "PyMongo[srv]>=4 ; python_version > '3.9'\nredis\n" }],
    [
      "an extra",
      { "requirements.txt": "flask_session[redis, x]==1.0 \\\n  --hash=sha256:00\nmotor @ https://a.example/m.whl\n" },
    ],
    [
      "pyproject.toml",
      {
        "pyproject.toml":
          '[project]\nname = "a"\ndependencies = [\n  "pymongo[srv]>=4", # not "psycopg"\n  "redis"\n]\n',
      },
    ],
    [
      "Poetry",
      { "pyproject.toml": '[tool.poetry.dependencies]\npymongo = "^4"\nflask-session = { extras = ["redis"] }\n' },
    ],
    ["Pipfile", { Pipfile: '[packages]\npymongo = "*"\nredis = "*"\n[dev-packages]\npsycopg = "*"\n' }],
    [
      "Go, with PostgreSQL's for another package",
      {
        "go.mod":
          "module a\nrequire (\n\tgo.mongodb.org/mongo-driver/v2 v2.4.0\n\tgithub.com/redis/go-redis/v9 v9.0.0\n\tgithub.com/lib/pq v1.0.0 // indirect\n)\n",
      },
    ],
    ["Composer", { "composer.json": '{"require":{"mongodb/mongodb":"^2","predis/predis":"^3"}}', "index.php": "" }],
    [
      "Maven, with PostgreSQL's for tests",
      {
        "pom.xml": `<project>${[
          "<artifactId>mongodb-driver-sync</artifactId>",
          "<artifactId>jedis</artifactId>",
          "<artifactId>postgresql</artifactId><scope>test</scope>",
        ]
          .map((inside) => `<dependency>${inside}</dependency>`)
          .join("")}</project>`,
      },
    ],
  ])("are the dependencies of %s", async (_, contents) => {
    expect(await found(contents)).toEqual(["mongodb", "redis"]);
  });
});

describe("assay.yaml and Procfile", () => {
  test("start what no language of ours claims", async () => {
    await files({ Procfile: "web: ./serve --port $PORT\n", serve: "#!/bin/sh\n" });
    expect(await identify(shop)).toEqual({
      language: "other",
      manifest: "Procfile",
      installCommands: [],
      startCommand: ["/bin/sh", "-c", "./serve --port $PORT"],
      environment: {},
      database: "postgres",
      services: [],
    });
  });

  test("assay.yaml comes first, and what it leaves out is found as usual", async () => {
    await files({
      "assay.yaml":
        'install: npm ci --ignore-scripts\nstart: node --enable-source-maps "my server.js"\nenvironment:\n  LEVEL: warn\n  DEPTH: 3\n',
      Procfile: "web: node other.js",
      "package.json": { dependencies: { pg: "^8" } },
    });
    expect(await identify(shop)).toMatchObject({
      manifest: "assay.yaml",
      installCommands: [["npm", "ci", "--ignore-scripts"]],
      startCommand: ["/bin/sh", "-c", 'node --enable-source-maps "my server.js"'],
      environment: { LEVEL: "warn", DEPTH: "3" },
    });
  });

  test("a Procfile's web line starts it", async () => {
    await files({ Procfile: "worker: node w.js\nweb: node src/main.js\n", "package.json": {} });
    expect(await identify(shop)).toMatchObject({ manifest: "Procfile", startCommand: ["node", "src/main.js"] });
  });

  test.each(["exec node src/main.js", "command node src/main.js", ". ./start"])(
    "a word of the shell is no program: %s",
    async (line) => {
      await files({ Procfile: `web: ${line}\n`, "package.json": {} });
      expect(await identify(shop)).toMatchObject({ startCommand: ["/bin/sh", "-c", line] });
    },
  );

  test.each([
    ["no YAML", "start: [", / at line 1/],
    ["an unknown word", "begin: node a.js", /begin/],
    ["a number for a command", "start: 3", /at "start"/],
    ["a language we do not know", "language: cobol", /at "language": there is go, java, php, python, node/],
    [
      "a bomb of aliases",
      `a: &a [x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(8)}x]\nc: &c [${"*b,".repeat(8)}x]\nstart: [${"*c,".repeat(8)}x]`,
      /aliases/,
    ],
  ])("an assay.yaml with %s gives one clear error", async (_, text, message) => {
    await files({ "assay.yaml": text, "package.json": {} });
    const error: unknown = await identify(shop).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "manifest-broken", exitCode: 7 });
    expect(String(error)).toMatch(message);
  });
});

test("a folder with nothing recognised says what was looked for", async () => {
  await files({ "main.rs": "" });
  await expect(identify(shop, "shop")).rejects.toMatchObject({
    code: "not-a-backend",
    message:
      "Nothing in shop says how to run it: no assay.yaml, Procfile, go.mod, pom.xml, composer.json, public/index.php, web/index.php, index.php, pyproject.toml, requirements.txt, Pipfile, package.json, Dockerfile.",
  });
});

test("the facts of a project are its lock file, README words, tests and commits", async () => {
  await files({
    "package.json": { scripts: { start: "node .", test: "node --test" } },
    "package-lock.json": "{}",
    "README.md": "# Shop\n\nStart it with `npm start`.\n",
    "test/a.test.js": "",
    "src/b.spec.ts": "",
    "test/fixture.json": "{}",
    "node_modules/x/test/c.test.js": "",
  });
  const commits = { count: 2, lastMessages: ["Second", "First"] };
  expect(await projectFacts(shop, await identify(shop), commits)).toEqual({
    language: "node",
    lockFile: "package-lock.json",
    manifest: "package.json",
    readme: { path: "README.md", words: 6 },
    tests: { files: 2, command: "npm test" },
    commits,
  });
});

test("npm's own placeholder is no test", async () => {
  await files({ "package.json": { scripts: { start: "node .", test: 'echo "Error: no test specified" && exit 1' } } });
  expect((await projectFacts(shop, await identify(shop))).tests).toEqual({ files: 0 });
});
