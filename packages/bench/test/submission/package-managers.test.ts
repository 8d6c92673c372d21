import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { install } from "./installing.ts";

// Slow: each tool is downloaded from the machine's own registry, as a candidate's is.
let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-managers-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

test.each([
  ["pnpm-lock.yaml", ["pnpm@10", "install", "--lockfile-only"]],
  ["yarn.lock", ["yarn@1", "install", "--silent"]],
  ["yarn.lock", ["--package=@yarnpkg/cli-dist@4", "yarn", "install", "--mode=update-lockfile"]],
])("%s of %j is read in the sandbox by the tool that made it", { timeout: 200_000 }, async (lockFile, command) => {
  await writeFile(
    join(shop, "package.json"),
    JSON.stringify({ name: "shop", main: "a.js", dependencies: { ms: "2.1.3" } }),
  );
  await writeFile(join(shop, "a.js"), `if (require("ms")("1s") !== 1000) throw new Error("wrong");`);
  // As the developer made it, on a machine of theirs.
  execFileSync("npx", ["--yes", ...command], { cwd: shop, stdio: "ignore", env: { ...process.env, CI: "" } });
  await rm(join(shop, "node_modules"), { recursive: true, force: true });
  const digests = async () => (await readFile(join(shop, lockFile), "utf8")).match(/(sha512-|checksum: )\S+/g);
  const before = await digests();
  const fact = await install({ directory: shop }, await identify(shop), { sandbox: "bubblewrap" });
  expect(fact).toMatchObject({ refusedHosts: [] });
  expect(await digests()).toEqual(before);
  const running = { language: "node", installCommands: [["node", "a.js"]] } as const;
  expect(await install({ directory: shop }, running, { sandbox: "bubblewrap" })).toMatchObject({
    commands: [{ exit: 0 }],
  });
});
