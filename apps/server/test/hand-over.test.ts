import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { client, openOffice, type Client, type Office } from "./office.ts";

let office: Office;
let recruiter: Client;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hand-over-"));
  office = await openOffice();
  ({ recruiter } = (await office.organization("Marlow & Fern")).people);
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

async function someone(name = "Grace Mensah", more: Readonly<Record<string, string>> = {}): Promise<string> {
  const { body: role } = await recruiter.ask("POST", "/roles", {
    ...{ title: "Backend developer", challenge: "login-system", decider: "Ruth Marlow", pays: "€150" },
    ...more,
  });
  const { body } = await recruiter.ask("POST", `/roles/${String(role.id)}/candidates`, { people: [{ name }] });
  return body.added[0] as string;
}

describe("handing it over by hand", () => {
  test("gives one zip with the task, the contract, a start and what to do, and marks the candidate invited", async () => {
    const application = await someone();
    const answer = await fetch(`${office.url}/api/v1/applications/${application}/hand-over`, {
      method: "POST",
      headers: { ...recruiter.headers, "content-type": "application/json" },
      body: JSON.stringify({ starter: "python" }),
    });
    expect(answer.headers.get("content-disposition")).toContain('filename="login-system-task.zip"');
    const path = join(folder, "task.zip");
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
    execFileSync("unzip", ["-q", path, "-d", folder]);
    const readMe = readFileSync(join(folder, "login-system/README.txt"), "utf8");
    for (const said of ["Hello Grace Mensah", "Marlow & Fern", "€150", "Ruth Marlow decides", "send it back by"]) {
      expect(readMe).toContain(said);
    }
    expect(readFileSync(join(folder, "login-system/contract.yaml"), "utf8")).toContain("openapi");
    expect(readFileSync(join(folder, "login-system/brief.md"), "utf8").length).toBeGreaterThan(500);
    const ours = new URL("../../../challenges/login-system/starters/python/README.md", import.meta.url);
    expect(readFileSync(join(folder, "login-system/starter/README.md"), "utf8")).toBe(readFileSync(ours, "utf8"));
    const { body: card } = await recruiter.ask("GET", `/applications/${application}`);
    expect(card).toMatchObject({ stage: "invited", due_at: expect.any(String), invited_at: expect.any(String) });
  });

  test("in a language without a start is refused, and nothing is marked", async () => {
    const application = await someone("Luca Moretti");
    const { status, body } = await recruiter.ask("POST", `/applications/${application}/hand-over`, {
      starter: "../..",
    });
    expect([status, body.fields[0].path]).toEqual([400, "starter"]);
    expect((await recruiter.ask("GET", `/applications/${application}`)).body.stage).toBe("added");
  });
});

test.each([
  ["welcome", "**Help from AI:** welcome.", undefined],
  ["tell-us", "**Help from AI:** allowed.", undefined],
  ["please-do-not", "**Help from AI:** please write the code yourself", /any AI help|not held against you/],
] as const)("the brief says of help what the role says, wherever it is read: %s", async (ai_policy, said, never) => {
  const application = await someone("Grace Mensah", { ai_policy });
  const zipped = await fetch(`${office.url}/api/v1/applications/${application}/hand-over`, {
    method: "POST",
    headers: { ...recruiter.headers, "content-type": "application/json" },
    body: "{}",
  });
  const path = join(folder, `${ai_policy}.zip`);
  writeFileSync(path, Buffer.from(await zipped.arrayBuffer()));
  const inZip = execFileSync("unzip", ["-p", path, "login-system/brief.md"], { encoding: "utf8" });

  const { link } = (await recruiter.ask("POST", `/applications/${application}/invite`, {})).body;
  const who = client(office.url, { authorization: `Bearer ${String(link).split("#")[1] ?? ""}` });
  const onPage = (await who.ask("POST", "/portal/agree", { understood: true })).body.challenge.brief as string;
  const bare = office.parts.repositories.pathOf(application);
  const inGit = execFileSync("git", ["--git-dir", bare, "show", "main:BRIEF.md"], { encoding: "utf8" });
  for (const brief of [inZip, onPage, inGit]) {
    expect(brief).toContain(said);
    if (never !== undefined) expect(brief).not.toMatch(never);
  }
  // Whoever reads the challenge for no role reads its own words.
  const { body } = await recruiter.ask("GET", "/challenges/login-system");
  expect(body.brief).toContain("**Help from AI:** any. Declare it in the README; it is not held against you.");
});
