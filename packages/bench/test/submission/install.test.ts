import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, readlink, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { users } from "../../src/sandbox/users.ts";
import { identify } from "../../src/submission/identify.ts";
import { removeTrees } from "../../src/cell/remove-tree.ts";
import { installLimits, type InstallFact, type InstallLimits } from "../../src/submission/install.ts";
import { install } from "./installing.ts";
import { tarGz } from "./archives.ts";

/** A registry of our own on this machine: the machine's npm is told of it as an operator would, by its settings. */
let registry: Server;
let address: string;
const packages = new Map<string, Buffer>();

function publish(name: string, files: Record<string, string>): { integrity: string; resolved: string } {
  const entries = Object.entries({ "package.json": JSON.stringify({ name, version: "1.0.0" }), ...files });
  const tarball = tarGz(entries.map(([path, content]) => ({ path: `package/${path}`, content })));
  packages.set(name, tarball);
  return {
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    resolved: `${address}/${name}/-/${name}-1.0.0.tgz`,
  };
}

let room: string;
let app: string;
let asked: string[];

beforeAll(async () => {
  registry = createServer((request, response) => {
    asked.push(request.url ?? "");
    const [, name = "", isTarball] = /^\/([^/]+)(\/-\/.+)?$/.exec(request.url ?? "") ?? [];
    const tarball = packages.get(name);
    if (tarball === undefined) return void response.writeHead(404).end("{}");
    if (isTarball) return void response.end(tarball);
    const version = {
      name,
      version: "1.0.0",
      dist: {
        tarball: `${address}/${name}/-/${name}-1.0.0.tgz`,
        integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
      },
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ name, "dist-tags": { latest: "1.0.0" }, versions: { "1.0.0": version } }));
  });
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  process.env["npm_config_registry"] = address;
});
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
});
beforeEach(async () => {
  asked = [];
  packages.clear();
  room = await mkdtemp(join(tmpdir(), "assay-installing-"));
  await chmod(room, 0o755);
  process.env["ASSAY_CACHE"] = join(room, "cache");
  app = join(room, "app");
});
afterEach(() => removeTrees([room]));

async function write(at: string, files: Record<string, string | object>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), typeof content === "string" ? content : JSON.stringify(content));
  }
}

function lockOf(name: string, published: { integrity?: string; resolved: string }, more: object = {}): object {
  return {
    name: "shop",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: {
      "": { name: "shop", version: "1.0.0", dependencies: { [name]: "1.0.0" } },
      [`node_modules/${name}`]: { version: "1.0.0", ...published, ...more },
    },
  };
}

async function installHere(at = app, limits: Partial<InstallLimits> = {}): Promise<InstallFact> {
  return install({ directory: at }, await identify(at), {
    sandbox: "bubblewrap",
    limits: { ...installLimits, ...limits },
  });
}

const shop = { name: "shop", version: "1.0.0", main: "server.js", dependencies: { leaf: "1.0.0" } };

describe("an install", () => {
  test("brings packages from the machine's registry and leaves them readable, not writable, for the submission", async () => {
    publish("leaf", { "index.js": "module.exports = 7" });
    await write(app, { "package.json": shop, "server.js": "" });
    const fact = await installHere();
    expect(fact).toMatchObject({
      commands: [{ argv: ["npm", "install"], exit: 0, from: "registry", ending: "by-itself" }],
      refusedHosts: [],
    });
    expect(await readFile(join(app, "node_modules/leaf/index.js"), "utf8")).toBe("module.exports = 7");
    const { uid, mode } = await lstat(join(app, "node_modules/leaf/index.js"));
    expect([uid, mode & 0o7777]).toEqual([process.getuid?.(), 0o644]);
    expect(uid).not.toBe(users.submission);
  });

  test("that needs nothing runs nothing", async () => {
    await write(app, { "package.json": { name: "shop" }, "server.js": "" });
    expect(await installHere()).toEqual({ commands: [], refusedHosts: [] });
    expect(asked).toEqual([]);
  });

  test("that fails says so with its last lines, and leaves no process and no file behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("assay-install-"));
    await write(app, {
      "package.json": { ...shop, scripts: { postinstall: "echo this is why >&2; (sleep 987 &) ; exit 3" } },
      "server.js": "",
    });
    publish("leaf", {});
    await expect(installHere()).rejects.toMatchObject({
      code: "install-failed",
      by: "submission",
      exitCode: 3,
      lastLines: expect.arrayContaining(["this is why"]) as unknown,
    });
    expect(execFileSync("ps", ["-eo", "args"]).toString()).not.toContain("sleep 987");
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("assay-install-"))).toEqual(before);
  });

  test("that says why and then much more is told with both", async () => {
    const says =
      "console.log('[ERROR] line 4, column 14'); for (let at = 0; at < 200; at++) console.log(at); process.exit(1)";
    await write(app, {
      "package.json": { ...shop, scripts: { postinstall: "node says.js" } },
      "says.js": says,
      "server.js": "",
    });
    publish("leaf", {});
    const problem: unknown = await installHere().catch((error: unknown) => error);
    const { lastLines } = problem as { readonly lastLines: readonly string[] };
    const why = lastLines.findIndex((line) => line.includes("[ERROR] line 4, column 14"));
    const end = lastLines.findIndex((line) => /\b199$/.test(line));
    expect([lastLines.length <= 48, why >= 0, end > why]).toEqual([true, true, true]);
  });

  test.each<[string, string, Partial<InstallLimits>]>([
    ["install-timed-out", "sleep 60", { seconds: 3 }],
    ["install-too-much-output", "yes", { outputBytes: 200_000 }],
    [
      "install-out-of-memory",
      `node -e "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1))"`,
      { memoryBytes: 300 * 1024 * 1024 },
    ],
    [
      "install-too-many-files",
      `node -e "for (let at = 0; at < 3e5; at++) require('fs').writeFileSync(String(at), ''); console.log('all made')"; sleep 60`,
      { files: 20_000, seconds: 50 },
    ],
    [
      "install-too-many-files",
      `node -e "for (let at = 0; at < 300; at++) require('fs').mkdirSync(String(at))"`,
      { files: 300 },
    ],
    [
      "install-too-deep",
      `node -e "for (;;) { require('fs').mkdirSync('d'); process.chdir('d'); require('fs').writeFileSync('file', '') }"`,
      { seconds: 50 },
    ],
    ["install-too-deep", `mkdir -p $(printf 'much-too-long/%.0s' $(seq 160)) ~`, {}],
    ["install-too-much-disk", "head -c 900M /dev/zero > big; sleep 60", { diskBytes: 200 * 1024 * 1024, seconds: 30 }],
  ])("that goes too far ends as %s", async (code, script, limits) => {
    await write(app, {
      "package.json": { name: "shop" },
      "server.js": "",
      "assay.yaml": `start: node server.js\ninstall: ${JSON.stringify(script)}\n`,
    });
    await expect(installHere(app, limits)).rejects.toMatchObject({ code, by: "submission" });
  });
});

describe("without a sandbox, for a person's own folder", () => {
  const openly = async (): Promise<InstallFact> =>
    install({ directory: app }, await identify(app), { sandbox: "none" });

  test("packages are installed, and nothing is kept for others", async () => {
    const leaf = publish("leaf", { "index.js": "module.exports = 7" });
    await write(app, { "package.json": shop, "package-lock.json": lockOf("leaf", leaf), "server.js": "" });
    expect(await openly()).toMatchObject({ commands: [{ argv: ["npm", "ci"], exit: 0, from: "registry" }] });
    expect(existsSync(join(app, "node_modules/leaf/index.js"))).toBe(true);
    expect(existsSync(join(room, "cache"))).toBe(false);
  });

  test("a failure is told the same", async () => {
    await write(app, {
      "package.json": { ...shop, scripts: { postinstall: "echo this is why; exit 3" } },
      "server.js": "",
    });
    publish("leaf", {});
    await expect(openly()).rejects.toMatchObject({
      code: "install-failed",
      by: "submission",
      lastLines: expect.arrayContaining(["this is why"]) as unknown,
    });
  });
});

test("a program that isn't there is the submission's problem, and a closed folder on the way to it is nobody's", async () => {
  await write(app, { "package.json": { name: "shop" }, "server.js": "" });
  const run = (...argv: [string, ...string[]]): Promise<InstallFact> =>
    install({ directory: app }, { language: "node", installCommands: [argv] }, { sandbox: "bubblewrap" });
  await expect(run("no-such-program")).rejects.toMatchObject({ code: "install-failed", by: "submission" });
  await chmod(room, 0o700);
  expect(await run("node", "server.js")).toMatchObject({ commands: [{ exit: 0 }] });
});

describe("what our sandbox does not reach", () => {
  test.each([
    ["by the proxy that it is told of", "fetch('https://downloads.example/tool.tgz')"],
    [
      "by itself, past the proxy",
      "require('node:https').get({ host: 'downloads.example', agent: new (require('node:https').Agent)({ proxyEnv: {} }) })",
    ],
    [
      "as a program in Java says that it did",
      `console.error('Exception in thread "main" java.net.UnknownHostException: downloads.example'); process.exit(1)`,
    ],
  ])("asked for %s, is ours and not the submission's", async (_, script) => {
    await write(app, {
      "package.json": { name: "shop" },
      "server.js": "",
      "get.js": script,
      "assay.yaml": "start: node server.js\ninstall: node get.js\n",
    });
    const error: unknown = await installHere().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "install-refused-by-sandbox", by: "sandbox", exitCode: 77 });
    expect(String(error)).toContain("our sandbox does not reach downloads.example");
  });

  test("is said, too, when the install went on without it", async () => {
    await write(app, {
      "package.json": { name: "shop" },
      "server.js": "",
      "get.js": "fetch('https://downloads.example/tool.tgz').catch(() => console.log('without it, then'))",
      "assay.yaml": "start: node server.js\ninstall: node get.js\n",
    });
    expect(await installHere()).toMatchObject({ refusedHosts: ["downloads.example"], commands: [{ exit: 0 }] });
  });

  test("is everything but the registry: not the machine's other ports, not its files, not its other users", async () => {
    const other = createServer((_request, response) => response.end("secret"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const port = (other.address() as AddressInfo).port;
    await writeFile(join(room, "outside.txt"), "secret");
    const script = `
      const tries = [
        () => fetch("http://127.0.0.1:${port}/").then((reply) => reply.text()),
        () => fetch("http://localhost:${port}/").then((reply) => reply.text()),
        () => new Promise((resolve, reject) => require("net").connect(${port}, "127.0.0.1", () => resolve("secret")).on("error", reject)),
        () => require("fs/promises").readFile(${JSON.stringify(join(room, "outside.txt"))}, "utf8"),
        () => require("fs/promises").readFile("/etc/shadow", "utf8").then(() => "secret"),
        () => require("fs/promises").writeFile("/opt/node/bin/node", "").then(() => "secret"),
      ];
      Promise.allSettled(tries.map((one) => one())).then((all) => console.log("SEEN " + all.filter(({ value }) => value === "secret").length));`;
    await write(app, {
      "package.json": { name: "shop" },
      "server.js": "",
      "get.js": script,
      "assay.yaml": "start: node server.js\ninstall: node get.js\n",
    });
    const fact = await installHere();
    other.close();
    expect(fact.commands[0]?.lastLines).toContain("SEEN 0");
  });

  test("a registry that is away is our problem", async () => {
    await write(app, {
      "package.json": { name: "shop" },
      "server.js": "",
      "get.js": "",
      "assay.yaml": `start: node server.js\ninstall: npm view leaf --fetch-retries=0\n`,
    });
    await expect(installHere()).rejects.toMatchObject({ code: "install-failed" }); // It answers 404, and so is there.
    const { port } = registry.address() as AddressInfo;
    registry.closeAllConnections();
    await new Promise<void>((resolve) => registry.close(() => resolve()));
    await expect(installHere()).rejects.toMatchObject({ code: "registry-unreachable", by: "assay" });
    await new Promise<void>((resolve) => registry.listen(port, "127.0.0.1", resolve));
  });
});

describe("what is kept between runs", () => {
  const trees = async (): Promise<string[]> => readdir(join(room, "cache/dependencies")).catch(() => []);
  const other = (): string => join(room, "other");

  test("the same lock file is installed once, and each run gets a copy of its own", async () => {
    const leaf = publish("leaf", { "index.js": "module.exports = 7" });
    const files = { "package.json": shop, "package-lock.json": lockOf("leaf", leaf), "server.js": "" };
    await write(app, files);
    await write(other(), { ...files, "server.js": "// other code" });
    expect((await installHere()).commands).toMatchObject([{ argv: ["npm", "ci"], from: "registry" }]);
    asked = [];
    expect((await installHere(other())).commands).toMatchObject([{ argv: ["npm", "ci"], from: "cache" }]);
    expect(asked).toEqual([]);
    const [one, two] = await Promise.all([app, other()].map((at) => lstat(join(at, "node_modules/leaf/index.js"))));
    expect(one?.ino).not.toBe(two?.ino);
    await writeFile(join(app, "node_modules/leaf/index.js"), "poison");
    const [kept = ""] = await trees();
    expect(await readFile(join(room, "cache/dependencies", kept, "leaf/index.js"), "utf8")).toBe("module.exports = 7");
  });

  test("another package under the same name and version, with another digest, gets nothing of it", async () => {
    const first = publish("leaf", { "index.js": "module.exports = 'first'" });
    await write(app, { "package.json": shop, "package-lock.json": lockOf("leaf", first), "server.js": "" });
    await installHere();
    const second = publish("leaf", { "index.js": "module.exports = 'second'" });
    await write(other(), { "package.json": shop, "package-lock.json": lockOf("leaf", second), "server.js": "" });
    await installHere(other());
    expect(await readFile(join(other(), "node_modules/leaf/index.js"), "utf8")).toContain("second");
  });

  test("a package that is not what the lock file's digest says is neither installed nor kept", async () => {
    const honest = publish("leaf", { "index.js": "module.exports = 7" });
    publish("leaf", { "index.js": "poison" });
    await write(app, { "package.json": shop, "package-lock.json": lockOf("leaf", honest), "server.js": "" });
    await expect(installHere()).rejects.toMatchObject({ code: "install-failed" });
    expect(await trees()).toEqual([]);
  });

  const poison = `require("fs").appendFileSync("node_modules/leaf/index.js", "poison"); try { require("fs").appendFileSync("/cache/dependencies/x", "poison"); } catch {}`;
  test.each<[string, Record<string, string | object>, object]>([
    [
      "a postinstall script of its own",
      { "package.json": { ...shop, scripts: { postinstall: "node poison.js" } }, "poison.js": poison },
      {},
    ],
    [
      "a prepare script of its own",
      { "package.json": { ...shop, scripts: { prepare: "node poison.js" } }, "poison.js": poison },
      {},
    ],
    ["npm settings of its own", { ".npmrc": "script-shell=./poison.sh\n", "poison.sh": "#!/bin/sh\nexit 1\n" }, {}],
    ["a native part of its own", { "binding.gyp": JSON.stringify({ targets: [] }) }, {}],
    ["a package with an unknown install script", {}, { hasInstallScript: true }],
  ])("nothing is kept of a submission with %s", async (_, files, more) => {
    const leaf = publish("leaf", { "index.js": "module.exports = 7;" });
    await write(app, {
      "package.json": shop,
      "package-lock.json": lockOf("leaf", leaf, more),
      "server.js": "",
      ...files,
    });
    await installHere().catch(() => undefined);
    expect(await trees()).toEqual([]);
  });

  test("nothing is kept of dependencies without a digest, or from a folder, a link or a git repository", async () => {
    const leaf = publish("leaf", { "index.js": "module.exports = 7" });
    const locks = [
      lockOf("leaf", { resolved: leaf.resolved }),
      lockOf("leaf", { ...leaf, resolved: "file:../leaf" }),
      lockOf("leaf", { ...leaf, resolved: "git+ssh://git@code.example/leaf.git#1" }),
      lockOf("leaf", { resolved: "poison" }, { link: true }),
    ];
    for (const lock of locks) {
      await write(app, {
        "package.json": shop,
        "package-lock.json": lock,
        "server.js": "",
        "poison/package.json": { name: "leaf", version: "1.0.0" },
      });
      await installHere().catch(() => undefined);
      expect(await trees()).toEqual([]);
    }
  });

  test("an install script that passes for a known one sees no file of the submission's, and what it makes is for that lock file alone", async () => {
    const script = `const fs = require("fs"); fs.writeFileSync("made.txt", String(fs.readdirSync("../..").sort())); fs.symlinkSync("/etc/passwd", "link"); fs.chmodSync("made.txt", 0o4777);`;
    const argon2 = publish("argon2", {
      "package.json": JSON.stringify({ name: "argon2", version: "1.0.0", scripts: { install: "node made.js" } }),
      "made.js": script,
    });
    await write(app, {
      "package.json": { ...shop, dependencies: { argon2: "1.0.0" } },
      "package-lock.json": lockOf("argon2", argon2, { hasInstallScript: true }),
      "server.js": "",
      secret: "",
    });
    await installHere();
    expect(await readFile(join(app, "node_modules/argon2/made.txt"), "utf8")).toBe(
      "node_modules,package-lock.json,package.json",
    );
    expect((await lstat(join(app, "node_modules/argon2/made.txt"))).mode & 0o7777).toBe(0o755);
    expect(await readlink(join(app, "node_modules/argon2/link"))).toBe("/etc/passwd");
    expect((await lstat("/etc/passwd")).uid).toBe(0);
    const [kept = ""] = await trees();
    expect((await lstat(join(room, "cache/dependencies", kept, "argon2/made.txt"))).uid).toBe(process.getuid?.());
    expect(existsSync(join(room, "cache/dependencies", kept, "argon2/made.txt"))).toBe(true);
  });
});
