import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSignatures } from "../../src/submission/signatures.ts";

let room: string;
beforeEach(async () => void (room = await mkdtemp(join(tmpdir(), "assay-signatures-"))));
afterEach(() => rm(room, { recursive: true, force: true }));

test("whom an archive names is read from its history and from the files that are asked for", async () => {
  const shop = join(room, "shop");
  await mkdir(join(shop, "packages/api/src/deep"), { recursive: true });
  await writeFile(join(shop, "LICENSE"), "Copyright (c) 2026 Jonas Weber");
  await writeFile(join(shop, "index.js"), "");
  await writeFile(join(shop, "packages/api/LICENSE"), "x".repeat(100));
  await writeFile(join(shop, "packages/api/src/deep/LICENSE"), "a library's own");
  const git = (...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Jonny W", "-c", "user.email=jonny@example.com", ...argv], { cwd: shop });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "First", "--author", "Somebody Else <else@example.com>");
  git("checkout", "-q", "--orphan", "another");
  git("commit", "-qm", "Elsewhere", "--author", "On Another Branch <branch@example.com>");
  const archive = join(room, "shop.tgz");
  execFileSync("tar", ["czf", archive, "-C", room, "shop"]);

  const { authors, files } = await readSignatures(archive, { asked: (name) => name === "LICENSE", most: 30 });
  expect([...authors].sort()).toEqual([
    ...["Jonny W", "On Another Branch", "Somebody Else"],
    ...["branch@example.com", "else@example.com", "jonny@example.com"],
  ]);
  expect(files).toEqual([
    { name: "LICENSE", text: "Copyright (c) 2026 Jonas Weber" },
    { name: "LICENSE", text: "x".repeat(30) },
  ]);
});
