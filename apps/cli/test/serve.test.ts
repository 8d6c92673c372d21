import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { root } from "../src/house.ts";

let data = "";
let port = 0;
let server: ChildProcess;
let said = "";
let temporary: string | undefined;

const environment = () => ({
  ...process.env,
  ASSAY_DATA: data,
  ASSAY_PORT: String(port),
  ASSAY_WORKERS: "0",
  DATABASE_URL: undefined,
  ...(temporary === undefined ? {} : { TMPDIR: temporary }),
});

async function says(words: string): Promise<void> {
  while (!said.includes(words)) {
    if (server.exitCode !== null) throw new Error(`it ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function start(): Promise<void> {
  said = "";
  server = spawn(join(root, "assay"), ["serve"], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [server.stdout, server.stderr])
    stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await says("Ctrl+C");
}

const second = (set: Readonly<Record<string, string | undefined>>) =>
  spawnSync(join(root, "assay"), ["serve"], {
    env: { ...environment(), ...set },
    encoding: "utf8",
    timeout: 50_000,
  });

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "assay-serve-"));
  port = await freePort();
  await start();
});
afterAll(() => spawnSync("rm", ["-rf", "--", data, temporary ?? data]));

test("the web application runs by one command, and says where it is", async () => {
  expect(said).toContain(`Assay is at http://127.0.0.1:${String(port)}\n`);
  const link = /http\S+\/welcome#\S+/.exec(said)?.[0];
  expect(link).toBeDefined();
  const pages = await fetch(new URL(link ?? ""));
  expect([pages.status, await pages.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);
});

test("a second one on the same data is refused, says where the first is, and leaves it as it was", async () => {
  for (const set of [{ ASSAY_PORT: String(await freePort()) }, {}]) {
    const { status, stdout, stderr } = second(set);
    expect([status, stdout]).toEqual([69, ""]);
    expect(stderr).toContain(`Assay runs already at http://127.0.0.1:${String(port)}, with the data in ${data}.`);
    expect(stderr).toMatch(/\(data-in-use\)\n +Open that one, .+ASSAY_DATA=\S+ ASSAY_PORT=/);
  }
  // The link that the first one printed is still good, and its database is there.
  const token = /\/welcome#(\S+)/.exec(said)?.[1];
  const answer = await fetch(`http://127.0.0.1:${String(port)}/api/v1/welcome`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      ...{ token, name: "Ruth Marlow", email: "ruth@marlow.example.com" },
      ...{ password: "a long and good one", organization: "Marlow & Fern" },
    }),
  });
  expect(answer.status).toBe(201);
});

test("one on other data, at a port that is taken, is told so", () => {
  const other = mkdtempSync(join(tmpdir(), "assay-serve-"));
  try {
    const { status, stderr } = second({ ASSAY_DATA: other });
    expect([status, stderr]).toEqual([69, expect.stringContaining("Something answers at")]);
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});

test("one that was killed holds nothing: the next takes its data on, and removes what was left, however deep", async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGKILL");
  await ended;
  temporary = mkdtempSync(join(tmpdir(), "serve-temporary-"));
  chmodSync(temporary, 0o1777);
  const left = join(temporary, "assay-install-left");
  const namespace = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0];
  mkdirSync(left);
  // Its owner had this process's number, at another time.
  writeFileSync(join(left, ".owner"), `${String(namespace)}-${String(process.pid)}-1`);
  spawnSync("python3", [join(root, "packages/bench/test/security/programs/deep-folders.py"), left]);
  await start();
  while (existsSync(left)) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await fetch(`http://127.0.0.1:${String(port)}/api/ready`)).status).toBe(200);
});

test("it ends whole when it is told to", async () => {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  expect(spawnSync("pgrep", ["-f", data], { encoding: "utf8" }).stdout).toBe("");
});
