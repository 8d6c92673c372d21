import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isGitAddress, nameOfAddress } from "../../src/submission/git-address.ts";
import { receive } from "../../src/submission/receive.ts";

let room: string;
let into: string;
let shop: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-git-"));
  into = join(room, "work", "app");
  shop = join(room, "shop.git");
  await mkdir(join(room, "work"));
  await mkdir(shop);
  git("init", "--quiet", "--initial-branch=main");
});
afterEach(() => rm(room, { recursive: true, force: true }));

function git(...argv: string[]): string {
  const person = ["-c", "user.name=Dana", "-c", "user.email=dana@shop.example", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...person, ...argv], { cwd: shop, encoding: "utf8" }).trim();
}

async function commit(message: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(shop, path)), { recursive: true });
    await writeFile(join(shop, path), text);
  }
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
}

test.each([
  ["https://shop.example/dana/login.git", "login"],
  ["ssh://git@shop.example/dana/login", "login"],
  ["git@shop.example:dana/login.git#main", "login"],
  ["file:///srv/login/", "login"],
])("%s is an address", (address, name) => {
  expect(isGitAddress(address)).toBe(true);
  expect(nameOfAddress(address)).toBe(name);
});

test.each([
  "./shop",
  "shop.git",
  "/srv/a@b",
  "C:\\shop",
  "dana@home",
  "--upload-pack=touch",
  "ext::sh -c touch% /tmp/x",
])("%s is none", (path) => {
  expect(isGitAddress(path)).toBe(false);
});

describe("a repository", () => {
  test("is received as its last commit, with what its history says", async () => {
    await commit("A start", { "package.json": "{}" });
    await commit("Sign-up", { "src/server.js": "// one\n" });
    await writeFile(join(shop, "never-committed.js"), "");
    expect(await receive(`file://${shop}`, into)).toMatchObject({
      kind: "git",
      name: "shop",
      files: 2,
      commits: { count: 2, lastMessages: ["Sign-up", "A start"] },
    });
    expect(await readFile(join(into, "src/server.js"), "utf8")).toBe("// one\n");
  });

  test("may be asked for a branch, a tag or a commit, and its history ends there", async () => {
    await commit("A start", { "a.js": "1" });
    git("tag", "handed-in");
    const first = git("rev-parse", "HEAD");
    await commit("Too late", { "a.js": "2" });
    git("branch", "later");
    for (const [wanted, text, count] of [
      ["handed-in", "1", 1],
      [first, "1", 1],
      ["later", "2", 2],
    ] as const) {
      expect(await receive(`file://${shop}#${wanted}`, into)).toMatchObject({ commits: { count } });
      expect(await readFile(join(into, "a.js"), "utf8")).toBe(text);
      await rm(into, { recursive: true });
    }
  });

  test("over HTTP is fetched too", async () => {
    await commit("A start", { "a.js": "1" });
    git("update-server-info");
    const server = createServer((request, response) => {
      const path = new URL(request.url ?? "", "http://shop.example").pathname.replace("/shop.git", "/.git");
      readFile(join(shop, path)).then(
        (bytes) => response.end(bytes),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await receive(`http://127.0.0.1:${port}/shop.git`, into)).toMatchObject({ name: "shop", files: 1 });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });

  test("runs nothing of its own: no filter, no hook, no submodule", async () => {
    const trap = join(room, "trapped");
    await commit("A trap", {
      "a.js": "1",
      ".gitattributes": "*.js filter=trap\n",
      ".gitmodules": `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "touch% ${trap}"\n`,
    });
    for (const hook of ["post-checkout", "upload-pack", "pre-auto-gc"]) {
      await writeFile(join(shop, ".git/hooks", hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 });
    }
    git("config", "filter.trap.smudge", `touch ${trap}`);
    git("config", "uploadpack.packObjectsHook", `touch ${trap}; exec`);
    await receive(`file://${shop}`, into);
    expect(await readdir(into)).toEqual([".gitattributes", ".gitmodules", "a.js"]);
    expect(await readdir(room)).not.toContain("trapped");
  });

  test("with a link that leads out is refused, as an archive is", async () => {
    await symlink("/etc/passwd", join(shop, "out"));
    await commit("A link", { "a.js": "1" });
    await expect(receive(`file://${shop}`, into)).rejects.toMatchObject({ code: "archive-escapes" });
  });

  test.each([
    ["that is not there", () => `file://${room}/nowhere.git`, /nowhere/],
    ["without such a branch", () => `file://${shop}#nowhere`, /nowhere|revision/],
    ["with a name and a password, which are not told", () => "http://dana:secret@127.0.0.1:1/shop.git", /127\.0\.0\.1/],
  ])("%s gives one clear error and leaves nothing", async (_, address, message) => {
    await commit("A start", { "a.js": "1" });
    const error: unknown = await receive(address(), into).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "repository-unreachable", by: "usage" });
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain("secret");
    expect(await readdir(join(room, "work"))).toEqual([]);
  });
});
