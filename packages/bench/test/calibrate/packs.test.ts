import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { packFaults } from "../../src/calibrate/pack-rules.ts";
import { findVariants, type Solution } from "../../src/calibrate/variant.ts";
import { withWorkingCopy } from "../../src/calibrate/working-copy.ts";
import { loadChallenge } from "../../src/evaluation/load-challenge.ts";
import { readBindingFile } from "../../src/operations/binding-file.ts";
import { makeCheck } from "../judge/hand-made-checks.ts";

describe("a pack is at fault", () => {
  const solution: Solution = { kind: "solution", name: "plain", directory: "/plain" };
  const about = { solution, patch: "", what: "" };
  const flawed = { ...about, kind: "flawed", name: "no-hash", check: "hashing", consequences: ["salts"] } as const;
  const legitimate = { ...about, kind: "legitimate", name: "another-end", tempts: ["hashing"] } as const;
  const checks = [makeCheck("hashing"), makeCheck("salts")];
  const saltless = { ...flawed, name: "one-salt", check: "salts", consequences: [] };

  test("not when each check is named by a flawed variant and each name is a check's", () => {
    expect(packFaults({ checks }, [solution, flawed, saltless, legitimate])).toEqual([]);
    expect(packFaults({ checks: [...checks, makeCheck("commits", { kind: "note" })] }, [flawed, saltless])).toEqual([]);
  });

  test("when a check is named by no flawed variant: being its consequence proves nothing", () => {
    expect(packFaults({ checks }, [flawed, legitimate])).toEqual(["No flawed variant names the check salts."]);
  });

  test("not for a check that nobody is asked in this challenge", () => {
    const elsewhere = makeCheck("elsewhere", { appliesTo: ({ pressure }) => pressure !== undefined });
    expect(packFaults({ checks: [...checks, elsewhere] }, [flawed, saltless])).toEqual([]);
  });

  test("when something names a check that isn't there", () => {
    const misspelt = { ...legitimate, tempts: ["hasing"] };
    const dangling = makeCheck("salts", { consequenceOf: ["hushing"] });
    expect(packFaults({ checks: [makeCheck("hashing"), dangling] }, [flawed, saltless, misspelt])).toEqual([
      "The check salts is a consequence of hushing, which is no check.",
      "legitimate/another-end.patch names hasing, which is no check.",
    ]);
  });
});

const challenges = join(import.meta.dirname, "../../../../challenges");
const folders = readdirSync(challenges)
  .map((name) => join(challenges, name))
  .filter((folder) => existsSync(join(folder, "challenge.ts")));

describe.each(folders.map((folder) => [basename(folder), folder] as const))("the pack %s", (_name, folder) => {
  test("has a flawed variant for each check, and names only checks that are there", async () => {
    const challenge = await loadChallenge(folder);
    expect(packFaults(challenge, await findVariants(folder))).toEqual([]);
  });

  test("establishes its operations with checks that are there", async () => {
    const { checks, core, establishes } = await loadChallenge(folder);
    const ids = new Set(checks.map(({ id }) => id));
    expect(Object.values(establishes).filter((id) => !ids.has(id))).toEqual([]);
    expect(checks.flatMap(({ needs }) => needs).filter((operation) => establishes[operation] === undefined)).toEqual(
      [],
    );
    expect(core.filter((operation) => establishes[operation] === undefined)).toEqual([]);
  });

  test("has patches that apply, and leave a binding that can be read", async () => {
    const challenge = await loadChallenge(folder);
    for (const variant of await findVariants(folder)) {
      const { binding } = variant.kind === "solution" ? variant : variant.solution;
      await withWorkingCopy(variant, async (directory) => {
        if (binding !== undefined) await readBindingFile(join(directory, binding), challenge);
      });
    }
    // Some hundred copies, each patched by git.
  }, 300_000);
});
