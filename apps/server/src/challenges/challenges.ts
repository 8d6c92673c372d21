import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Challenge, WalkThrough } from "@assay/bench";
import { loadChallenge, loadWalkThrough } from "@assay/bench/evaluation";
import type { Catalogue } from "@assay/report";
import { helpIn, plain } from "./brief.ts";
import { countedIn } from "./counted.ts";
import { followUpsIn, type FollowUpPack } from "./follow-ups.ts";

/** A challenge as candidates and hirers meet it. */
export interface Pack {
  readonly id: string;
  readonly folder: string;
  readonly challenge: Challenge;
  /** Markdown. */
  readonly brief: string;
  /** What the brief says by itself about help from AI, word for word. Empty where it says nothing. */
  readonly help: string;
  /** How long it takes, as the brief says: "two to three hours". Empty where it says nothing. */
  readonly hours: string;
  /** OpenAPI, as YAML. */
  readonly contract: string;
  /** The languages in which there is a start. */
  readonly starters: readonly string[];
  /** Also of the checks that come with its follow-ups. */
  readonly catalogue: Catalogue;
  /** Changes that can be asked for after the first work. */
  readonly followUps: readonly FollowUpPack[];
  /** What people talk about at lines of their own code; undefined where the pack has nothing. */
  readonly walkThrough: WalkThrough | undefined;
  /** Ids of the checks that a candidate may be asked before handing in. */
  readonly publicChecks: readonly string[];
  /** How many questions a run here asks, without notes. */
  readonly counted: number;
  /** What each line of the brief is about, by its anchor: "One email, one account". */
  readonly subjects: ReadonlyMap<string, string>;
}

/** The challenge packs that can be asked. Read once: a server that is running keeps to one version. */
export class Challenges {
  readonly folder: string;
  readonly #packs: ReadonlyMap<string, Pack>;

  private constructor(folder: string, packs: ReadonlyMap<string, Pack>) {
    this.folder = folder;
    this.#packs = packs;
  }

  static async open(folder: string): Promise<Challenges> {
    const names = (await readdir(folder, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "challenge.ts")))
      .map(({ name }) => name);
    const packs = await Promise.all(names.map((id) => packIn(folder, id)));
    return new Challenges(folder, new Map(packs.map((pack) => [pack.id, pack])));
  }

  get all(): readonly Pack[] {
    return [...this.#packs.values()];
  }

  find(id: string): Pack | undefined {
    return this.#packs.get(id);
  }
}

async function packIn(challenges: string, id: string): Promise<Pack> {
  const folder = join(challenges, id);
  const [challenge, followUps] = [await loadChallenge(folder), await followUpsIn(folder)];
  const optional = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
  const brief = await optional("brief.md");
  return {
    ...{ id, folder, challenge, followUps },
    walkThrough: await loadWalkThrough(folder),
    ...{ brief: plain(brief), help: helpIn(brief) },
    subjects: new Map(
      [...brief.matchAll(/<a id="([^"]+)"><\/a>\*\*([^*]+)\*\*/g)].map(([, anchor = "", text = ""]) => [anchor, text]),
    ),
    hours: /^\*\*Time:\*\*\s+([^.\n]+)/m.exec(brief)?.[1]?.trim() ?? "",
    contract: await optional("contract.yaml"),
    starters: await readdir(join(folder, "starters")).catch(() => []),
    catalogue: Object.fromEntries(
      [challenge, ...followUps.map((one) => one.challenge)]
        .flatMap(({ checks }) => checks)
        .map(({ id: check, kind, words, technical }) => [check, { kind, words, technical }]),
    ),
    publicChecks: challenge.checks.filter((check) => check.public === true).map((check) => check.id),
    counted: countedIn(challenge).length,
  };
}
