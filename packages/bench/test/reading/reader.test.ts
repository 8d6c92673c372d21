import { readdirSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compiledFolder } from "../../src/cell/compiled-folder.ts";
import { readCgroupMounts } from "../../src/cell/limits-cgroup.ts";
import { controlGroups } from "../../src/cell/limits.ts";
import { isRunning } from "../../src/sandbox/status.ts";
import { compiledReadings } from "../../src/reading/compiled-readings.ts";
import { Reader, readingLimits, type ReadingLimits } from "../../src/reading/reader.ts";
import { answeringOtherwise, fillingHeap, fillingMemory, lookingAround, parsingDeep, spinning } from "./readings.ts";

const MB = 1024 * 1024;
let room: string;
let box: string;
let source: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "assay-reader-test-"));
  [box, source] = [join(room, "box"), join(room, "source")];
  await Promise.all([mkdir(box), mkdir(source)]);
  await writeFile(join(source, "server.js"), "");
});
afterEach(() => rm(room, { recursive: true, force: true }));

function during<T>(act: (reader: Reader) => Promise<T>, limits: Partial<ReadingLimits> = {}): Promise<T> {
  return Reader.during({ sources: [source], box, limits: { ...readingLimits, ...limits } }, act);
}

test("a reading that never ends is the submission's outcome, and the coordinator can do other things meanwhile", async () => {
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 10);
  try {
    await expect(during((reader) => reader.read(spinning, undefined), { seconds: 1 })).rejects.toMatchObject({
      code: "reading-timed-out",
      by: "submission",
      message: "Just reading its files took more than 1 seconds, so we stopped.",
    });
  } finally {
    clearInterval(timer);
  }
  expect(ticks).toBeGreaterThan(10);
});

test("a reading that takes too much memory is the submission's outcome, in V8's heap and beside it", async () => {
  const small = { heapBytes: 64 * MB, memoryBytes: 256 * MB };
  const refused = { code: "reading-out-of-memory", by: "submission" };
  await expect(during((reader) => reader.read(fillingHeap, undefined), small)).rejects.toMatchObject(refused);
  if (controlGroups(readCgroupMounts()) === undefined) return; // Limits are approximate here.
  await expect(during((reader) => reader.read(fillingMemory, { bytes: 512 * MB }), small)).rejects.toMatchObject(
    refused,
  );
});

test("what is nested too deeply for a parser is the submission's outcome, and the reader goes on", async () => {
  await during(async (reader) => {
    await expect(reader.read(parsingDeep, undefined)).rejects.toMatchObject({
      code: "reading-too-deep",
      by: "submission",
    });
    expect(await reader.read(fillingMemory, { bytes: 1 })).toBe(1);
  });
});

test("a reader has no network, and sees its sources, its box and programs alone", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const hidden = join(room, "other candidates' work");
  await mkdir(hidden);
  try {
    const compiled = join(await compiledFolder(), "here");
    const project = fileURLToPath(new URL("../../../..", import.meta.url));
    const seen = await during((reader) =>
      reader.read(lookingAround, {
        port: (server.address() as AddressInfo).port,
        paths: [hidden, homedir(), "/etc/shadow", "/var/lib", join(project, ".git"), join(project, ".assay"), source],
        write: [join(box, "here"), join(source, "server.js"), join(project, "package.json"), "/usr/bin/tar", compiled],
      }),
    );
    expect(seen).toMatchObject({ seen: [source], reached: false, written: [join(box, "here")] });
    expect(seen.processes).toBeLessThan(5);
    expect(seen.environment).not.toContain("HOME");
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test("a reader finds its programs compiled, and those that changed are compiled anew", async () => {
  const folder = await compiledReadings();
  if (folder === undefined) throw new Error("nothing was compiled");
  const seen = await during((reader) =>
    reader.read(lookingAround, { port: 1, paths: [folder], write: [join(folder, "here")] }),
  );
  expect(seen).toMatchObject({
    seen: [folder],
    written: [],
    environment: expect.arrayContaining(["NODE_COMPILE_CACHE"]) as unknown,
  });
  const marks = async () => (await readdir(folder)).filter((name) => name.startsWith("reading-")).length;
  const before = await marks();
  const now = new Date();
  await utimes(fileURLToPath(lookingAround.module), now, now);
  await compiledReadings();
  expect(await marks()).toBeGreaterThan(before);
});

test("an answer that is not of the reading's schema is never taken", async () => {
  await expect(during((reader) => reader.read(answeringOtherwise, { bytes: 1 }))).rejects.toThrow();
});

test("a reader that is closed ends at once, whatever it does, and leaves nothing", async () => {
  const reader = await Reader.open({ sources: [source], box });
  const [read] = await Promise.all([
    reader.read(spinning, undefined).catch((error: unknown) => error),
    new Promise((resolve) => setTimeout(resolve, 300)).then(() => reader.close()),
  ]);
  expect(read).toMatchObject({ code: "agent-died" });
  expect(readdirSync(box)).toEqual([]);
  expect(isRunning(reader.pid)).toBe(false);
});
