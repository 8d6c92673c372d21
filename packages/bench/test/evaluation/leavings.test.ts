import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { checkIn, evaluated, evidenceOf, removeSubmissions, submissionOf, type Aftermath } from "./evaluating.ts";

// Thousands of folders: on a busy disk, each takes milliseconds to be removed.
vi.setConfig({ testTimeout: 600_000 });

const hostile = fileURLToPath(new URL("../security/programs", import.meta.url));
const coordinator = fileURLToPath(new URL("./coordinator.ts", import.meta.url));
const before = process.env["TMPDIR"];
let temporary: string;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "leavings-"));
  await chmod(temporary, 0o711);
  process.env["TMPDIR"] = temporary;
});

afterEach(async () => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  await removeSubmissions();
  spawnSync("rm", ["-rf", "--", temporary]);
});

/** An app that is fine, whose install runs a hostile program. */
async function installing(program: string, ...words: readonly string[]): Promise<string> {
  // Not among what is looked at afterwards.
  delete process.env["TMPDIR"];
  const folder = await submissionOf("honest");
  process.env["TMPDIR"] = temporary;
  await copyFile(join(hostile, program), join(folder, program));
  const command = ["python3", program, ...words].join(" ");
  await writeFile(join(folder, "assay.yaml"), `start: node index.cjs\ninstall: ${JSON.stringify(command)}\n`);
  return folder;
}

function mounts(): readonly string[] {
  return readFileSync("/proc/self/mountinfo", "utf8").split("\n").sort();
}

const rows: readonly (readonly [string, readonly string[], string | undefined])[] = [
  ["deep-folders.py", ["/app", "/home/app", "/tmp"], "install-too-deep"],
  ["unruly-folders.py", ["/app", "/home/app", "/tmp"], undefined],
];

describe.each(["bubblewrap", "none"] as const)(
  "an install, with the sandbox %s, leaves nothing on the disk",
  (sandbox) => {
    it.each(rows)("that runs %s", async (program, places, code) => {
      const mounted = mounts();
      // Without a sandbox, the folders are where they are; the others are the machine's.
      const path = await installing(program, ...(sandbox === "none" ? ["."] : places));
      const { result } = await evaluated(path, ["answer"], { sandbox });
      if (code === undefined) expect(result).toMatchObject({ verdict: "held-up" });
      else expect(result).toMatchObject({ verdict: "could-not-run", problem: { code, by: "submission" } });
      expect(readdirSync(temporary)).toEqual([]);
      expect(mounts()).toEqual(mounted);
    });
  },
);

describe("a running app that nests folders deeper than a path can be", () => {
  it.each(["bubblewrap", "oci", "none"] as const)(
    "is asked all the same and leaves nothing, with the sandbox %s",
    async (sandbox) => {
      delete process.env["TMPDIR"];
      const path = await submissionOf("deep-folders");
      process.env["TMPDIR"] = temporary;
      const evaluation = await evaluated(path, ["aftermath"], { sandbox });
      expect(evaluation.result.counts.ourError).toBe(0);
      expect(checkIn(evaluation, "aftermath").outcome).toBe("pass");
      const { told } = evidenceOf(evaluation, "aftermath") as Aftermath<Record<"data" | "temporary", number>>;
      expect(told.data).toBeGreaterThan(4_000);
      expect(readdirSync(temporary)).toEqual([]);
    },
  );
});

describe("a coordinator that was killed while an install nested folders", () => {
  it("leaves them to the next evaluation, which removes them", async () => {
    const path = await installing("deep-folders.py", "/app", "/home/app");
    const child = spawn(nodeToolchain().runtime, [coordinator, path], { stdio: ["ignore", "ignore", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    const below = join("received", "submission", "d/".repeat(500));
    while (!readdirSync(temporary).some((name) => existsSync(join(temporary, name, below)))) {
      if (child.exitCode !== null) expect.unreachable("the coordinator ended by itself");
      await sleep(20);
    }
    child.kill("SIGKILL");
    await ended;
    expect(readdirSync(temporary)).not.toEqual([]);
    delete process.env["TMPDIR"];
    const honest = await submissionOf("honest");
    process.env["TMPDIR"] = temporary;
    const { result } = await evaluated(honest, ["answer"]);
    expect(result.verdict).toBe("held-up");
    expect(readdirSync(temporary)).toEqual([]);
  });
});
