import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { archiveCommit, type ArchiveOptions } from "../../src/git/archive-commit.ts";
import { isLeftOut } from "../../src/submission/left-out.ts";
import { receiveLimits } from "../../src/submission/receive-limits.ts";
import { HostileObjects, repositoryOf } from "./hostile-repository.ts";

let room: string;
let objects: HostileObjects;
beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-archive-"));
  objects = new HostileObjects();
});
afterEach(() => rm(room, { recursive: true }));

const limits = receiveLimits;
let repository = "";

function archiveOf(tree: string, more: Partial<ArchiveOptions> = {}): Promise<Readable> {
  const commit = objects.commit(tree);
  repository = repositoryOf(objects, commit, room);
  return archiveCommit(repository, commit, { name: "shop", limits, isLeftOut, ...more });
}

describe("a commit's files", () => {
  test("are packed as they are, whatever attributes the repository sets", async () => {
    const tree = objects.tree([
      objects.file("* export-subst ident text eol=crlf\nsecret.js export-ignore\n", ".gitattributes"),
      objects.file("$Format:%B$ $Id$\n", "a.js"),
      objects.file("$Format:%B$ $Id$\n", "secret.js"),
    ]);
    const archive = await buffer(await archiveOf(tree));
    const text = execFileSync("tar", ["xzO", "a.js", "secret.js"], { input: archive, encoding: "utf8" });
    expect(text).toBe("$Format:%B$ $Id$\n$Format:%B$ $Id$\n");
  });

  test.each([
    ["ten billion paths in a few kilobytes", () => objects.bushy(10), /more than 20,000 files and folders/],
    ["a deep tree", () => objects.deep(5_000), /folders more than 40 deep/],
    ["a huge name", () => objects.tree([objects.file("x", "n".repeat(5_000_000))]), /a file name that is too long/],
    [
      "a large file that packs small",
      () => objects.tree([{ mode: "100644", name: "zeros", id: objects.zeros(300) }]),
      /more than 256 MB/,
    ],
    [
      "too many paths below what is left out",
      () => objects.tree([{ mode: "40000", name: "node_modules", id: objects.bushy(10) }]),
      /more than 100,000 files and folders/,
    ],
  ])("with %s are refused with the limit before anything is written", async (_, tree, problem) => {
    const refused = archiveOf(tree());
    await expect(refused).rejects.toMatchObject({ code: "submission-too-big" });
    await expect(refused).rejects.toThrow(problem);
  });

  test("may hold what is left out later, many times as much", async () => {
    const modules = objects.bushy(4);
    const wide = objects.tree(["a", "b", "c"].map((name) => ({ mode: "40000", name, id: modules })));
    const tree = objects.tree([objects.file("x", "a.js"), { mode: "40000", name: "node_modules", id: wide }]);
    expect((await buffer(await archiveOf(tree))).length).toBeGreaterThan(1_000);
  });

  test("that don't pack are cut off where the archive becomes too large", async () => {
    const noise = execFileSync("head", ["-c", "3000000", "/dev/urandom"], { maxBuffer: 4_000_000 });
    const tree = objects.tree([objects.file(noise, "noise.bin")]);
    const archive = await archiveOf(tree, { limits: { ...limits, archiveBytes: 1_000_000 } });
    await expect(buffer(archive)).rejects.toMatchObject({ code: "submission-too-big" });
  });

  test("are no longer packed once nobody waits for them", async () => {
    const tree = objects.tree([{ mode: "100644", name: "zeros", id: objects.zeros(200) }]);
    const leaving = new AbortController();
    const archive = await archiveOf(tree, { signal: leaving.signal });
    const read = buffer(archive);
    leaving.abort();
    await expect(read).rejects.toThrow("no longer wanted");
    await expect.poll(() => runningOn(repository)).toEqual([]);
  });
});

/** Processes that have this repository in their command line. */
function runningOn(path: string): readonly string[] {
  const lines = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(path) && line.includes("archive"));
}
