import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openForge, type Forge } from "../../../packages/bench/test/git/forge.ts";
import { HostileObjects, repositoryOf } from "../../../packages/bench/test/git/hostile-repository.ts";
import { plainOperation } from "../src/configuration.ts";
import { openOffice, type Answer, type Client, type Office } from "./office.ts";

let office: Office;
let recruiter: Client;
let folder: string;
let forge: Forge;
let address: string;
/** An open port that never says a word. */
let silent: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "assay-git-addresses-"));
  office = await openOffice({ operation: { ...plainOperation, privateAddresses: true } });
  ({ recruiter } = (await office.organization()).people);
  const git = (...argv: readonly string[]) => execFileSync("git", argv, { cwd: folder, stdio: "pipe" });
  mkdirSync(join(folder, "shop"));
  git("init", "-q", "-b", "main", "shop");
  writeFileSync(join(folder, "shop/package.json"), `{"name":"shop"}`);
  git("-C", "shop", "add", ".");
  git("-C", "shop", "-c", "user.name=G", "-c", "user.email=g@x.example", "commit", "-qm", "A shop");
  git("clone", "-q", "--bare", "shop", "shop.git");
  forge = await openForge(folder, {
    instead: { "/web.git/info/refs": (_request, response) => response.end("<h1>Hello</h1>") },
  });
  address = `https://localhost:${String(forge.port)}`;
  silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
});
afterAll(async () => {
  silent.close();
  await office.close();
  await forge.close();
  rmSync(folder, { recursive: true, force: true });
});

async function someone(by: Client = recruiter): Promise<string> {
  const role = await by.ask("POST", "/roles", { title: "Backend developer", challenge: "login-system" });
  const people = [{ name: "Grace Mensah" }];
  const { body } = await by.ask("POST", `/roles/${String(role.body.id)}/candidates`, { people });
  return body.added[0] as string;
}

async function handIn(
  from: string,
  by: Client = recruiter,
): Promise<Answer & { readonly application: string; readonly seconds: number }> {
  const application = await someone(by);
  const begun = performance.now();
  const answer = await by.ask("POST", `/applications/${application}/submissions/from-git`, { address: from });
  return { ...answer, application, seconds: Math.floor((performance.now() - begun) / 1_000) };
}

describe("a repository", () => {
  test("is brought here at its newest commit, kept and evaluated", async () => {
    const { status, body, application } = await handIn(`${address}/shop.git`);
    expect([status, body.state]).toEqual([201, "waiting"]);
    const [kept] = await office.parts.submissions.of(application);
    expect(kept).toMatchObject({ name: "shop.tar.gz", kind: "final", commit: expect.stringMatching(/^[0-9a-f]{40}$/) });
    const archive = join(folder, "kept.tar.gz");
    cpSync(join(office.data, "files", kept?.file_key ?? ""), archive);
    expect(execFileSync("tar", ["tzf", archive], { encoding: "utf8" })).toBe("package.json\n");
  });

  test("that can't be fetched is refused in one way, as late, whatever the reason is", async () => {
    const { port } = silent.address() as AddressInfo;
    const answers = await Promise.all(
      [
        `${address.replace("https://", "https://grace:secret-token@")}/none.git`,
        `${address}/web.git`,
        `${address}/shop.git#nowhere`,
        "https://127.0.0.1:1/shop.git",
        `https://127.0.0.1:${String(port)}/shop.git`,
        "https://nobody.invalid/shop.git",
      ].map((from) => handIn(from)),
    );
    const [first] = answers;
    expect([first?.status, first?.body.code, first?.body.fields[0].path]).toEqual([422, "not-fetched", "address"]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(first?.text).not.toMatch(/secret-token|localhost|127\.0\.0\.1|fatal|refused/);
    expect(answers.map(({ seconds }) => seconds).filter((seconds) => seconds < 9)).toEqual([]);
    for (const { application } of answers) expect(await office.parts.submissions.of(application)).toEqual([]);
  });

  test("that is too much says what was too much, and the limit", async () => {
    const objects = new HostileObjects();
    repositoryOf(objects, objects.commit(objects.bushy(10)), folder, "bushy.git");
    const { status, body, application } = await handIn(`${address}/bushy.git`);
    expect([status, body.code]).toEqual([413, "too-large"]);
    expect(body.detail).toContain("bushy is too big: more than 20,000 files and folders.");
    expect(await office.parts.submissions.of(application)).toEqual([]);
  });

  test.each(["http://localhost/x.git", "file:///etc", "git@host:x.git", "ssh://host/x", "ext::sh -c true"])(
    "at %s is not fetched",
    async (from) => {
      const { status, body } = await handIn(from);
      expect([status, body.fields[0].path]).toEqual([400, "address"]);
      expect(body.detail).toBe("The address must start with https://.");
    },
  );
});

test("an address in our own network is refused unless the operator allows it, and nothing connects", async () => {
  const strict = await openOffice();
  try {
    const { recruiter: by } = (await strict.organization()).people;
    const before = forge.asked.length;
    for (const host of [
      "localhost",
      "127.0.0.1",
      "2130706433",
      "0x7f.1",
      "[::1]",
      "[::ffff:7f00:1]",
      "git@127.1",
      "LOCALHOST.",
    ]) {
      const { status, body } = await handIn(`https://${host}:${String(forge.port)}/shop.git`, by);
      expect([host, status, body.fields[0]]).toEqual([
        host,
        400,
        { path: "address", message: "must be on the public internet" },
      ]);
    }
    expect(forge.asked.length).toBe(before);
  } finally {
    await strict.close();
  }
});
