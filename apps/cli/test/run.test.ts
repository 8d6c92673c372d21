import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Evidence, Result } from "@assay/bench/evaluation";
import { nothing, Place } from "./assay.ts";

let place: Place;
beforeEach(() => void (place = new Place()));
afterEach(() => place.remove());

const resultIn = (folder: string): Result => JSON.parse(readFileSync(join(folder, "result.json"), "utf8")) as Result;

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** What was sent, of all that was seen. */
function requestsIn(folder: string): readonly string[] {
  const { checks } = JSON.parse(gunzipSync(readFileSync(join(folder, "evidence.json.gz"))).toString()) as Evidence;
  const sent: string[] = [];
  JSON.stringify(checks, (name, value: unknown) => {
    if (name === "request") {
      const { method, path, body } = value as Sent;
      sent.push(`${method} ${path} ${body ?? ""}`);
    }
    return value;
  });
  return sent;
}

/** Any account but root; PostgreSQL wants one that the machine knows. */
const user = "65534";

/** We can become another, and the checkout is where others may read. */
function nobodyCanRunIt(): boolean {
  const asked = ["--reuid", user, "--clear-groups", "test", "-x", join(import.meta.dirname, "../../../assay")];
  return process.getuid?.() === 0 && spawnSync("setpriv", asked).status === 0;
}

describe("assay run", () => {
  it("writes result, evidence and report, and says where; the same seed sends the same, another seed something else", async () => {
    const path = place.submission("in-memory");
    const runs = [
      ["first", "42"],
      ["second", "42"],
      ["third", "43"],
    ].map(([out, seed]) => ({ out: place.path(String(out)), seed: String(seed) }));
    for (const { out, seed } of runs) {
      const ended = await place.run("run", path, "--only", "sign-up,log-in,who-am-i", "--seed", seed, "--out", out);
      expect(ended.stdout).toContain(join(out, "report.html"));
      expect(ended.code).toBe(0);
      expect(existsSync(join(out, "report.html"))).toBe(true);
    }
    const [first, second, third] = runs.map(({ out }) => requestsIn(out));
    expect(first?.length).toBeGreaterThan(2);
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
    expect(resultIn(place.path("first"))).toMatchObject({
      seed: 42,
      verdict: "held-up",
      scope: { areAllChecks: false },
      checks: [{ id: "log-in" }, { id: "sign-up" }, { id: "who-am-i" }],
    });
    expect(place.left()).toEqual(nothing);
  });

  it("with --fail-on exits 1 when something this grave failed, and 0 when it was milder", async () => {
    const path = place.submission("in-memory");
    const asked = ["run", path, "--only", "sign-up,log-in,health,late-database", "--out", place.path("out")];
    // Nothing fails of these: the app needs no database at all, so its health is not honest, but it starts.
    expect((await place.run(...asked, "--fail-on", "minor")).code).toBe(0);
    const restart = ["run", path, "--only", "restart-survival", "--out", place.path("out")];
    const failing = await place.run(...restart, "--fail-on", "blocker");
    expect([resultIn(place.path("out")).verdict, failing.code]).toEqual(["gave-way", 1]);
    expect((await place.run(...restart)).code).toBe(0);
  });

  it("with --format text,json,html prints the text too, beside JSON that a program can read", async () => {
    const asked = ["run", place.submission("in-memory"), "--only", "sign-up", "--format", "text,json,html"];
    const { stdout, stderr } = await place.run(...asked);
    expect((JSON.parse(stdout) as Result).version).toBe(1);
    expect(stderr).toContain("Report: ");
    expect(stderr).toContain("Took ");
  });

  it("with --format json prints the result alone on standard output, and progress on standard error; --keep keeps", async () => {
    const ended = await place.run(
      ...["run", place.submission("in-memory"), "--only", "sign-up", "--format", "json", "--keep"],
    );
    const result = JSON.parse(ended.stdout) as Result;
    expect(result.checks.map(({ id, outcome }) => [id, outcome])).toEqual([["sign-up", "pass"]]);
    const phases = result.phases.map(({ name }) => name);
    expect(phases.slice(0, 6)).toEqual(["receive", "identify", "install", "start", "gather", "judge"]);
    expect(ended.stderr).toContain("Asking it");
    const kept = /^Kept: (.+)$/m.exec(ended.stderr)?.[1] ?? "";
    expect(readdirSync(join(kept, "received/submission"))).toContain("index.cjs");
    // Without --out it goes where the person stands.
    expect(resultIn(place.path("reports/in-memory")).seed).toBe(result.seed);
  });

  it("with --sandbox none works for a folder of one's own, says so, and leaves nothing", async () => {
    const ended = await place.run(
      ...[
        "run",
        place.submission("in-memory"),
        "--only",
        "sign-up,log-in,restart-survival",
        "--sandbox",
        "none",
        "--out",
        place.path("out"),
      ],
    );
    const result = resultIn(place.path("out"));
    expect([ended.code, ended.stderr.includes("assay:")]).toEqual([0, false]);
    expect(result).toMatchObject({
      sandbox: { driver: "none", limits: "none", network: "open" },
      checks: [{ outcome: "pass" }, { outcome: "fail" }, { outcome: "pass" }],
    });
    expect(place.left()).toEqual(nothing);
  });

  it.runIf(nobodyCanRunIt())("as a person without rights works too, and says that limits were approximate", () => {
    const path = place.submission("in-memory");
    const [out, temporary, cache] = [place.path("out"), place.path("theirs"), place.path("cache")];
    spawnSync("install", ["-d", "-o", user, "-g", user, out, temporary, cache]);
    const ended = spawnSync(
      "setpriv",
      [
        ...[`--reuid=${user}`, `--regid=${user}`, "--clear-groups", "--", join(import.meta.dirname, "../../../assay")],
        ...["run", path, "--only", "sign-up,log-in", "--out", out],
      ],
      {
        env: { PATH: process.env["PATH"], HOME: temporary, TMPDIR: temporary, ASSAY_CACHE: cache },
        encoding: "utf8",
        timeout: 50_000,
      },
    );
    expect(ended.stderr).not.toContain("assay:");
    expect(ended.status).toBe(0);
    const result = resultIn(out);
    expect(result.sandbox).toEqual({ driver: "bubblewrap", limits: "approximate", network: "closed" });
    expect(result.checks.map(({ outcome }) => outcome)).toEqual(["pass", "pass"]);
    expect(readdirSync(temporary).filter((name) => name.startsWith("assay"))).toEqual([]);
  });
});

describe("assay rejudge", () => {
  it("comes to the same result from the same evidence, and runs nothing", async () => {
    const out = place.path("out");
    await place.run("run", place.submission("in-memory"), "--only", "sign-up,log-in,restart-survival", "--out", out);
    const again = await place.run("rejudge", out, "--out", place.path("again"));
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("Before: gave-way. Now: gave-way.");
    // Only the report was made anew.
    const before = { ...resultIn(out), phases: [] };
    expect({ ...resultIn(place.path("again")), phases: [] }).toEqual(before);
  });

  it("says what is wrong with a file that is no result", async () => {
    const path = place.submission("exits");
    const ended = await place.run("rejudge", join(path, "package.json"));
    expect([ended.code, ended.stderr.includes("(result-unreadable)")]).toEqual([2, true]);
    const missing = await place.run("rejudge", place.path("nowhere"));
    expect([missing.code, missing.stderr.includes("(result-unreadable)")]).toEqual([2, true]);
    expect(missing.stderr).toContain("there is nothing there");
  });
});

describe("assay new", () => {
  it("takes a language however it is written, and says which there are", async () => {
    expect((await place.run("new", "login-system", place.path("mine"), "--language", "PHP")).code).toBe(0);
    expect(readdirSync(place.path("mine"))).toContain("composer.json");
    const { stdout } = await place.run("new", "--help");
    for (const language of readdirSync(new URL("../../../challenges/login-system/starters", import.meta.url)))
      expect(stdout).toMatch(new RegExp(`the starter to use:[^()]*\\b${language}\\b`));
  });

  const hasPython = spawnSync("python3", ["-c", "import ensurepip, pip, venv"]).status === 0;

  it.each([
    ["node", "package.json", true],
    ["python", "requirements.txt", hasPython],
  ])(
    "makes a folder with brief, contract and a starter in %s that starts, and fails the checks it should",
    { timeout: 300_000 },
    async (language, manifest, isThere) => {
      if (!isThere) return;
      const made = await place.run("new", "login-system", place.path("mine"), "--language", language);
      expect(made.code).toBe(0);
      expect(readdirSync(place.path("mine"))).toEqual(
        expect.arrayContaining(["BRIEF.md", "contract.yaml", manifest, "README.md"]),
      );
      const again = await place.run("new", "login-system", place.path("mine"));
      expect([again.code, again.stderr.includes("(target-exists)")]).toEqual([2, true]);

      const ended = await place.run(
        "run",
        place.path("mine"),
        "--only",
        "health,sign-up,log-in",
        "--out",
        place.path("out"),
      );
      const result = resultIn(place.path("out"));
      expect(result.problem).toBeUndefined();
      expect([result.verdict, ended.code]).toEqual(["could-not-run", 3]);
      expect(result.checks.map(({ id, outcome }) => [id, outcome])).toEqual([
        ["health", "pass"],
        ["log-in", "not-established"],
        ["sign-up", "fail"],
      ]);
    },
  );
});

describe("assay", () => {
  it("puts the JSON Schema that a proposal names beside it, the same that --schema prints", async () => {
    const contract = fileURLToPath(new URL("../../../challenges/login-system/contract.yaml", import.meta.url));
    const made = await place.run("bind", contract, "--out", place.path("binding.yaml"));
    expect(made.code).toBe(0);
    const [first = ""] = readFileSync(place.path("binding.yaml"), "utf8").split("\n");
    const [, named = ""] = /^# yaml-language-server: \$schema=\.\/(\S+)$/.exec(first) ?? [];
    const printed = await place.run("bind", "--schema");
    expect(readFileSync(place.path(named), "utf8")).toBe(printed.stdout);
    expect(JSON.parse(printed.stdout)).toHaveProperty("definitions");
    const nothing = await place.run("bind");
    expect([nothing.code, nothing.stderr.includes("a path is missing")]).toEqual([2, true]);
  });

  it("lists its challenges, shows one, and examines this machine", async () => {
    const challenges = await place.run("challenges");
    expect(challenges.stdout).toMatch(/^login-system +Login system, \d+ checks$/m);
    const brief = await place.run("show", "login-system", "--brief");
    expect(brief.stdout).toContain("PUBLIC_URL");
    expect(brief.stdout).not.toContain("<a id=");
    const checks = await place.run("show", "login-system", "--checks");
    const [, counted, full] = /^The (\d+) checks, (\d+) of them with .* notes/.exec(checks.stdout) ?? [];
    expect(challenges.stdout).toContain(`Login system, ${String(counted)} checks`);
    expect(checks.stdout.match(/^ {2}\S+ +(blocker|serious|minor|extra) /gm)).toHaveLength(Number(counted));
    expect(Number(full)).toBeGreaterThan(0);
    expect(checks.stdout).toMatch(/^ {2}one-email-one-account +blocker +\S/m);
    const doctor = await place.run("doctor");
    expect([doctor.code, doctor.stdout.includes("This machine can run Assay.")]).toEqual([0, true]);
  });

  it.each([
    [["run", "--help"], 0, /Exit codes:/],
    [["--help"], 0, /rejudge/],
    [["fly"], 2, /unknown command/],
    [["show", "chess"], 2, /There is no challenge called "chess"/],
    [["new", "chess", "there"], 2, /There is no challenge called "chess"/],
  ])("%j exits with %i", async (asked, code, told) => {
    const ended = await place.run(...asked);
    expect(ended.stdout + ended.stderr).toMatch(told);
    expect(ended.code).toBe(code);
  });
});
