import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSubmission } from "../../../packages/bench/src/submission/receive.ts";
import { signaturesReading } from "../src/signatures.ts";

let room: string;
beforeEach(async () => void (room = await mkdtemp(join(tmpdir(), "assay-signatures-"))));
afterEach(() => rm(room, { recursive: true, force: true }));

async function signaturesIn(archive: string): Promise<readonly string[]> {
  await mkdir(join(room, "box"));
  const { received, reader } = await openSubmission(archive, join(room, "box", "submission"));
  try {
    return await reader.read(signaturesReading, received);
  } finally {
    await reader.close();
  }
}

test("whom an archive names is read from its history and from the files that usually say so", async () => {
  const shop = join(room, "shop");
  await mkdir(join(shop, "packages/api/src/deep"), { recursive: true });
  await writeFile(join(shop, "LICENSE"), "Copyright (c) 2026 Jonas Weber");
  await writeFile(join(shop, "index.js"), "// written by Nobody Here");
  await writeFile(join(shop, "packages/api/LICENSE"), "Copyright (c) 2025 Ruth Marlow");
  await writeFile(join(shop, "packages/api/src/deep/LICENSE"), "Copyright (c) 2020 A Library");
  const git = (...argv: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=Jonny W", "-c", "user.email=jonny@weber.example", ...argv], { cwd: shop });
  git("init", "-q");
  git("add", ".");
  git("commit", "-qm", "First", "--author", "Somebody Else <else@weber.example>");
  git("checkout", "-q", "--orphan", "another");
  git("commit", "-qm", "Elsewhere", "--author", "On Another Branch <branch@weber.example>");
  const archive = join(room, "shop.tgz");
  execFileSync("tar", ["czf", archive, "-C", room, "shop"]);

  expect([...(await signaturesIn(archive))].sort()).toEqual([
    ...["Jonas Weber", "Jonny W", "On Another Branch", "Ruth Marlow", "Somebody Else"],
    ...["branch@weber.example", "else@weber.example", "jonny@weber.example"],
  ]);
});
