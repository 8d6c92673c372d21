import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identify } from "../../src/submission/identify.ts";
import type { InstallFact } from "../../src/submission/install.ts";
import { install } from "./installing.ts";
import { go } from "../../src/submission/languages/go.ts";

const toolchain = await go.toolchain().catch(() => undefined);

let shop: string;
beforeEach(async () => {
  shop = await mkdtemp(join(tmpdir(), "assay-go-"));
  await chmod(shop, 0o755);
});
afterEach(() => rm(shop, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(shop, name), text);
}

async function installed(): Promise<InstallFact> {
  return install({ directory: shop }, await identify(shop), { sandbox: "bubblewrap" });
}

/** Names, sizes and contents of all that lies below. */
function digestOf(folder: string): string {
  return execFileSync("sh", ["-c", 'cd "$1" && find . -type f | sort | xargs sha256sum | sha256sum', "sh", folder], {
    encoding: "utf8",
  });
}

describe.skipIf(toolchain === undefined)("a submission in Go (skipped where Go is not installed)", () => {
  test("is built in the sandbox, from packages that its proxy has", { timeout: 200_000 }, async () => {
    await write({
      "go.mod": "module shop.example/accounts\n\ngo 1.22\n",
      "main.go": `package main

import ("fmt"; "net/http"; "github.com/google/uuid")

func main() { fmt.Println(http.MethodGet, len(uuid.NewString())) }
`,
    });
    const template = toolchain?.homeTemplate ?? expect.unreachable("nothing was compiled ahead");
    const before = digestOf(template);
    const tidy = { language: "go", installCommands: [["go", "mod", "tidy"]] } as const;
    await install({ directory: shop }, tidy, { sandbox: "bubblewrap" });
    const identified = await identify(shop);
    expect(identified.lockFile).toBe("go.sum");
    expect(await installed()).toMatchObject({ commands: [{ exit: 0 }], refusedHosts: [] });
    const started = { language: "go", installCommands: [identified.startCommand as [string]] };
    const { commands } = await install({ directory: shop }, started, { sandbox: "bubblewrap" });
    expect(commands).toMatchObject([{ exit: 0, lastLines: ["GET 36"] }]);
    // Nothing that a submission's build made is there for the next one.
    expect(digestOf(template)).toBe(before);
  });

  test("that does not compile says where", { timeout: 100_000 }, async () => {
    await write({ "go.mod": "module shop\n\ngo 1.22\n", "main.go": "package main\n\nfunc main() { lost() }\n" });
    await expect(installed()).rejects.toMatchObject({
      code: "install-failed",
      by: "submission",
      lastLines: expect.arrayContaining([expect.stringMatching(/main.go:3:15: undefined: lost/)]) as unknown,
    });
  });
});
