import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../../packages/bench/test/free-port.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The whole application as people start it, without workers, on loopback. */
export interface Served {
  readonly url: string;
  /** The first person's way in. */
  readonly welcome: string;
  stop(): Promise<void>;
}

/** @param environment beside what a test needs, `{port}` in it filled in; the pages are built where they are not yet. */
export async function serve(environment: Readonly<Record<string, string>> = {}): Promise<Served> {
  if (!existsSync(join(root, "apps/web/dist/index.html"))) {
    spawnSync("npm", ["run", "build", "--workspace", "@assay/web"], { cwd: root });
  }
  const data = await mkdtemp(join(tmpdir(), "assay-web-"));
  await chmod(data, 0o711);
  const port = await freePort();
  const { DATABASE_URL: _database, ASSAY_STORAGE: _storage, ...inherited } = process.env;
  const filled = Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace("{port}", String(port))]),
  );
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(root, "apps/server/src/main.ts")],
    {
      env: { ...inherited, ASSAY_DATA: data, ASSAY_PORT: String(port), ASSAY_WORKERS: "0", ...filled },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (part: string) => (said += part));
  for (let tries = 0; !said.includes("/welcome#"); tries++) {
    if (tries > 1_800 || child.exitCode !== null) throw new Error(`it did not start: ${said}`);
    await passed(100);
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    welcome: /https?:\S+\/welcome#\S+/.exec(said)?.[0] ?? "",
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}
