import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import { install } from "./installing.ts";
import { chosenOf, nodeFor } from "../../src/submission/node-release.ts";

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-node-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

/** The versions of node and npm that a submission with these engines finds when it is installed and run. */
async function versionsWith(engines: unknown): Promise<readonly string[]> {
  const scripts = { start: "node -p process.version && npm --version" };
  await writeFile(join(shop, "package.json"), JSON.stringify({ scripts, engines }));
  const identified = await identify(shop);
  const started = { ...identified, installCommands: [["npm", "start"] as const] };
  const { commands } = await install({ directory: shop }, started, { sandbox: "bubblewrap" });
  return (commands[0]?.lastLines ?? []).filter((line) => /^v?\d+\.\d+\.\d+$/.test(line));
}

describe("the Node that package.json asks for", () => {
  test.each([
    ["nothing", undefined],
    ["an older one or newer", ">=18"],
    ["several, ours among them", "^20.19.0 || >=22.12.0"],
    ["what cannot be understood", "a recent one"],
  ])("with %s is ours", async (_, engines) => {
    expect(await nodeFor(engines)).toBeUndefined();
  });

  test.each([
    ["20.x", /^v20\./, /^11\./],
    ["^22", /^v22\./, /^11\./],
    [">=16 <19", /^v18\./, /^10\./],
  ])("%s is brought, with an npm that runs on it", { timeout: 200_000 }, async (range, node, npm) => {
    expect(await versionsWith({ node: range })).toEqual([expect.stringMatching(node), expect.stringMatching(npm)]);
  });

  test.each(["99.1.0", "99.x"])(
    "%s, which there is none of, is the submission's to correct",
    { timeout: 60_000 },
    async (engines) => {
      await expect(nodeFor(engines)).rejects.toMatchObject({
        code: "no-such-node",
        by: "submission",
        message: `package.json asks for Node ${engines}, and there is no such Node.`,
      });
    },
  );

  test("that cannot be had for a reason of this machine's gives one sentence", { timeout: 60_000 }, async () => {
    vi.stubEnv("npm_config_registry", "http://127.0.0.1:9/");
    vi.stubEnv("npm_config_fetch_retries", "0");
    await expect(nodeFor("98.x")).rejects.toMatchObject({
      code: "toolchain-missing",
      by: "assay",
      message: expect.stringMatching(/^Node >=98\S* <99\S*, which package.json asks for, is not/) as unknown,
    });
    vi.unstubAllEnvs();
  });

  test("is the newest of the newest line with long-term support", () => {
    expect(chosenOf(["18.20.1", "19.9.0", "20.1.0", "20.11.1", "21.7.3"], ">=18 <22")).toBe("20.11.1");
    expect(chosenOf(["19.8.0", "19.9.0"], "19")).toBe("19.9.0");
    expect(chosenOf(["18.20.1"], "20.x")).toBeUndefined();
  });
});
