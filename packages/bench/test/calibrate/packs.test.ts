import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { packFaults } from "../../src/calibrate/pack-rules.ts";
import { variantsOf } from "../../src/calibrate/calibrate.ts";
import { findVariants, type Solution } from "../../src/calibrate/variant.ts";
import { withWorkingCopy } from "../../src/calibrate/working-copy.ts";
import { followUpFolder, followUpsOf, loadChallenge } from "../../src/evaluation/load-challenge.ts";
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

test("of a follow-up, its own checks are proven by its own variants alone", () => {
  const followUp = { id: "refunds", title: "", version: "1", checks: ["refund"] };
  const challenge = { checks: [makeCheck("order"), makeCheck("refund")], followUp };
  expect(packFaults(challenge, [])).toEqual(["No flawed variant names the check refund."]);
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

const followUps = (
  await Promise.all(
    folders.map(async (folder) => (await followUpsOf(folder)).map((id) => ({ name: basename(folder), folder, id }))),
  )
).flat();

describe.each(followUps)("the follow-up $id of $name", ({ folder, id }) => {
  const load = async () => ({
    challenge: await loadChallenge(folder, { followUp: id }),
    variants: await variantsOf(folder, id),
  });

  test("has a flawed variant for each check of its own, and a legitimate one that might trip it", async () => {
    const { challenge, variants } = await load();
    expect(challenge.followUp?.checks.length).toBeGreaterThan(3);
    expect(packFaults(challenge, variants)).toEqual([]);
    const tempted = new Set(variants.flatMap((variant) => (variant.kind === "legitimate" ? variant.tempts : [])));
    expect(challenge.followUp?.checks.filter((check) => !tempted.has(check))).toEqual([]);
  });

  test("changes solutions in two languages at least, and all its patches apply", async () => {
    const { variants } = await load();
    expect(variants.filter(({ kind }) => kind === "solution").length).toBeGreaterThan(1);
    for (const variant of variants) await withWorkingCopy(variant, () => Promise.resolve());
  }, 120_000);

  test("establishes what it adds, and takes no name that the challenge has", async () => {
    const { challenge } = await load();
    const before = await loadChallenge(folder);
    const own = challenge.checks.filter((check) => challenge.followUp?.checks.includes(check.id));
    const added = Object.keys(challenge.binding).filter((operation) => before.binding[operation] === undefined);
    expect(added.length).toBeGreaterThan(0);
    expect(added.filter((operation) => challenge.establishes[operation] === undefined)).toEqual([]);
    expect(challenge.checks.length).toBe(before.checks.length + own.length);
    expect(new Set(challenge.checks.map((check) => check.id)).size).toBe(challenge.checks.length);
    for (const [operation, bound] of Object.entries(before.binding)) {
      expect(challenge.binding[operation]).toBe(bound);
    }
  });

  test("rests each check on a line of its own text", async () => {
    const { challenge } = await load();
    const text = readFileSync(join(followUpFolder(folder, id), "follow-up.md"), "utf8");
    const anchors = new Set(
      [...text.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, anchor]) => `follow-up#${anchor ?? ""}`),
    );
    const own = challenge.checks.filter((check) => challenge.followUp?.checks.includes(check.id));
    expect(own.filter(({ rests }) => !anchors.has(rests)).map((check) => check.id)).toEqual([]);
    expect(text.split(/\s+/).length).toBeLessThan(700);
  });
});
