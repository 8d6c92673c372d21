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
    });
  });

  test("without a lock file, or with another tool's, is installed with npm install", async () => {
    await files({ "package.json": { main: "main.js", devDependencies: { x: "1" } }, "main.js": "", "yarn.lock": "" });
    expect(await identify(shop)).toMatchObject({
      lockFile: "yarn.lock",
      installCommands: [["npm", "install"]],
      startCommand: ["node", "main.js"],
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

describe("assay.yaml and Procfile", () => {
  test("start what no language of ours claims", async () => {
    await files({ Procfile: "web: ./serve --port $PORT\n", serve: "#!/bin/sh\n" });
    expect(await identify(shop)).toEqual({
      language: "other",
      manifest: "Procfile",
      installCommands: [],
      startCommand: ["/bin/sh", "-c", "./serve --port $PORT"],
      environment: {},
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

  test.each([
    ["no YAML", "start: [", / at line 1/],
    ["an unknown word", "begin: node a.js", /begin/],
    ["a number for a command", "start: 3", /at "start"/],
    ["a language we do not know", "language: cobol", /at "language": there is go, node/],
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
    message: "Nothing in shop says how to run it: no assay.yaml, Procfile, go.mod, package.json.",
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
