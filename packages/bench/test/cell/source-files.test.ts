import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readSourceFiles } from "../../src/cell/source-files.ts";

const filesFrom = async (files: Readonly<Record<string, string | Buffer>>) => {
  const directory = await mkdtemp(join(tmpdir(), "assay-source-files-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  }
  return readSourceFiles(directory);
};

test("a virtual environment that was made among a project's own folders is none of its source", async () => {
  const files = await filesFrom({
    "server/pyvenv.cfg": "",
    "server/Lib/site-packages/pip/main.py": "import js",
    "server/Scripts/activate.py": "",
    "server/app/main.py": "",
    "lib/own.py": "",
  });
  expect(files.map(({ path }) => path).toSorted()).toEqual(["lib/own.py", "server/app/main.py", "server/pyvenv.cfg"]);
});

test("a list that PowerShell wrote is read", async () => {
  const text = "\uFEFFDjango==5.2\r\n";
  expect(await filesFrom({ "requirements.txt": Buffer.from(text, "utf16le") })).toEqual([
    { path: "requirements.txt", text: "Django==5.2\r\n" },
  ]);
});
