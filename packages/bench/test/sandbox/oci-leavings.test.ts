import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn, spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweepTemporaryFolders } from "../../src/cell/temporary-folder.ts";
import { sandboxDriver } from "../../src/sandbox/choose.ts";
import { isSandboxFailure } from "../../src/sandbox/failure.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { cannotTry } from "./cannot-try.ts";

const skip = cannotTry.oci;
const before = process.env["TMPDIR"];
let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "assay-leavings-"));
  chmodSync(temporary, 0o711);
  process.env["TMPDIR"] = temporary;
});

afterEach(() => {
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  rmSync(temporary, { recursive: true });
});

const plain = {
  environment: { PATH: "/usr/bin:/bin" },
  workingDirectory: "/",
  readOnly: [],
  writable: [],
  scratch: [],
};

describe.skipIf(skip !== undefined)(
  `a container${skip ? ` (skipped: ${skip})` : ""} leaves nothing in the temporary folder`,
  () => {
    it("when it ends, by itself or killed, and when it cannot be started", async () => {
      const driver = sandboxDriver("oci");
      expect((await driver.run({ ...plain, argv: ["true"] }).exited).code).toBe(0);
      const killed = driver.run({ ...plain, argv: ["sleep", "60"] });
      await killed.kill();
      expect(await killed.exited).toEqual({ code: null, signal: "SIGKILL" });
      const nowhere = driver.run({ ...plain, argv: ["true"], readOnly: [{ from: "/usr", to: "/proc/none" }] });
      const said = (await nowhere.stderr.setEncoding("utf8").toArray()).join("");
      expect((await nowhere.exited).code).not.toBe(0);
      expect(isSandboxFailure(said.trim().split("\n"))).toBe(true);
      expect(() =>
        driver.run({ ...plain, argv: ["true"], readOnly: [{ from: "/no-such-folder", to: "/x" }] }),
      ).toThrow();
      expect(readdirSync(temporary)).toEqual([]);
    });

    it("when Assay was killed: the next run sweeps it", async () => {
      const program = join(temporary, "killed.ts");
      const driver = fileURLToPath(new URL("../../src/sandbox/choose.ts", import.meta.url));
      writeFileSync(
        program,
        `import { sandboxDriver } from ${JSON.stringify(driver)};
       sandboxDriver("oci").run({ ...${JSON.stringify(plain)}, argv: ["sh", "-c", "echo ready; sleep 2"] })
         .stdout.once("data", () => process.kill(process.pid, "SIGKILL"));`,
      );
      const child = spawn(nodeToolchain().runtime, [program], { stdio: "ignore" });
      await new Promise((resolve) => child.once("exit", resolve));
      const left = readdirSync(temporary).filter((name) => name.startsWith("assay-oci-"));
      expect(left).toHaveLength(1);
      await sweepTemporaryFolders();
      expect(left.filter((name) => existsSync(join(temporary, name)))).toEqual([]);
      // Here no cell's end takes the container along: it ends by itself, and its runtime would write of it after us.
      while (spawnSync("pgrep", ["-f", temporary]).status === 0) await sleep(50);
    });
  },
);
