import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { root } from "../src/house.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-start-"));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A machine that has these programs alone, beside the most common ones: by name, with the script that each is. */
function machineWith(programs: Readonly<Record<string, string>>): string {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  for (const name of ["bash", "env", "uname", "sed", "cat", "sha256sum", "touch", "ln"]) {
    const real = ["/usr/bin", "/bin"].map((place) => join(place, name)).find((path) => existsSync(path));
    symlinkSync(real!, join(bin, name));
  }
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  }
  return bin;
}

function setUp(command: string, path: string, cwd = root) {
  return spawnSync("/bin/bash", ["--norc", "-euo", "pipefail", "-c", `. "${root}/deploy/set-up.sh"; ${command}`], {
    cwd,
    encoding: "utf8",
    env: { PATH: path, HOME: folder },
    timeout: 30_000,
  });
}

describe("setting up a machine", () => {
  test("asks for nothing that is there", () => {
    const { status, stdout, stderr } = setUp("set_up_machine bash sed", machineWith({}));
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("without root, and with a sudo that would ask, it gives the exact command and installs nothing", () => {
    const path = machineWith({ id: "echo 1000", "apt-get": 'touch "$HOME/installed"', sudo: "exit 1" });
    const { status, stdout, stderr } = setUp("set_up_machine bubblewrap g++; touch $HOME/went-on", path);
    expect(status).toBe(69);
    expect(["installed", "went-on"].filter((name) => existsSync(join(folder, name)))).toEqual([]);
    expect(stdout).toContain("bubblewrap g++");
    expect(stderr).toContain("  sudo apt-get install -y --no-install-recommends bubblewrap g++\n");
  });

  test("without root and without sudo, it names su", () => {
    const { stderr } = setUp("set_up_machine g++", machineWith({ id: "echo 1000", dnf: "exit 1" }));
    expect(stderr).toContain("  su -c 'dnf install -y gcc-c++'\n");
  });

  test("with a sudo that asks nothing, it says the command first, then gives it", () => {
    const told = 'echo "$@" >&2';
    const path = machineWith({ id: "echo 1000", sudo: 'shift; [ "$1" = true ] || exec "$@"', "apt-get": told });
    const { status, stdout, stderr } = setUp("set_up_machine make", path);
    expect(status).toBe(0);
    expect(stdout).toContain("Running: apt-get install -y --no-install-recommends make");
    expect(stderr).toBe("update -qq\ninstall -y --no-install-recommends make\n");
  });

  test("lists that cannot be refreshed stop nothing, an install that fails does", () => {
    const path = machineWith({ id: "echo 0", "apt-get": 'echo "$1" >&2; exit 100' });
    const { status, stderr } = setUp("set_up_machine make", path);
    expect({ status, stderr }).toEqual({ status: 100, stderr: "update\ninstall\n" });
  });

  test("links the Node that runs on this machine, where npm left it without", () => {
    mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
    const bring = (machine: string, script: string) => {
      const bin = join(folder, `node_modules/node-linux-${machine}/bin`);
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, "node"), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
    };
    const path = machineWith({});
    bring("arm64", "exit 126");
    const without = setUp("link_node", path, folder);
    expect(without.status).toBe(69);
    expect(without.stderr).toContain("npm brought no Node 24");

    bring("x64", "echo v24.0.0");
    expect(setUp("link_node; node_modules/.bin/node --version", path, folder)).toMatchObject({
      status: 0,
      stdout: "v24.0.0\n",
    });
  });

  test.each([
    ["too old a Node", { node: "echo v18.20.0", npm: "exit 0" }, "Assay needs Node 20 or newer"],
    ["no Node", {}, "Assay needs Node 20 or newer"],
    ["no npm", { node: "echo v22.1.0" }, "Assay needs Node 20 or newer"],
  ])("says what is missing where there is %s", (_case, programs, sentence) => {
    const { status, stderr } = setUp("set_up_project", machineWith(programs));
    expect(status).toBe(69);
    expect(stderr).toContain(sentence);
  });
});

describe("on a machine that is no Linux, set-up names the ways that work", () => {
  test.each([
    ["Darwin", "limactl"],
    ["MINGW64_NT-10.0-22631", "wsl --install"],
    ["FreeBSD", "On a rented Linux server"],
  ])("on %s", (system, way) => {
    const path = machineWith({});
    rmSync(join(path, "uname"));
    writeFileSync(join(path, "uname"), `#!/bin/bash\necho ${system}\n`, { mode: 0o755 });
    const { status, stdout, stderr } = setUp("set_up_project", path);
    expect([status, stdout]).toEqual([69, ""]);
    expect(stderr).toContain(way);
    expect(stderr).toContain("docs/operators.md");
  });
});

describe(".ci/run", () => {
  /** A checkout whose ./test ends like this; `report` is what Vitest would have written. */
  function run(report: object | undefined, status: number) {
    mkdirSync(join(folder, ".ci"));
    cpSync(join(root, ".ci/run"), join(folder, ".ci/run"));
    if (report !== undefined) writeFileSync(join(folder, "report.json"), JSON.stringify(report));
    const write =
      report === undefined
        ? ""
        : 'for argument in "$@"; do case $argument in --outputFile.json=*) cp report.json "${argument#*=}";; esac; done';
    writeFileSync(join(folder, "test"), `#!/usr/bin/env bash\n${write}\nexit ${String(status)}\n`, { mode: 0o755 });
    const ended = spawnSync(join(folder, ".ci/run"), { encoding: "utf8", timeout: 30_000 });
    return { status: ended.status, lastLine: ended.stdout.trim().split("\n").at(-1), stdout: ended.stdout };
  }
  const file = (...statuses: string[]) => ({
    status: statuses.every((status) => status === "passed") && statuses.length > 0 ? "passed" : "failed",
    assertionResults: statuses.map((status) => ({ status })),
  });

  test("counts what passed, and succeeds", () => {
    const report = { numPassedTests: 2, numFailedTests: 0, testResults: [file("passed", "passed")] };
    expect(run(report, 0)).toMatchObject({ status: 0, lastLine: "2 passed, 0 failed" });
  });

  test("counts a file that could not be loaded as failed, beside tests that failed", () => {
    const report = { numPassedTests: 1, numFailedTests: 1, testResults: [file("passed", "failed"), file()] };
    expect(run(report, 1)).toMatchObject({ status: 1, lastLine: "1 passed, 2 failed" });
  });

  test("counts one failure where all tests passed and Vitest failed all the same", () => {
    const report = { numPassedTests: 3, numFailedTests: 0, testResults: [file("passed", "passed", "passed")] };
    expect(run(report, 1)).toMatchObject({ status: 1, lastLine: "3 passed, 1 failed" });
  });

  test("fails when nothing was tested", () => {
    expect(run({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0)).toMatchObject({
      status: 1,
      lastLine: "0 passed, 1 failed",
    });
  });

  test("says that no test ran when lint or set-up failed before", () => {
    const { status, lastLine, stdout } = run(undefined, 2);
    expect({ status, lastLine }).toEqual({ status: 2, lastLine: "0 passed, 1 failed" });
    expect(stdout).toContain("No test was run.");
  });
});
