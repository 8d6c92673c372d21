import { execFile, execFileSync } from "node:child_process";
import { request as askOverHttp } from "node:http";
import { readdirSync, readlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HostileObjects, repositoryOf } from "../../../packages/bench/test/git/hostile-repository.ts";
import { invited, quickChallenges, type Invited } from "./invited.ts";
import { openOffice, type Office, type Organization } from "./office.ts";

const run = promisify(execFile);
let office: Office;
let mine: Organization;
let folder: string;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  folder = await mkdtemp(join(tmpdir(), "assay-pushes-"));
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

const addressOf = ({ application, token }: Invited) =>
  `${office.url.replace("://", `://task:${token}@`)}/git/${application}.git`;

/** What git says of a push of a repository's `main`, or of `refs`. */
async function push(repository: string, candidate: Invited, refs: readonly string[] = ["+main:main"]): Promise<string> {
  const env = { PATH: process.env["PATH"], HOME: folder, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" };
  const argv = [
    "-C",
    repository,
    "-c",
    "safe.directory=*",
    "-c",
    "core.bigFileThreshold=1m",
    "push",
    addressOf(candidate),
  ];
  const { stdout, stderr } = await run("git", [...argv, ...refs], { env, maxBuffer: 64_000_000 }).catch(
    (error: unknown) => error as { readonly stdout: string; readonly stderr: string },
  );
  return stdout + stderr;
}

function pushObjects(candidate: Invited, make: (objects: HostileObjects) => string): Promise<string> {
  const objects = new HostileObjects();
  const commit = objects.commit(make(objects));
  return push(repositoryOf(objects, commit, folder, `${candidate.application}.git`), candidate);
}

/** Processes of git on a candidate's repository. */
const runningOn = ({ application }: Invited) =>
  execFileSync("ps", ["-eo", "args"], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(`${application}.git`) && line.includes("--git-dir"));

describe("a push whose tree is too much", () => {
  test.each([
    [
      "ten billion paths in a few kilobytes",
      (objects: HostileObjects) => objects.bushy(10),
      "more than 20,000 files and folders",
    ],
    ["folders in folders", (objects: HostileObjects) => objects.deep(5_000), "folders more than 40 deep"],
    [
      "a file that packs to a thousandth",
      (objects: HostileObjects) => objects.tree([{ mode: "100644", name: "zeros", id: objects.zeros(300) }]),
      "more than 256 MB",
    ],
  ])("with %s says what was too much, in its own output and on the candidate's page", async (_, make, problem) => {
    const candidate = await invited(office, mine);
    expect(await pushObjects(candidate, make)).toContain(`remote: Your push is too big: ${problem}.`);
    const { body } = await candidate.who.ask("GET", "/portal");
    expect(body.notices).toMatchObject([
      { kind: "push-refused", facts: { problem: expect.stringContaining(problem) } },
    ]);
    expect(await office.parts.submissions.of(candidate.application)).toEqual([]);
    expect(runningOn(candidate)).toEqual([]);
  });

  test("is shown once on the page, and what comes next is tried", async () => {
    const candidate = await invited(office, mine);
    await pushObjects(candidate, (objects) => objects.bushy(10));
    await pushObjects(candidate, (objects) => objects.bushy(9));
    const { body } = await candidate.who.ask("GET", "/portal");
    expect(body.notices).toHaveLength(1);
    await pushObjects(candidate, (objects) => objects.tree([objects.file("// x", "index.cjs")]));
    expect(await office.parts.submissions.of(candidate.application)).toHaveLength(1);
  });
});

/** A push as the wire has it: a client would take minutes to prepare it, or have to unfold it first. */
async function pushByHand(candidate: Invited, refs: readonly string[], objects: HostileObjects, commit: string) {
  const lines = refs.map((ref, at) => {
    const line = `${"0".repeat(40)} ${commit} ${ref}${at === 0 ? "\0report-status side-band-64k" : ""}`;
    return `${(line.length + 4).toString(16).padStart(4, "0")}${line}`;
  });
  const body = Buffer.concat([Buffer.from(`${lines.join("")}0000`), objects.pack()]);
  const answer = await fetch(`${office.url}/git/${candidate.application}.git/git-receive-pack`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`task:${candidate.token}`).toString("base64")}`,
      "content-type": "application/x-git-receive-pack-request",
    },
    body,
  });
  return { bytes: body.length, said: await answer.text() };
}

test("a push of very many branches is refused before one is made", async () => {
  const candidate = await invited(office, mine);
  const objects = new HostileObjects();
  const commit = objects.commit(objects.tree([objects.file("x", "a.js")]));
  const refs = Array.from({ length: 100_000 }, (_, at) => `refs/heads/b${String(at)}`);
  const { said } = await pushByHand(candidate, refs, objects, commit);
  expect(said).toContain("This push has 100000 branches and tags. We take up to 100 at once.");
  const repository = office.parts.repositories.pathOf(candidate.application);
  const made = execFileSync("git", ["--git-dir", repository, "for-each-ref"], { encoding: "utf8" });
  expect(made.trim().split("\n")).toHaveLength(1);
});

test("a push that unfolds in git's memory is refused by git's limit, and the server goes on", async () => {
  const candidate = await invited(office, mine);
  const objects = new HostileObjects();
  objects.unfolding(2_000);
  const commit = objects.commit(objects.tree([objects.file("x", "a.js")]));
  const { bytes, said } = await pushByHand(candidate, ["refs/heads/unfolding"], objects, commit);
  expect(bytes).toBeLessThan(20_000);
  expect(said).toMatch(/unpack .*abnormal exit/);
  expect((await candidate.who.ask("GET", "/portal")).status).toBe(200);
  expect(await office.parts.submissions.of(candidate.application)).toEqual([]);
});

test("a push that is broken off leaves no process", async () => {
  const candidate = await invited(office, mine);
  const { hostname, port } = new URL(office.url);
  const authorization = `Basic ${Buffer.from(`task:${candidate.token}`).toString("base64")}`;
  const asking = askOverHttp({
    ...{ hostname, port, method: "POST", path: `/git/${candidate.application}.git/git-receive-pack` },
    headers: { authorization, "content-type": "application/x-git-receive-pack-request" },
  });
  asking.on("error", () => undefined);
  asking.write("00a1");
  const ofThis = () => workingIn(office.parts.repositories.pathOf(candidate.application));
  await expect.poll(ofThis, { timeout: 30_000 }).not.toEqual([]);
  asking.destroy();
  await expect.poll(ofThis, { timeout: 30_000 }).toEqual([]);
});

/** Processes whose folder this is. */
function workingIn(folder: string): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      return false;
    }
  });
}
