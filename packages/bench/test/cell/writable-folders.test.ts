import { existsSync } from "node:fs";
import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { writableFolders } from "../../src/cell/writable-folders.ts";

let root = "";
let project = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "writable-"));
  project = join(root, "project");
  await mkdir(join(project, "storage/logs"), { recursive: true });
  await writeFile(join(project, "storage/logs/app.log"), "begun");
  await writeFile(join(project, "settings.py"), "x = 1");
});
afterEach(() => rm(root, { recursive: true, force: true }));

const into = () => join(root, "cell");

it("a cell gets its own copy of a folder, and keeps what was written there", async () => {
  const { readOnly, writable } = await writableFolders(project, ["storage"], into());
  expect(readOnly).toEqual([{ from: project, to: "/app" }]);
  expect(writable.map(({ to }) => to)).toEqual(["/app/storage"]);
  const log = join(writable[0]?.from ?? "", "logs/app.log");
  expect(await readFile(log, "utf8")).toBe("begun");
  await writeFile(log, "goes on");
  await writableFolders(project, ["storage"], into());
  expect(await readFile(log, "utf8")).toBe("goes on");
  expect(await readFile(join(project, "storage/logs/app.log"), "utf8")).toBe("begun");
});

it("of the top folder the files are copied, and its folders stay as they are unless they are named", async () => {
  await mkdir(join(project, "src"));
  const { readOnly, writable } = await writableFolders(project, [".", "storage"], into());
  expect(readOnly.map(({ to }) => to).sort()).toEqual(["/app/src", "/app/storage"]);
  expect(writable.map(({ to }) => to)).toEqual(["/app", "/app/storage"]);
  expect(await readFile(join(writable[0]?.from ?? "", "settings.py"), "utf8")).toBe("x = 1");
});

it("what is mounted lies in folders that the submission can't change", async () => {
  const { writable } = await writableFolders(project, [".", "storage", "storage/logs"], into());
  expect(writable.map(({ to }) => to)).toEqual(["/app", "/app/storage"]);
  for (const { from } of writable) expect((await lstat(join(from, ".."))).uid).toBe(process.getuid?.());
});

it("links that an install has left lead to nothing of ours", async () => {
  const ours = join(root, "ours");
  await mkdir(ours);
  await writeFile(join(ours, "secret"), "ours");
  await symlink(ours, join(project, "uploads"));
  await symlink(ours, join(project, "storage/linked"));
  await symlink(join(ours, "secret"), join(project, "storage/secret"));
  const { writable } = await writableFolders(project, ["uploads", "storage"], into());
  const at = (to: string) => writable.find((view) => view.to === to)?.from ?? "";
  expect(existsSync(join(at("/app/uploads"), "secret"))).toBe(false);
  for (const link of ["linked", "secret"])
    expect((await lstat(join(at("/app/storage"), link))).isSymbolicLink()).toBe(true);
});
