import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { invited, quickChallenges, startWorker } from "../test/invited.ts";
import { openOffice } from "../test/office.ts";

const run = promisify(execFile);
const submissions = join(quickChallenges, "submissions");

export interface PushMeasurement {
  /** From the push to the first result in its output, for each push. Milliseconds. */
  readonly times: readonly number[];
}

/** How long a candidate waits for the first result after a push: one worker, a small program that installs nothing. */
export async function measurePush(pushes: number): Promise<PushMeasurement> {
  const office = await openOffice({ challenges: quickChallenges });
  const folder = await mkdtemp(join(tmpdir(), "assay-push-"));
  const stopWorker = startWorker(office, quickChallenges);
  try {
    const { application, token } = await invited(office, await office.organization());
    const clone = join(folder, "clone");
    const identity = { GIT_AUTHOR_NAME: "Jonas", GIT_AUTHOR_EMAIL: "jonas@x.example.com" };
    const env = {
      ...{ PATH: process.env["PATH"], HOME: folder, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0" },
      ...{ ...identity, GIT_COMMITTER_NAME: "Jonas", GIT_COMMITTER_EMAIL: "jonas@x.example.com" },
    };
    await run(
      "git",
      ["clone", "--quiet", `${office.url.replace("://", `://task:${token}@`)}/git/${application}.git`, clone],
      { env },
    );
    await cp(join(submissions, "support"), join(clone, "support"), { recursive: true });
    await cp(join(submissions, "honest.cjs"), join(clone, "index.cjs"));
    await writeFile(join(clone, "package.json"), JSON.stringify({ name: "honest", main: "index.cjs" }));
    const times: number[] = [];
    for (let push = 0; push < pushes; push++) {
      await writeFile(join(clone, "note.txt"), String(push));
      await run("git", ["-C", clone, "add", "--all"], { env });
      await run("git", ["-C", clone, "commit", "--quiet", "--message", "Work"], { env });
      times.push(await untilFirstResult(clone, env));
    }
    return { times };
  } finally {
    await stopWorker();
    await office.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function untilFirstResult(clone: string, env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let output = "";
    let first: number | undefined;
    const git = spawn("git", ["-C", clone, "push", "origin", "main"], { env, stdio: ["ignore", "ignore", "pipe"] });
    git.stderr.setEncoding("utf8").on("data", (part: string) => {
      output += part;
      if (output.includes("Passed:")) first ??= performance.now() - began;
    });
    git.once("error", reject).once("close", () => {
      if (first === undefined) reject(new Error(`the push brought no result:\n${output}`));
      else resolve(first);
    });
  });
}
