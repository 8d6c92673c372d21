import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as passed } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { git as trustedGit } from "@assay/bench/git";
import { pushWords } from "../src/git/push-words.ts";
import { invited, quickChallenges, startWorker, type Invited } from "./invited.ts";
import { openOffice, type Office, type Organization } from "./office.ts";

const run = promisify(execFile);
let office: Office;
let mine: Organization;
let folder: string;
beforeAll(async () => {
  office = await openOffice({ challenges: quickChallenges });
  mine = await office.organization();
  folder = await mkdtemp(join(tmpdir(), "assay-git-"));
});
afterAll(async () => {
  await office.close();
  await rm(folder, { recursive: true, force: true });
});

/** git as a candidate has it: with a name, and nobody to ask for a password. What it said, and how it ended. */
async function git(...argv: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  const env = {
    ...{ PATH: process.env["PATH"], HOME: folder, LC_ALL: "C", GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "false" },
    ...{ GIT_AUTHOR_NAME: "Jonas", GIT_AUTHOR_EMAIL: "jonas@x.example.com" },
    ...{ GIT_COMMITTER_NAME: "Jonas", GIT_COMMITTER_EMAIL: "jonas@x.example.com" },
    // A hundred random megabytes get no smaller, however long git tries.
    ...{ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.compression", GIT_CONFIG_VALUE_0: "0" },
  };
  try {
    const { stdout, stderr } = await run("git", argv, { env, timeout: 100_000, maxBuffer: 10_000_000 });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

const addressOf = ({ application, token }: Pick<Invited, "application" | "token">) =>
  `${office.url.replace("://", `://task:${token}@`)}/git/${application}.git`;

/** Somebody who was invited, with a clone of their repository. */
async function cloned(): Promise<Invited & { readonly clone: string }> {
  const candidate = await invited(office, mine);
  const clone = join(folder, candidate.application);
  const { code, said } = await git("clone", "--quiet", addressOf(candidate), clone);
  expect([code, said]).toEqual([0, ""]);
  return { ...candidate, clone };
}

async function committed(clone: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(clone, name, ".."), { recursive: true });
    await writeFile(join(clone, name), content);
  }
  await git("-C", clone, "add", "--all");
  await git("-C", clone, "commit", "--quiet", "--message", "Work");
  return (await git("-C", clone, "rev-parse", "HEAD")).said.trim();
}

const repository = ({ application }: Invited) => office.parts.repositories.pathOf(application);

describe("a repository", () => {
  test("holds the task once the candidate has agreed, and opens by the link alone", async () => {
    const { clone, application, token } = await cloned();
    expect((await git("-C", clone, "log", "--format=%an %s")).said).toBe("Assay The task\n");
    const wrong = await git(
      "clone",
      addressOf({ application, token: `${token.slice(0, -1)}x` }),
      join(folder, "wrong"),
    );
    expect(wrong.code).not.toBe(0);
    const none = await git("clone", `${office.url}/git/${application}.git`, join(folder, "none"));
    expect(none.code).not.toBe(0);
  });

  test("opens no more by a link that was replaced, and git says what to do", async () => {
    const { clone, application } = await cloned();
    const { link } = (await mine.people.recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
    await committed(clone, { "notes.md": "More" });
    const old = await git("-C", clone, "push", "origin", "HEAD:refs/heads/notes");
    expect(old.code).not.toBe(0);
    expect(old.said).toContain("Use the newest link that Marlow & Fern sent you");
    expect((await git("-C", clone, "fetch")).code).not.toBe(0);
    const again = addressOf({ application, token: String(link).split("#")[1] ?? "" });
    expect((await git("-C", clone, "push", again, "HEAD:refs/heads/notes")).code).toBe(0);
  });

  test("of somebody else is as if it were not there", async () => {
    const [one, other] = [await cloned(), await invited(office, mine)];
    const crossed = addressOf({ application: other.application, token: one.token });
    expect((await git("clone", crossed, join(folder, "crossed"))).said).toMatch(/not found/);
    expect((await git("-C", one.clone, "push", crossed, "HEAD:main")).said).toMatch(/not found/);
  });

  test("is not there before the candidate has read what happens", async () => {
    const candidate = await invited(office, mine, { agreed: false });
    const { code, said } = await git("clone", addressOf(candidate), join(folder, "early"));
    expect(code).not.toBe(0);
    expect(said).toContain("First read what happens to your work");
    expect(office.parts.repositories.has(candidate.application)).toBe(false);
  });

  test.each([
    "/git/../../../etc/passwd",
    "/git/%2e%2e/%2e%2e/secret",
    "/git/{id}.git/../../secret",
    "/git/{id}.git/%2e%2e/%2e%2e/secret",
    "/git/{id}.git/config",
    "/git/{id}.git/HEAD",
    "/git/{id}.git/objects/info/packs",
    "/git/{id}.git/info/refs",
    "/git/{id}.git/info/refs?service=git-upload-archive",
    "/git/{id}.git//info/refs?service=git-upload-pack",
  ])("gives nothing for %s", async (path) => {
    const { application, token } = await invited(office, mine);
    const { port } = new URL(office.url);
    // As it stands: a client that tidies paths would never send it.
    const { stdout } = await run("curl", [
      ...[
        "--silent",
        "--path-as-is",
        "--user",
        `task:${token}`,
        "--output",
        "/dev/null",
        "--write-out",
        "%{http_code}",
      ],
      `http://127.0.0.1:${port}${path.replace("{id}", application)}`,
    ]);
    expect(stdout).toBe("404");
  });
});

describe("a push", () => {
  test("keeps what another push replaces", async () => {
    const candidate = await cloned();
    const first = await committed(candidate.clone, { "index.cjs": "// one" });
    expect((await git("-C", candidate.clone, "push", "origin", "main")).code).toBe(0);
    await git("-C", candidate.clone, "reset", "--quiet", "--hard", "HEAD~1");
    const second = await committed(candidate.clone, { "index.cjs": "// two" });
    expect((await git("-C", candidate.clone, "push", "--force", "origin", "main")).code).toBe(0);
    const bare = repository(candidate);
    expect(await trustedGit(["--git-dir", bare, "rev-parse", "refs/heads/main"])).toBe(second);
    expect(await trustedGit(["--git-dir", bare, "show", `${first}:index.cjs`])).toBe("// one");
    expect(await trustedGit(["--git-dir", bare, "for-each-ref", "--format=%(refname)", "refs/kept"])).toContain(first);
    const sent = await office.parts.submissions.of(candidate.application);
    expect(sent.map(({ commit }) => commit)).toEqual([second, first]);
  }, 120_000);

  test("after the hand-in says that it changes nothing of what counts", async () => {
    const candidate = await cloned();
    await committed(candidate.clone, { "index.cjs": "// one" });
    const first = await git("-C", candidate.clone, "push", "origin", "main");
    expect(first.said).not.toContain("that is what counts");
    const told = { built: "A shop", next: "", help: "", took: "" };
    expect((await candidate.who.ask("POST", "/portal/submit", { told })).status).toBe(201);
    await committed(candidate.clone, { "index.cjs": "// two" });
    const second = await git("-C", candidate.clone, "push", "origin", "main");
    expect(second.said).toContain("Your work is handed in, and that is what counts.");
  }, 120_000);

  // When it had moved the branch, or also kept the commit, and its evaluation was not asked for.
  test.each(["moved", "kept"])(
    "that a server %s and died over is tried all the same",
    async (died) => {
      const candidate = await cloned();
      const commit = await committed(candidate.clone, { "index.cjs": "// one" });
      const { application } = candidate;
      if (died === "kept") {
        const row = { organization: mine.id, application, name: "one.tar.gz", kind: "draft", commit } as const;
        await office.parts.submissions.keep(row, Readable.from(["an archive"]), "candidate");
      }
      expect((await git("-C", candidate.clone, "push", repository(candidate), "main")).code).toBe(0);
      const drafts = () => office.parts.portal.unendedDrafts(candidate.application);
      for (let tries = 0; (await drafts()).length === 0 && tries < 600; tries++) await passed(100);
      const sent = await office.parts.submissions.of(candidate.application);
      expect(sent.map((submission) => submission.commit)).toEqual([commit]);
      expect(await drafts()).toHaveLength(1);
      for (const id of await drafts()) await office.parts.evaluations.cancel(id, mine.id, "test");
    },
    120_000,
  );

  test("deletes no branch, and moves nothing of what we keep", async () => {
    const candidate = await cloned();
    const commit = await committed(candidate.clone, { "index.cjs": "// one" });
    await git("-C", candidate.clone, "push", "origin", "HEAD:side");
    expect((await git("-C", candidate.clone, "push", "origin", ":side")).said).toContain("deletion prohibited");
    const kept = await git("-C", candidate.clone, "push", "--force", "origin", `HEAD~1:refs/kept/${commit}`);
    expect(kept.said).toContain("deny updating a hidden ref");
  }, 120_000);

  test("that is too large is refused, and leaves nothing", async () => {
    const candidate = await cloned();
    await committed(candidate.clone, { "large.bin": randomBytes(101 * 1024 * 1024) });
    const { code, said } = await git("-C", candidate.clone, "push", "origin", "main");
    expect(code).not.toBe(0);
    expect(said).toMatch(/exceeds maximum allowed size|unpack/);
    expect(await office.parts.submissions.of(candidate.application)).toEqual([]);
    expect(await office.parts.repositories.bytes(candidate.application)).toBeLessThan(1_000_000);
  }, 120_000);

  test("runs no hook, filter or setting of its own", async () => {
    const candidate = await cloned();
    const proof = join(folder, "ran");
    const hook = `#!/bin/sh\ntouch ${proof}\n`;
    await committed(candidate.clone, {
      "hooks/post-receive": hook,
      ".githooks/pre-receive": hook,
      ".gitattributes": "*.txt filter=evil\n*.cjs export-subst\n",
      ".gitmodules": `[submodule "x"]\n\tpath = x\n\turl = https://nobody.example/x.git\n`,
      "note.txt": "text",
    });
    await chmod(join(candidate.clone, "hooks/post-receive"), 0o755);
    const { code } = await git("-C", candidate.clone, "push", "--push-option=x", "origin", "main");
    expect(code).not.toBe(0);
    expect((await git("-C", candidate.clone, "push", "origin", "main")).code).toBe(0);
    expect(existsSync(proof)).toBe(false);
    expect(await readFile(join(repository(candidate), "config"), "utf8")).not.toContain("evil");
  }, 120_000);

  test("with names made to harm is kept and told of without harm", async () => {
    const candidate = await cloned();
    await committed(candidate.clone, { "-rf": "x", "$(touch ran)": "x", "a\u001b[31mb": "x", "é\u202Efdp.exe": "x" });
    const branch = "ev\u202Eil;$(id)&'\"`|";
    const { code, said } = await git("-C", candidate.clone, "push", "origin", `HEAD:refs/heads/${branch}`);
    expect([code, said]).toEqual([0, expect.stringContaining("ev‹U+202E›il;$(id)")]);
    const told = said.split("\n").filter((line) => line.startsWith("remote:"));
    expect(told.join("\n")).not.toMatch(/[\u001b\u202e]/);
    expect(await office.parts.submissions.of(candidate.application)).toEqual([]);
    expect((await git("-C", candidate.clone, "push", "origin", "main")).code).toBe(0);
    expect(await office.parts.submissions.of(candidate.application)).toHaveLength(1);
  }, 120_000);

  test("to another branch than main is kept, says so, and is nothing to hand in", async () => {
    const candidate = await cloned();
    const main = await committed(candidate.clone, { "index.cjs": "// main" });
    await git("-C", candidate.clone, "push", "origin", "main");
    const other = await committed(candidate.clone, { "index.cjs": "// an experiment" });
    const { code, said } = await git("-C", candidate.clone, "push", "origin", "HEAD:experiment");
    expect(code).toBe(0);
    expect(said).toContain(`remote: Assay keeps ${other.slice(0, 7)} on experiment. It is not tried.`);
    expect(said).toContain("git push origin HEAD:main");
    expect((await office.parts.submissions.of(candidate.application)).map(({ commit }) => commit)).toEqual([main]);
    const kept = ["--git-dir", repository(candidate), "for-each-ref", "--format=%(refname)", "refs/kept"];
    expect(await trustedGit(kept)).toContain(other);
  }, 120_000);
});

describe("with a worker", () => {
  let stop: () => Promise<void>;
  beforeAll(() => {
    stop = startWorker(office, quickChallenges);
  });
  afterAll(() => stop());

  const submissions = join(quickChallenges, "submissions");
  const good = { "package.json": JSON.stringify({ name: "honest", main: "index.cjs" }) };

  test("what the open checks found stands in the push's own output, with the page's link", async () => {
    const candidate = await cloned();
    await cp(join(submissions, "support"), join(candidate.clone, "support"), { recursive: true });
    await cp(join(submissions, "honest.cjs"), join(candidate.clone, "index.cjs"));
    // Where machine or worker are too busy, a push no longer waits for its result: another commit is tried then.
    const pushed = async (number: number): Promise<string> => {
      await committed(candidate.clone, { ...good, "number.txt": String(number) });
      const { code, said } = await git("-C", candidate.clone, "push", "origin", "main");
      expect(code).toBe(0);
      return said;
    };
    let said = await pushed(0);
    const leftEarly = () => [pushWords.goesOn, pushWords.stillWaiting].some((words) => said.includes(words));
    for (let again = 1; again < 9 && leftEarly(); again++) said = await pushed(again);
    expect(said).toContain("remote: Trying it with the 1 open check ...");
    expect(said).toContain("remote: Asking it ...");
    expect(said).toContain("remote:   Passed: It holds");
    expect(said).toContain("remote: 1 of 1 passed.");
    expect(said).toContain(`remote: Your page: ${office.url}/task#${candidate.token}`);
  }, 300_000);

  test("what does not start says why, with the last lines it wrote and no codes of a terminal", async () => {
    const candidate = await cloned();
    const index = 'console.error("\\u001b[31mthe database is not there"); process.exit(3)';
    await committed(candidate.clone, { ...good, "index.cjs": index });
    const { said } = await git("-C", candidate.clone, "push", "origin", "main");
    expect(said).toContain("We couldn't get it running.");
    expect(said).toContain("the database is not there");
    expect(said).not.toContain("\u001b[31m");
  }, 150_000);

  test("a module that is not there is named, however long the call stack below it", async () => {
    const candidate = await cloned();
    await committed(candidate.clone, { ...good, "index.cjs": 'require("a-shop-of-nobody")' });
    const { said } = await git("-C", candidate.clone, "push", "origin", "main");
    const told = said.split("\n").filter((line) => line.startsWith("remote:   | "));
    expect(told[0]).toContain("Cannot find module 'a-shop-of-nobody'");
  }, 150_000);

  test("a link out of the tree is kept, and not taken in", async () => {
    const candidate = await cloned();
    await run("ln", ["-s", "/etc/passwd", join(candidate.clone, "link")]);
    await committed(candidate.clone, { ...good, "index.cjs": "// x" });
    const { code, said } = await git("-C", candidate.clone, "push", "origin", "main");
    expect(code).toBe(0);
    expect(said).toContain("We couldn't get it running.");
    expect(said).toContain("the link link to /etc/passwd. It was not unpacked.");
    expect(said).not.toContain("Ask the candidate");
  }, 150_000);
});
