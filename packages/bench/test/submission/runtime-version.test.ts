import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { satisfies } from "semver";
import { identify } from "../../src/submission/identify.ts";
import { php } from "../../src/submission/languages/php.ts";
import { python } from "../../src/submission/languages/python.ts";
import { rangeOfComposer, rangeOfPython, requirementOfVersionFile } from "../../src/submission/runtime-version.ts";

const isHere = (language: typeof python) =>
  language.toolchain().then(
    () => true,
    () => false,
  );
const [hasPython, hasPhp] = [await isHere(python), await isHere(php)];

const fits = (version: string, range: string | undefined) => range !== undefined && satisfies(version, range);

describe("a requirement on Python", () => {
  it.each([
    [">=3.11", "3.11.7", "3.10.12"],
    [">=3.10,<3.12", "3.11.0", "3.12.0"],
    ["~=3.11", "3.14.1", "4.0.0"],
    ["~=3.11.2", "3.11.9", "3.12.0"],
    ["==3.12.*", "3.12.4", "3.11.4"],
    ["==3.12", "3.12.4", "3.13.0"],
    ["^3.11", "3.13.0", "3.10.9"],
    [">=3.9, !=3.11.1", "3.11.1", "3.8.0"],
  ])("%s is met by %s and not by %s", (requirement, met, unmet) => {
    expect(fits(met, rangeOfPython(requirement))).toBe(true);
    expect(fits(unmet, rangeOfPython(requirement))).toBe(false);
  });
  it("is left alone where it can't be understood", () => {
    expect(rangeOfPython("a recent one")).toBeUndefined();
    expect(requirementOfVersionFile("pypy3.10-7.3.12\n")).toBeUndefined();
  });
  it("of .python-version is met by a newer one", () => {
    expect(fits("3.13.0", rangeOfPython(requirementOfVersionFile("# for pyenv\n3.12\n") ?? ""))).toBe(true);
    expect(fits("3.11.7", rangeOfPython(requirementOfVersionFile("3.12.1") ?? ""))).toBe(false);
  });
});

describe("a requirement on PHP", () => {
  it.each([
    ["^8.2", "8.4.1", "8.1.9"],
    ["~8.2", "8.3.0", "9.0.0"],
    ["~8.2.0", "8.2.30", "8.3.0"],
    ["^7.4|^8.0", "8.2.0", "7.3.0"],
    [">=8.1, <8.4", "8.3.1", "8.4.0"],
    ["8.3.*", "8.3.4", "8.2.4"],
  ])("%s is met by %s and not by %s", (constraint, met, unmet) => {
    expect(fits(met, rangeOfComposer(constraint))).toBe(true);
    expect(fits(unmet, rangeOfComposer(constraint))).toBe(false);
  });
});

describe("a project that asks for a version this machine lacks", () => {
  let shop: string;
  beforeEach(async () => {
    shop = await mkdtemp(join(tmpdir(), "assay-runtime-"));
  });
  afterEach(() => rm(shop, { recursive: true, force: true }));

  const wantOf = async (files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) await writeFile(join(shop, name), text);
    return (await identify(shop)).engines;
  };
  const app = { "app.py": "if __name__ == '__main__':\n    print(1)\n", "requirements.txt": "flask==3.1.0\n" };

  it("says so in pyproject.toml, else in .python-version", async () => {
    expect(await wantOf({ ...app, ".python-version": "3.12\n" })).toBe(">=3.12,<4");
    expect(await wantOf({ "pyproject.toml": '[project]\nrequires-python = ">=3.10"\n' })).toBe(">=3.10");
  });

  it.skipIf(!hasPython)("in Python is told so in one sentence, and it is not the submission's fault", async () => {
    const refusal: unknown = await python.toolchain(">=3.99").catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "runtime-missing", by: "assay" });
    expect(String(refusal)).toMatch(/This machine has Python 3\.\d+\.\d+; the project asks for >=3\.99\./);
    await expect(python.toolchain(">=3.1")).resolves.toBeDefined();
  });

  it.skipIf(!hasPhp)("in PHP, too", async () => {
    await expect(php.toolchain("^9.9")).rejects.toMatchObject({ code: "runtime-missing", by: "assay" });
    await expect(php.toolchain(">=5")).resolves.toBeDefined();
  });
});
