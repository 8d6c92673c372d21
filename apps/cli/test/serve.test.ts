import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../src/house.ts";

let data = "";
let port = 0;
let server: ChildProcess;
let said = "";

const environment = () => ({
  ...process.env,
  ASSAY_DATA: data,
  ASSAY_PORT: String(port),
  ASSAY_WORKERS: "0",
  DATABASE_URL: undefined,
});

async function says(words: string): Promise<void> {
  while (!said.includes(words)) {
    if (server.exitCode !== null) throw new Error(`it ended: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "assay-serve-"));
  const free = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => free.once("listening", resolve));
  ({ port } = free.address() as AddressInfo);
  await new Promise((resolve) => free.close(resolve));
  server = spawn(join(root, "assay"), ["serve"], { env: environment(), stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [server.stdout, server.stderr])
    stream?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await says("Ctrl+C");
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

test("the web application runs by one command, says where it is, and ends whole when it is told to", async () => {
  expect(said).toContain(`Assay is at http://127.0.0.1:${String(port)}\n`);
  const link = /http\S+\/welcome#\S+/.exec(said)?.[0];
  expect(link).toBeDefined();
  const pages = await fetch(new URL(link ?? ""));
  expect([pages.status, await pages.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);

  const second = spawnSync(join(root, "assay"), ["serve"], { env: environment(), encoding: "utf8", timeout: 50_000 });
  expect(second.status).toBe(69);
  expect(second.stderr).toContain("Something answers at");
  // And the first, with its database, is as it was.
  expect((await fetch(`http://127.0.0.1:${String(port)}/api/ready`)).status).toBe(200);

  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
  await expect(fetch(`http://127.0.0.1:${String(port)}/`)).rejects.toThrow();
  expect(spawnSync("pgrep", ["-f", data], { encoding: "utf8" }).stdout).toBe("");
});
