import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import type { InstallFact } from "../../src/submission/install.ts";
import { install } from "./installing.ts";
import { python } from "../../src/submission/languages/python.ts";

const toolchain = await python.toolchain().catch(() => undefined);

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-python-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(shop, name), text);
}

async function installed(sandbox: "bubblewrap" | "none" = "bubblewrap"): Promise<InstallFact> {
  return install({ directory: shop }, await identify(shop), { sandbox });
}

/** What a command of the submission's prints, with the programs that its install had. */
async function saidBy(argv: readonly [string, ...string[]], sandbox: "bubblewrap" | "none" = "bubblewrap") {
  const { commands } = await install({ directory: shop }, { language: "python", installCommands: [argv] }, { sandbox });
  return commands[0]?.lastLines.join("\n");
}

const which = "import flask, sys; print(flask.__name__, sys.prefix)";

describe.skipIf(toolchain === undefined)(
  "a submission in Python (skipped where Python with pip and venv is not installed)",
  () => {
    test("is installed in an environment of its own, in the sandbox", { timeout: 200_000 }, async () => {
      await write({ "requirements.txt": "flask==3.1.0\n", "app.py": "if __name__ == '__main__':\n    print(1)\n" });
      const fact = await installed();
      expect(fact).toMatchObject({ commands: [{ exit: 0 }, { exit: 0 }], refusedHosts: [] });
      expect(await saidBy(["python3", "-c", which])).toBe("flask /app/.venv");
    });

    test("without a sandbox too, and not among the machine's own packages", { timeout: 200_000 }, async () => {
      await write({ "requirements.txt": "flask==3.1.0\n", "app.py": "if __name__ == '__main__':\n    print(1)\n" });
      await installed("none");
      expect(await saidBy(["python3", "-c", which], "none")).toBe(`flask ${shop}/.venv`);
    });

    test("with a lock file of uv's is installed by uv", { timeout: 200_000 }, async () => {
      const project = '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.9"\ndependencies = ["flask"]\n';
      await write({ "pyproject.toml": project, "app.py": "if __name__ == '__main__':\n    print(1)\n" });
      const locking = {
        language: "python",
        installCommands: [
          ["python3", "-m", "venv", ".venv"],
          ["pip", "install", "uv"],
          ["uv", "lock"],
        ],
      } as const;
      await install({ directory: shop }, locking, { sandbox: "bubblewrap" });
      await rm(join(shop, ".venv"), { recursive: true });
      expect((await installed()).commands.map(({ argv }) => argv[0])).toEqual(["python3", "pip", "uv"]);
      expect(await saidBy(["python3", "-c", which])).toBe("flask /app/.venv");
    });

    test("that asks for what does not exist says so", { timeout: 100_000 }, async () => {
      await write({ "requirements.txt": "flask==999.0\n", "app.py": "if __name__ == '__main__':\n    print(1)\n" });
      await expect(installed()).rejects.toMatchObject({
        code: "install-failed",
        by: "submission",
        lastLines: expect.arrayContaining([
          expect.stringMatching(/No matching distribution found for flask==999/),
        ]) as unknown,
      });
    });
  },
);
