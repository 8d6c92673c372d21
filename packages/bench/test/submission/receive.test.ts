import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, link, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AssayError } from "../../src/errors/assay-error.ts";
import { receiveLimits } from "../../src/submission/receive-limits.ts";
import { receive } from "../../src/submission/receive.ts";
import { tarGz, zip, type TarEntry, type ZipEntry } from "./archives.ts";

let room: string;
let into: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-receive-"));
  await mkdir(join(room, "work"));
  into = join(room, "work", "app");
});
afterEach(() => rm(room, { recursive: true, force: true }));

async function archive(name: string, bytes: Buffer): Promise<string> {
  await writeFile(join(room, name), bytes);
  return join(room, name);
}
const tarArchive = (entries: TarEntry[]): Promise<string> => archive("shop.tar.gz", tarGz(entries));
const zipArchive = (entries: ZipEntry[]): Promise<string> => archive("shop.zip", zip(entries));

async function folder(files: Record<string, string>): Promise<string> {
  const at = join(room, "shop");
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(at, path)), { recursive: true });
    await writeFile(join(at, path), content);
  }
  return at;
}

/** The error that it is refused with; and nothing may be left of it, in the working folder or beside it. */
async function refusal(path: string, limits = receiveLimits): Promise<AssayError> {
  const before = await readdir(room);
  const error: unknown = await receive(path, into, { limits }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AssayError);
  expect(await readdir(join(room, "work"))).toEqual([]);
  expect(await readdir(room)).toEqual(before);
  return error as AssayError;
}

describe("what is received", () => {
  test("a folder is copied without its dependencies and its history", async () => {
    const shop = await folder({
      "package.json": "{}",
      "src/a.js": "1",
      "node_modules/x/index.js": "2",
      "src/node_modules/y.js": "3",
      ".git/config": "4",
    });
    const received = await receive(shop, into);
    expect(received).toMatchObject({ directory: into, name: "shop", files: 2, bytes: 3, kind: "folder" });
    expect((await readdir(into)).sort()).toEqual(["package.json", "src"]);
  });

  test("a folder, its zip and its tar.gz have the same digest, which a changed byte changes", async () => {
    const shop = await folder({ "package.json": "{}", "src/a.js": "1" });
    const entries = [
      { path: "shop-main/src/a.js", content: "1" },
      { path: "shop-main/package.json", content: "{}" },
    ];
    const digest = async (path: string): Promise<string> => {
      const received = await receive(path, into);
      await rm(into, { recursive: true });
      return received.digest;
    };
    const first = await digest(shop);
    expect(await digest(await zipArchive(entries))).toBe(first);
    expect(await digest(await tarArchive(entries))).toBe(first);
    await writeFile(join(shop, "src/a.js"), "2");
    expect(await digest(shop)).not.toBe(first);
  });

  test("a single top folder of an archive is unwrapped, with links in it", async () => {
    const path = await tarArchive([
      { path: "shop/", type: "5" },
      { path: "shop/a.js", content: "hello", mode: 0o4755 },
      { path: "shop/b.js", type: "2", link: "a.js" },
      { path: "shop/c.js", type: "1", link: "shop/a.js" },
      { path: "__MACOSX/._a.js", content: "x" },
    ]);
    await receive(path, into);
    expect((await readdir(into)).sort()).toEqual(["a.js", "b.js", "c.js"]);
    expect(await readFile(join(into, "b.js"), "utf8")).toBe("hello");
    expect((await stat(join(into, "a.js"))).mode & 0o7777).toBe(0o755);
    expect((await lstat(join(into, "c.js"))).nlink).toBe(1);
  });

  test("archives of the ordinary tools are read", async () => {
    const shop = await folder({ "package.json": "{}", "src/a.js": "1" });
    execFileSync("tar", ["czf", join(room, "real.tgz"), "-C", room, "shop"]);
    expect((await receive(join(room, "real.tgz"), into)).files).toBe(2);
    await rm(into, { recursive: true });
    execFileSync("python3", ["-m", "zipfile", "-c", join(room, "real.zip"), shop]);
    expect((await receive(join(room, "real.zip"), into)).files).toBe(2);
    expect(existsSync(join(into, "package.json"))).toBe(true);
  });

  test("commits are counted and their messages kept, while what the history's own settings name never runs", async () => {
    const shop = await folder({ "package.json": "{}" });
    const git = (...argv: string[]): Buffer =>
      execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@example.com", ...argv], { cwd: shop });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "First");
    git("commit", "-q", "--allow-empty", "-m", "Second\n\nwith a body");
    const proof = join(room, "ran");
    await writeFile(join(shop, ".git/hostile"), `#!/bin/sh\ntouch ${proof}\n`);
    await chmod(join(shop, ".git/hostile"), 0o755);
    const hostile = join(shop, ".git/hostile");
    await writeFile(
      join(shop, ".git/config"),
      `[core]\n\tfsmonitor = ${hostile}\n\tpager = ${hostile}\n\tsshCommand = ${hostile}\n[gpg]\n\tprogram = ${hostile}\n[log]\n\tshowSignature = true\n[alias]\n\tlog = !${hostile}\n`,
    );
    expect((await receive(shop, into)).commits).toEqual({ count: 2, lastMessages: ["Second", "First"] });
    await rm(into, { recursive: true });
    execFileSync("tar", ["czf", join(room, "with-history.tgz"), "-C", room, "shop"]);
    expect((await receive(join(room, "with-history.tgz"), into)).commits?.count).toBe(2);
    expect(existsSync(join(into, ".git"))).toBe(false);
    expect(existsSync(proof)).toBe(false);
  });

  test("links of a folder that lead out, and pipes, are left behind", async () => {
    const shop = await folder({ "package.json": "{}", "real/a.txt": "a" });
    await symlink("/etc/passwd", join(shop, "absolute"));
    await symlink("../../etc/passwd", join(shop, "relative"));
    await symlink("missing", join(shop, "dangling"));
    await symlink("real/a.txt", join(shop, "inside"));
    await link(join(shop, "real/a.txt"), join(shop, "second-name"));
    execFileSync("mkfifo", [join(shop, "pipe")]);
    await receive(shop, into);
    expect((await readdir(into)).sort()).toEqual(["inside", "package.json", "real", "second-name"]);
  });
});

describe("what is refused, leaving nothing behind", () => {
  test("a path where nothing is", async () => {
    expect(await refusal(join(room, "nothing-here"))).toMatchObject({
      code: "path-not-found",
      by: "usage",
      exitCode: 4,
    });
  });

  test("an empty folder, an empty zip, and a folder of nothing but dependencies", async () => {
    await mkdir(join(room, "shop"));
    expect((await refusal(join(room, "shop"))).code).toBe("submission-empty");
    expect((await refusal(await zipArchive([]))).code).toBe("submission-empty");
    expect((await refusal(await folder({ "node_modules/a.js": "1" }))).code).toBe("submission-empty");
  });

  const small = { ...receiveLimits, ratioFromBytes: 100_000 };
  const zeros = Buffer.alloc(3_000_000);
  test("an archive that unpacks to a hundred times its size, zip or tar.gz, honest about it or not", async () => {
    expect((await refusal(await zipArchive([{ path: "a", content: zeros }]), small)).code).toBe("archive-bomb");
    expect((await refusal(await tarArchive([{ path: "a", content: zeros }]), small)).code).toBe("archive-bomb");
    expect((await refusal(await tarArchive([{ path: "node_modules/a", content: zeros }]), small)).code).toBe(
      "archive-bomb",
    );
  });

  test("too many bytes, too many files, too deep folders, too long names", async () => {
    const limits = { ...receiveLimits, bytes: 1000, files: 50, depth: 5, pathLength: 60 };
    const many = Array.from({ length: 60 }, (_, index) => ({ path: `f${index}`, content: "1" }));
    const tooMuch = [
      [
        { path: "a", content: "x".repeat(600) },
        { path: "b", content: "x".repeat(600) },
      ],
      many,
      [{ path: "a/b/c/d/e/f/g", content: "1" }],
      [{ path: "n".repeat(70), content: "1" }],
    ];
    for (const entries of tooMuch) {
      expect((await refusal(await zipArchive(entries), limits)).code).toBe("archive-bomb");
      expect((await refusal(await tarArchive(entries), limits)).code).toBe("archive-bomb");
    }
    const shop = await folder({ a: "x".repeat(1200) });
    expect((await refusal(shop, limits)).code).toBe("submission-too-big");
  });

  test("a working directory that already holds something is left as it is", async () => {
    await mkdir(into);
    await writeFile(join(into, "precious"), "1");
    await expect(receive(await folder({ a: "1" }), into)).rejects.toMatchObject({ code: "internal" });
    expect(await readdir(into)).toEqual(["precious"]);
  });
});
