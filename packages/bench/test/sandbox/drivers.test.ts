import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sandboxDriver } from "../../src/sandbox/choose.ts";
import type { SandboxedCommand, SandboxDriver } from "../../src/sandbox/driver.ts";
import { decodeExit, type Ended } from "../../src/sandbox/exit.ts";
import { nodeToolchain } from "../../src/sandbox/toolchain.ts";
import { isPrivileged, users } from "../../src/sandbox/users.ts";
import { cannotTry } from "./cannot-try.ts";

const closers = (["bubblewrap", "oci"] as const).map((name) => ({
  name,
  driver: sandboxDriver(name),
  skip: cannotTry[name],
}));
const drivers = [...closers, { name: "no sandbox", driver: sandboxDriver("none"), skip: undefined }];
const toolchain = nodeToolchain();

let app: string;

beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), "assay-driver-"));
  chmodSync(app, 0o755);
  if (users.submission !== undefined) chownSync(app, users.submission, users.submission);
});

afterEach(() => {
  rmSync(app, { recursive: true });
});

function command(argv: SandboxedCommand["argv"], more: Partial<SandboxedCommand> = {}): SandboxedCommand {
  return {
    argv,
    environment: { PATH: toolchain.path, HOME: "/tmp" },
    workingDirectory: "/app",
    readOnly: toolchain.views,
    writable: [{ from: app, to: "/app" }],
    scratch: [{ at: "/tmp", bytes: 8 * 1024 * 1024 }],
    ...more,
  };
}

const shell = (script: string): SandboxedCommand["argv"] => ["sh", "-c", script];

async function run(
  driver: SandboxDriver,
  asked: SandboxedCommand,
): Promise<Ended & { stdout: string; stderr: string }> {
  const running = driver.run(asked);
  const [stdout, stderr, ended] = await Promise.all([
    running.stdout.setEncoding("utf8").toArray(),
    running.stderr.setEncoding("utf8").toArray(),
    running.exited,
  ]);
  return { ...ended, stdout: stdout.join(""), stderr: stderr.join("") };
}

for (const { name, driver, skip } of drivers) {
  describe.skipIf(skip !== undefined)(`a command run with ${name}${skip ? ` (skipped: ${skip})` : ""}`, () => {
    it("tells its exit status, and a signal as a signal", async () => {
      expect(await run(driver, command(shell("echo out; echo err >&2; exit 3")))).toEqual({
        code: 3,
        signal: null,
        stdout: "out\n",
        stderr: "err\n",
      });
      expect(await run(driver, command(shell("kill -TERM $$")))).toMatchObject({ code: null, signal: "SIGTERM" });
    });

    it("has no other environment than it was given", async () => {
      // Where it isn't said, a shell adds PWD, and a container runtime the account's home.
      const { stdout } = await run(driver, command(["env"], { environment: { PATH: "/usr/bin:/bin", NAME: "a=b c" } }));
      const names = stdout
        .trim()
        .split("\n")
        .filter((line) => !/^(PWD|ASSAY_RUN)=|^HOME=\/tmp$/.test(line));
      expect(names.sort()).toEqual(["NAME=a=b c", "PATH=/usr/bin:/bin"]);
    });

    it("may open its output by name, as many start scripts do", async () => {
      const { stdout, stderr } = await run(driver, command(shell("echo one > /dev/stdout; echo two > /dev/stderr")));
      expect([stdout, stderr]).toEqual(["one\n", "two\n"]);
    });

    it("finds node and npm, and its files by the paths it was promised", { timeout: 20_000 }, async () => {
      writeFileSync(join(app, "package.json"), JSON.stringify({ name: "x", scripts: { start: "node server.js" } }));
      writeFileSync(join(app, "server.js"), "console.log(process.version, process.argv.length, process.cwd())");
      const { stdout, stderr, code } = await run(driver, command(["npm", "start", "--silent"]));
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/^v24\./);
    });

    it("ends with everything it started, though that left its group and cleared its environment", async () => {
      const running = driver.run(command(shell("setsid sleep 47 & sleep 48 & echo ready; wait")));
      await new Promise((resolve) => running.stdout.once("data", resolve));
      await running.kill();
      expect(await running.exited).toEqual({ code: null, signal: "SIGKILL" });
      expect(sleepers(/^sleep 4[78]$/)).toEqual([]);
      await running.kill();
    });

    it("takes what it left running with it when it ends by itself", async () => {
      await run(driver, command(shell("setsid sleep 46 >/dev/null 2>&1 & sleep 0.2; exit 0")));
      expect(sleepers(/^sleep 46$/)).toEqual([]);
    });

    it("that does not exist ends by itself, with no success", async () => {
      const { code } = await run(driver, command(["no-such-program"]));
      expect(code).not.toBe(0);
    });
  });
}

for (const { name, driver: closedIn, skip } of closers) {
  describe.skipIf(skip !== undefined)(
    `the file view and output that ${name} gives${skip ? ` (skipped: ${skip})` : ""}`,
    () => {
      it("lets nothing that runs before the sandbox is closed obey the submission's variables", async () => {
        const environment = {
          PATH: toolchain.path,
          LD_DEBUG: "files",
          LD_PRELOAD: "/app/evil.so",
          ENV: "/app/evil.sh",
        };
        const { stderr } = await run(closedIn, command(["true"], { environment }));
        expect(stderr).toContain("true");
        expect(stderr).not.toMatch(/bwrap|crun|unshare|setpriv|prlimit/);
      });

      it("shows neither its options nor our paths to the sandbox's first process", async () => {
        const { stdout } = await run(closedIn, command(shell("tr '\\0' ' ' < /proc/1/cmdline; cat /proc/1/environ")));
        expect(stdout).not.toContain(app);
        expect(stdout).not.toContain(toolchain.runtime);
      });

      it("refuses a view that is a link, behind which anything could be", () => {
        symlinkSync("/etc", join(app, "data"));
        const asked = command(["true"], { writable: [{ from: join(app, "data"), to: "/data" }] });
        expect(() => closedIn.run(asked)).toThrow(/is a link/);
      });

      it("shows a folder inside of another whatever the order in which they are listed", async () => {
        writeFileSync(join(app, "file"), "inner");
        const { stdout } = await run(
          closedIn,
          command(["cat", "/tmp/in/file"], { readOnly: [{ from: join(app, "file"), to: "/tmp/in/file" }] }),
        );
        expect(stdout).toBe("inner");
        const nested = [{ from: join(app, "file"), to: "/app/file" }];
        const written = await run(closedIn, command(shell("cat /app/file; echo x > /app/file"), { readOnly: nested }));
        expect([written.stdout, written.stderr]).toEqual(["inner", expect.stringContaining("Read-only")]);
      });

      it("keeps what nobody reads in a pipe, and goes on when it is read", async () => {
        const running = closedIn.run(command(shell("head -c 3000000 /dev/zero; echo end >&2")));
        await sleep(200);
        let bytes = 0;
        running.stdout.on("data", (part: Buffer) => (bytes += part.length));
        running.stderr.resume();
        expect(await running.exited).toEqual({ code: 0, signal: null });
        await sleep(20);
        expect(bytes).toBe(3_000_000);
      });
    },
  );
}

describe("an exit status", () => {
  it("above 128 is a signal where there is one of that number", () => {
    expect(decodeExit(137, null)).toEqual({ code: null, signal: "SIGKILL" });
    expect(decodeExit(143, null)).toEqual({ code: null, signal: "SIGTERM" });
    expect(decodeExit(255, null)).toEqual({ code: 255, signal: null });
    expect(decodeExit(128, null)).toEqual({ code: 128, signal: null });
    expect(decodeExit(null, "SIGSEGV")).toEqual({ code: null, signal: "SIGSEGV" });
  });
});

describe("users of their own", () => {
  const status = (uid: number, capabilities: string): string =>
    `Name:\tnode\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\nCapEff:\t${capabilities}\n`;
  const whole = "         0          0 4294967295\n";

  it("need root, its rights, and a map of user ids that holds them", () => {
    expect(isPrivileged(status(0, "000001fffeffffff"), whole)).toBe(true);
    expect(isPrivileged(status(1000, "0000000000000000"), whole)).toBe(false);
    // Root of an ordinary container may not make namespaces.
    expect(isPrivileged(status(0, "00000000a80425fb"), whole)).toBe(false);
    // Root of a namespace of one user.
    expect(isPrivileged(status(0, "000001ffffffffff"), "         0       1000          1\n")).toBe(false);
    expect(
      isPrivileged(
        status(0, "000001ffffffffff"),
        "         0       1000          1\n         1     100000      65536\n",
      ),
    ).toBe(true);
  });
});

/** Command lines of running processes that match. */
function sleepers(pattern: RegExp): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return pattern.test(line) ? [line] : [];
      } catch {
        return [];
      }
    });
}
