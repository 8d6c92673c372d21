import { execFileSync, spawn } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ownerMark } from "../../src/cell/owner.ts";
import {
  keepTemporaryFolder,
  makeTemporaryFolder,
  makeTemporaryFolderNow,
  removeTemporaryFolder,
  removeTemporaryFolderNow,
  sweepTemporaryFolders,
} from "../../src/cell/temporary-folder.ts";
import { users } from "../../src/sandbox/users.ts";

const hostile = fileURLToPath(new URL("../security/programs", import.meta.url));
const [namespace = "", pid = "", start = ""] = ownerMark().split("-");
/** This process's number, started at another time. */
const dead = `${namespace}-${pid}-${String(Number(start) - 1)}`;
const elsewhere = `${String(Number(namespace) + 1)}-${pid}-${start}`;
const twoHoursAgo = new Date(Date.now() - 7_200_000);

let where: string;

beforeEach(() => void (where = mkdtempSync(join(tmpdir(), "temporary-folders-"))));
afterEach(() => void execFileSync("rm", ["-rf", "--", where]));

/** A folder with something in it, as another process would have left it. */
function left(name: string, mark: string | undefined, owner?: number): string {
  const folder = join(where, name);
  mkdirSync(join(folder, "within"), { recursive: true });
  writeFileSync(join(folder, "within/file"), "");
  if (mark !== undefined) writeFileSync(join(folder, ".owner"), mark);
  if (owner !== undefined) execFileSync("chown", ["-R", String(owner), folder]);
  return folder;
}

const fill = (folder: string, program: string) =>
  execFileSync("python3", [join(hostile, program), folder], { stdio: "ignore" });

describe("a temporary folder", () => {
  test.each(["deep-folders.py", "unruly-folders.py"])("is removed whole after %s", async (program) => {
    const folder = await makeTemporaryFolder("", where);
    fill(folder, program);
    await removeTemporaryFolder(folder);
    expect(readdirSync(where)).toEqual([]);
    await removeTemporaryFolder(folder);
  });

  test("is removed while something still writes to it, and nothing outside is, wherever its links lead", async () => {
    const outside = join(where, "outside");
    mkdirSync(outside);
    writeFileSync(join(outside, "file"), "");
    const folder = await makeTemporaryFolder("", where);
    symlinkSync(outside, join(folder, "link"));
    const writer = spawn("sh", ["-c", 'cd "$1"; for n in $(seq 200); do mkdir -p "d/$n" || exit; done', "sh", folder]);
    const ended = new Promise((resolve) => writer.once("exit", resolve));
    while (!existsSync(join(folder, "d"))) await sleep(5);
    await removeTemporaryFolder(folder);
    await ended;
    expect(existsSync(join(outside, "file"))).toBe(true);
  });

  test("keeps its mark until all else is gone: an interrupted removal is finished by another", async () => {
    const folder = left("assay-deep", dead);
    fill(join(folder, "within"), "deep-folders.py");
    const program = `
      const { removeTemporaryFolder } = await import(${JSON.stringify(new URL("../../src/cell/temporary-folder.ts", import.meta.url).href)});
      await removeTemporaryFolder(${JSON.stringify(folder)});`;
    const remover = spawn(process.execPath, ["--input-type=module", "-e", program], {
      detached: true,
      stdio: "ignore",
    });
    const ended = new Promise((resolve) => remover.once("exit", resolve));
    const rm = () => execFileSync("ps", ["-o", "pid=,comm=", "-g", String(remover.pid)], { encoding: "utf8" });
    while (remover.exitCode === null && !/ rm$/m.test(rm())) await sleep(1);
    if (remover.exitCode === null) process.kill(-(remover.pid ?? 0), "SIGKILL");
    await ended;
    if (existsSync(folder)) expect(await readFile(join(folder, ".owner"), "utf8")).toBe(dead);
    await sweepTemporaryFolders(where);
    expect(readdirSync(where)).toEqual([]);
  });

  test("is removed at once by callers that cannot wait", () => {
    const folder = makeTemporaryFolderNow("at-once-");
    writeFileSync(join(folder, "file"), "");
    removeTemporaryFolderNow(folder);
    expect(existsSync(folder)).toBe(false);
  });
});

describe("a sweep", () => {
  test("removes what dead owners left, and leaves what lives, what is kept and what is no one's of ours", async () => {
    left("assay-dead", dead);
    left("assay-dead-elsewhere", elsewhere);
    utimesSync(join(where, "assay-dead-elsewhere/.owner"), twoHoursAgo, twoHoursAgo);
    left("assay-half-marked", "");
    utimesSync(join(where, "assay-half-marked/.owner"), twoHoursAgo, twoHoursAgo);
    mkdirSync(join(where, "assay-never-marked"));
    utimesSync(join(where, "assay-never-marked"), twoHoursAgo, twoHoursAgo);
    const stays = [
      left("assay-lives", ownerMark()),
      left("assay-lives-elsewhere", elsewhere),
      left("other-dead", dead),
    ];
    stays.push(left("assay-unmarked", undefined));
    mkdirSync(join(where, "assay-just-made"));
    stays.push(join(where, "assay-just-made"));
    const kept = await makeTemporaryFolder("", where);
    await keepTemporaryFolder(kept);
    utimesSync(kept, new Date(), new Date());
    stays.push(kept);
    symlinkSync(left("target", dead), join(where, "assay-link"));
    stays.push(join(where, "target"), join(where, "assay-link"));
    await sweepTemporaryFolders(where);
    expect(readdirSync(where).map((name) => join(where, name))).toEqual(stays.sort());
  });

  test.skipIf(users.submission === undefined)("as root removes other people's, with their rights alone", async () => {
    left("assay-of-the-submissions-user", dead, users.submission);
    const stranger = 65_500;
    const mixed = left("assay-of-a-stranger", dead, stranger);
    mkdirSync(join(mixed, "not-theirs"));
    writeFileSync(join(mixed, "not-theirs/file"), "");
    left("assay-of-another-stranger", dead, stranger);
    chownSync(where, stranger, stranger);
    await sweepTemporaryFolders(where);
    expect(readdirSync(where)).toEqual(["assay-of-a-stranger"]);
    expect(existsSync(join(mixed, "not-theirs/file"))).toBe(true);
  });
});
