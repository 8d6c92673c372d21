import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as yaml from "yaml";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Changes } from "@assay/report";
import { examineUserNamespaces } from "../../../packages/bench/src/doctor/user-namespaces.ts";
import { root } from "../src/house.ts";
import { nothing, Place } from "./assay.ts";

let place: Place;
beforeEach(() => void (place = new Place()));
afterEach(() => place.remove());

/** Whoever wrote the project: in its history, and nowhere else. */
const author = { name: "Persephone Quill", email: "persephone@quill.example" };
const program = readFileSync(fileURLToPath(new URL("./submissions/in-memory.cjs", import.meta.url)), "utf8");
/** Whoever asks who they are is told of somebody else. */
const broken = program.replace(
  "email: account.email, name: account.name, bio",
  'email: "no@x.example", name: account.name, bio',
);

function git(folder: string, ...asked: readonly string[]): string {
  const as = ["-c", `user.name=${author.name}`, "-c", `user.email=${author.email}`, "-c", "init.defaultBranch=main"];
  return execFileSync("git", ["-C", folder, ...as, ...asked], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function commit(folder: string, content: string): void {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, ".git"))) git(folder, "init", "--quiet");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "shop", main: "index.cjs" }));
  writeFileSync(join(folder, "index.cjs"), content);
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Work", "--allow-empty");
}

/** What a runner fetches: this checkout's command, and an install that has nothing to do, as everything is there. */
function assayRepository(): string {
  const folder = place.path("assay-repository");
  mkdirSync(join(folder, "deploy"), { recursive: true });
  git(folder, "init", "--quiet");
  for (const [name, script] of [
    ["assay", `exec "${root}/assay" "$@"`],
    ["deploy/install.sh", `exec "${root}/assay" doctor`],
  ] as const) {
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });
  }
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "Assay");
  return pathToFileURL(folder).href;
}

async function written(kind: "github" | "gitlab", ...more: readonly string[]): Promise<string> {
  const out = place.path(`${kind}.yml`);
  rmSync(out, { force: true });
  const ended = await place.run("ci", kind, "--repository", assayRepository(), "--out", out, ...more);
  expect([ended.stderr, ended.code]).toEqual(["", 0]);
  return readFileSync(out, "utf8");
}

interface GithubJob {
  readonly env: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface GitlabJob {
  readonly variables: Readonly<Record<string, string>>;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
  readonly cache: object;
  readonly rules: readonly object[];
}

interface Workflow {
  readonly permissions: object;
  readonly jobs: { readonly assay: GithubJob };
}

const workflowOf = (text: string) => yaml.parse(text) as Workflow;
const githubJob = (text: string) => workflowOf(text).jobs.assay;
const gitlabJob = (text: string) => (yaml.parse(text) as { readonly assay: GitlabJob }).assay;

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
}

/** As GitHub's runner gives a job's steps to bash, one after another, until one fails. What actions do is done here. */
function runGithub(workflow: string, project: string, cached: string) {
  const temp = place.path(`runner-${String(++jobs)}`);
  mkdirSync(temp, { mode: 0o711 });
  const summary = join(temp, "summary.md");
  writeFileSync(summary, "");
  const { env, steps } = githubJob(workflow);
  let said = "";
  let status = 0;
  for (const step of steps) {
    if (step.uses?.startsWith("actions/cache/restore@") && existsSync(cached))
      cpSync(cached, join(temp, "assay-result"), { recursive: true });
    if (step.uses?.startsWith("actions/cache/save@")) cpSync(join(temp, "assay-result"), cached, { recursive: true });
    if (step.run === undefined || status !== 0) continue;
    const {
      status: ended,
      stdout,
      stderr,
    } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step.run], {
      cwd: project,
      encoding: "utf8",
      env: {
        ...{ ...process.env, ...env, ASSAY_OPTIONS: "--only sign-up,log-in,who-am-i", TMPDIR: place.temporary },
        ...{ NO_COLOR: "1", RUNNER_TEMP: temp, GITHUB_WORKSPACE: project, GITHUB_STEP_SUMMARY: summary },
      },
    });
    said += stdout + stderr;
    status = ended ?? 1;
  }
  return { status, said, summary: readFileSync(summary, "utf8"), report: join(temp, "assay-report") };
}
let jobs = 0;

/** As GitLab's runner does: all lines of a script in one shell. */
function runGitlab(file: string, project: string) {
  const { variables, before_script: before, script } = gitlabJob(file);
  const lines = [...before, ...script].join("\n");
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-eo", "pipefail", "-c", lines], {
    cwd: project,
    encoding: "utf8",
    env: {
      ...{ ...process.env, ...variables, ASSAY_OPTIONS: "--only sign-up,log-in,who-am-i", TMPDIR: place.temporary },
      ...{ NO_COLOR: "1", CI_PROJECT_DIR: project },
    },
  });
  return { status, said: stdout + stderr };
}

function nowhereIn(texts: readonly string[]): void {
  for (const text of texts) expect(text).not.toMatch(/persephone|quill/i);
}

describe("assay ci github", () => {
  it(
    "runs a project on each push, tells what newly fails, and nothing of who wrote it",
    { timeout: 240_000 },
    async () => {
      const [project, cached] = [place.path("shop"), place.path("cached")];
      const workflow = await written("github", "--fail-on", "blocker");
      commit(project, program);
      const first = runGithub(workflow, project, cached);
      expect(first.said).toContain("This machine can run Assay.");
      expect([first.status, first.summary]).toEqual([
        ...[0, "This is the first result: there is nothing to compare it with yet.\n"],
      ]);

      commit(project, broken);
      const second = runGithub(workflow, project, cached);
      expect(second.summary).toContain("### Newly failing");
      expect(second.status).toBe(1);
      const changes = JSON.parse(readFileSync(join(second.report, "changes.json"), "utf8")) as Changes;
      expect(changes.newlyFailing.map(({ id }) => id)).toEqual(["sign-up"]);

      // It was told, and is no news: the next push only tells that it is still there.
      const third = runGithub(workflow, project, cached);
      expect([third.status, third.summary.includes("### Still failing")]).toEqual([0, true]);

      const kept = ["result.json", "report.html", "changes.json"].map((name) =>
        readFileSync(join(second.report, name), "utf8"),
      );
      nowhereIn([second.summary, second.said, ...kept]);
      expect(git(project, "log", "--format=%an")).toContain(author.name);
    },
  );

  it("writes a workflow by GitHub’s own rules", async () => {
    const workflow = await written("github", "--binding", "assay/binding.yaml", "--ref", "v1.2");
    expect(githubJob(workflow).env).toMatchObject({
      ...{ ASSAY_BINDING: "assay/binding.yaml", ASSAY_VERSION: "v1.2", ASSAY_FAIL_ON: "" },
    });
    const { NoOperationTraceWriter, parseWorkflow, convertWorkflowTemplate } = await import("@actions/workflow-parser");
    const parsed = parseWorkflow({ name: "assay.yml", content: workflow }, new NoOperationTraceWriter());
    expect(parsed.context.errors.getErrors().map(({ message }) => message)).toEqual([]);
    const template = await convertWorkflowTemplate(parsed.context, parsed.value!);
    expect(template.errors ?? []).toEqual([]);
    expect(template.jobs).toHaveLength(1);
    // What a pull request from elsewhere runs may read, and no more.
    expect(workflowOf(workflow).permissions).toEqual({ contents: "read" });
  });
});

describe("where AppArmor refuses sandboxes, as on GitHub’s Ubuntu,", () => {
  it("the workflow lets bubblewrap alone make them, in the way that the doctor asks for", async () => {
    const step = githubJob(await written("github")).steps.find(({ name }) => name?.includes("bubblewrap"))?.run ?? "";
    const machine = place.path("machine");
    mkdirSync(join(machine, "proc/sys/kernel"), { recursive: true });
    mkdirSync(join(machine, "etc/apparmor.d"), { recursive: true });
    writeFileSync(join(machine, "proc/sys/kernel/apparmor_restrict_unprivileged_userns"), "1\n");
    expect(examineUserNamespaces(machine).ok).toBe(false);
    // As root would, on a machine that is a folder; what loads profiles is not there.
    const within = step.replaceAll(/\/(proc\/sys|etc\/apparmor\.d)/g, `${machine}/$1`);
    const sudo = 'sudo() { [ "$1" = apparmor_parser ] || "$@"; }';
    const { status, stderr } = spawnSync("bash", ["-ec", `${sudo}\n${within}`], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    const { ok, detail } = examineUserNamespaces(machine);
    expect([ok, detail]).toEqual([true, "allowed to bubblewrap by an AppArmor profile"]);
  });
});

describe("assay ci gitlab", () => {
  it("runs a project on each push, and tells what newly fails", { timeout: 240_000 }, async () => {
    const project = place.path("shop");
    const file = await written("gitlab", "--fail-on", "blocker");
    commit(project, program);
    const first = runGitlab(file, project);
    expect(first.said).toContain("This is the first result");
    expect(first.status).toBe(0);
    commit(project, broken);
    const second = runGitlab(file, project);
    expect([second.status, second.said.includes("Newly failing:")]).toEqual([1, true]);
    nowhereIn([second.said, readFileSync(join(project, "assay-report/changes.md"), "utf8")]);
    // What the job itself leaves in the folder is not taken for the project.
    expect(readFileSync(join(project, "assay-report/result.json"), "utf8")).not.toContain("assay-result");
  });

  it("keeps the result of the default branch alone, for all branches to see", async () => {
    const assay = gitlabJob(await written("gitlab"));
    expect(assay.cache).toMatchObject({ policy: "$ASSAY_RESULT_CACHE", unprotect: true, paths: ["assay-result/"] });
    expect(assay.variables["ASSAY_RESULT_CACHE"]).toBe("pull");
    expect(assay.rules[0]).toEqual({
      ...{ if: "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", variables: { ASSAY_RESULT_CACHE: "pull-push" } },
    });
  });
});

describe("assay ci, given what it cannot use,", () => {
  it.each([
    [["github", "--repository", "https://x.example/a.git'; rm -rf ~", "--out", "a.yml"], /Letters, digits/],
    [["github", "--repository", "https://x.example/${{ secrets.X }}", "--out", "a.yml"], /Letters, digits/],
    [
      ["gitlab", "--repository", "https://x.example/a.git", "--binding", "../b.yaml", "--out", "a.yml"],
      /as seen from its/,
    ],
    [["github", "--repository", "https://x.example/a.git", "--challenge", "none", "--out", "a.yml"], /none/],
    [["azure"], /azure/],
  ])("%j: says what is wrong, exits with 2, and writes nothing", async (asked, told) => {
    const ended = await place.run("ci", ...asked);
    expect([ended.code, ended.stderr]).toEqual([2, expect.stringMatching(told)]);
    expect(existsSync(place.path("a.yml"))).toBe(false);
    expect(place.left()).toEqual(nothing);
  });

  it("overwrites nothing", async () => {
    writeFileSync(place.path("mine.yml"), "mine");
    const ended = await place.run("ci", "github", "--repository", "https://x.example/a.git", "--out", "mine.yml");
    expect([ended.code, readFileSync(place.path("mine.yml"), "utf8")]).toEqual([2, "mine"]);
  });
});
