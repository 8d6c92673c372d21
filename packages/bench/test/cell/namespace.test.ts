import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { readCgroupMounts } from "../../src/cell/limits-cgroup.ts";
import { sweepLimits } from "../../src/cell/limits.ts";
import { enterNamespace, type CellProcess } from "../../src/cell/namespace.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { privileged } from "../../src/sandbox/users.ts";

const entry = fileURLToPath(new URL("./namespace-agent.ts", import.meta.url));
const timeout = 20_000;

interface World {
  environment: string[];
  arguments: string[];
  interfaces: string[];
  processes: number;
  descriptors: string[];
  written?: number;
  room?: number;
}

let open: CellProcess[] = [];
let folders: string[] = [];

afterEach(async () => {
  await Promise.all(open.map((cell) => cell.close()));
  for (const folder of folders) rmSync(folder, { recursive: true });
  open = [];
  folders = [];
});

async function enter(options: Partial<Parameters<typeof enterNamespace>[0]> = {}): Promise<CellProcess> {
  const cell = enterNamespace({ entry, arguments: [], scratch: [], ...options });
  open.push(cell);
  const first = await next<{ ready: true }>(cell);
  expect(first).toEqual({ ready: true });
  return cell;
}

function next<T>(cell: CellProcess, order?: unknown): Promise<T> {
  const answer = new Promise<T>((resolve) => {
    let answered = false;
    cell.onMessage((message) => {
      if (!answered) resolve(message as T);
      answered = true;
    });
  });
  if (order !== undefined) cell.send(order);
  return answer;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "assay-namespace-"));
  folders.push(folder);
  return folder;
}

describe("a namespace", () => {
  it("has a network of its own, in which every address of 127.0.0.0/8 works and no other", { timeout }, async () => {
    const cell = await enter();
    expect(await next(cell, { tell: "loopback" })).toEqual({ reached: true });
    expect((await next<World>(cell, { tell: "world" })).interfaces).toEqual(["lo"]);
  });

  it("gets no variable and no open file of ours, and sees none of our processes", { timeout }, async () => {
    process.env["ASSAY_TEST_SECRET"] = "x";
    const cell = await enter({ environment: { GIVEN: "1" }, arguments: ["one", "two"] });
    delete process.env["ASSAY_TEST_SECRET"];
    const world = await next<World>(cell, { tell: "world" });
    const harmless = ["ASSAY_OWNER", "GIVEN", "LANG", "LC_ALL", "PATH", "PWD", "SHLVL", "TMPDIR", "TZ", "_", "OLDPWD"];
    expect(world.environment.filter((name) => !harmless.includes(name))).toEqual([]);
    expect(world.environment).toContain("GIVEN");
    expect(world.arguments).toEqual(["one", "two"]);
    expect(world.processes).toBeLessThanOrEqual(3);
  });

  it("gets no descriptor that our own parent left open", { timeout }, async () => {
    const file = join(newFolder(), "secret");
    writeFileSync(file, "x");
    const job = { program: "host_reader.py", arguments: ["nothing-to-find"] };
    const coordinator = fileURLToPath(new URL("../security/job/coordinator.ts", import.meta.url));
    const child = spawn(nodeToolchain().runtime, [coordinator, JSON.stringify(job)], {
      // A high number: Node closes the lowest sixteen by itself.
      stdio: ["ignore", "pipe", "inherit", ...Array.from({ length: 40 }, () => "ignore" as const), openSync(file, "r")],
    });
    let output = "";
    child.stdout!.on("data", (part: Buffer) => (output += part.toString()));
    await once(child, "close");
    const report = JSON.parse(output) as { output: string };
    const found = (JSON.parse(report.output) as { found: string[] }).found;
    expect(found.filter((place) => place.includes("/fd/"))).toEqual([]);
  });

  it("has folders in memory of the size it was given", { timeout }, async () => {
    const at = newFolder();
    const cell = await enter({ scratch: [{ at, bytes: 4 * 1024 * 1024 }] });
    const world = await next<World>(cell, { tell: "world", scratch: at });
    expect(world.room).toBe(4 * 1024 * 1024);
    expect(world.written).toBeLessThanOrEqual(4);
    expect(readdirSync(at)).toEqual([]);
  });

  it.runIf(privileged)("opens the way through a closed folder, in the cell only", { timeout }, async () => {
    const closed = newFolder();
    const at = join(closed, "inner", "scratch");
    mkdirSync(at, { recursive: true });
    const [shown, hidden] = [join(closed, "inner", "file"), join(closed, "inner", "secret")];
    writeFileSync(shown, "seen");
    writeFileSync(hidden, "seen");
    chmodSync(closed, 0o700);
    const cell = await enter({ scratch: [{ at, bytes: 1024 * 1024 }], files: { readOnly: [shown], writable: [] } });
    expect(await next(cell, { tell: "readable", path: shown })).toEqual({ text: "seen" });
    expect(await next(cell, { tell: "readable", path: hidden })).toEqual({ text: "" });
  });

  it("carries messages both ways and keeps the last of what was printed", { timeout }, async () => {
    const cell = await enter();
    const message = { text: "ä\u0000\u2028", list: [1, null, { deep: true }] };
    expect(await next(cell, { echo: message })).toEqual({ echo: message });
    await next(cell, { print: "x".repeat(40_000) + "last words" });
    await sleep(50);
    expect(cell.stderrTail().length).toBeLessThanOrEqual(16 * 1024);
    expect(cell.stderrTail()).toMatch(/last words$/);
  });

  it("tells how its process ended, and a message to it afterwards does nothing", { timeout }, async () => {
    const cell = await enter();
    cell.send({ exit: 7 });
    expect(await cell.exited).toEqual({ code: 7, signal: null });
    cell.send({ echo: 1 });
    await cell.close();
  });

  it("ends with everything in it when it is closed", { timeout }, async () => {
    const cell = await enter();
    await next(cell, { spawn: "daemon" });
    await cell.close();
    expect(await cell.exited).toEqual({ code: null, signal: "SIGKILL" });
    expect(existsSync(`/proc/${cell.pid}`)).toBe(false);
  });

  it(
    "ends with everything in it when the coordinator is killed, and its limits are swept away",
    { timeout },
    async () => {
      const coordinator = fileURLToPath(new URL("./namespace-coordinator.ts", import.meta.url));
      const child = spawn(nodeToolchain().runtime, [coordinator], { stdio: ["ignore", "pipe", "inherit"] });
      const [line] = (await once(child.stdout, "data")) as [Buffer];
      const processes = JSON.parse(line.toString()) as number[];
      // bubblewrap outside and inside, the agent, the daemon.
      expect(processes.length).toBeGreaterThanOrEqual(4);
      child.kill("SIGKILL");
      await once(child, "exit");
      for (let tries = 0; tries < 100 && processes.some(isAlive); tries++) await sleep(20);
      expect(processes.filter(isAlive)).toEqual([]);

      expect(leftBy(child.pid!).length).toBeGreaterThan(0);
      await sweepLimits();
      expect(leftBy(child.pid!)).toEqual([]);
    },
  );
});

/** One that only waits to be collected by whoever adopted it has ended. */
function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Control groups and notes that bear this coordinator's number. */
function leftBy(pid: number): string[] {
  const { v1, own } = readCgroupMounts();
  return [...new Set([...Object.values(v1), tmpdir(), ...(own === undefined ? [] : [own, join(own, "..")])])]
    .flatMap((folder) => readdirSync(folder))
    .filter((name) => new RegExp(`^assay-\\d+-${pid}-`).test(name));
}
