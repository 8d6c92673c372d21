import { describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { projectFacts } from "../../src/submission/project.ts";
import { files, shop } from "./project-folder.ts";

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

  test.each([
    ["app.py", "app = Flask(__name__)\n", "gunicorn app:app"],
    ["server.py", "api = FastAPI()\n", "uvicorn server:api"],
  ])("%s that nothing starts is named, with the line that would", async (file, source, line) => {
    await files({ "requirements.txt": "flask\nfastapi\n", [file]: source });
    const told = new RegExp(`${file} makes an app and does not start it, and requirements.txt names no server`);
    await expect(identify(shop)).rejects.toMatchObject({
      code: "no-start-command",
      message: expect.stringMatching(told) as string,
      whatToDo: expect.stringContaining(`Procfile with the line \`web: ${line}\``) as string,
    });
  });

  test("that starts itself without a guard is run as a program", async () => {
    await files({ "requirements.txt": "flask\n", "app.py": "app = Flask(__name__)\napp.run(port=8080)\n" });
    expect((await identify(shop)).startCommand).toEqual(["python3", "app.py"]);
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

test.each([
  ["main.go", /go mod init/],
  ["lib/shop.php", /public\/index\.php/],
  ["shop.py", /requirements\.txt/],
  ["notes.txt", /the language's own file/],
])("with %s it is told what that language wants", async (file, told) => {
  await files({ [file]: "" });
  await expect(identify(shop)).rejects.toMatchObject({ whatToDo: expect.stringMatching(told) as string });
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
