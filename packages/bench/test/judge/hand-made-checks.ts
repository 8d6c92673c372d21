import type { AnyCheck, CheckDefinition } from "../../src/check/check.ts";
import { fail, notApplicable, notEstablished, noted, pass, type Judgement } from "../../src/check/judgement.ts";
import type { Try } from "../../src/judge/try.ts";
import { judgeChecks, type Judged } from "../../src/judge/judge.ts";
import { gatheringVersion } from "../../src/result/versions.ts";

/** A check whose evidence says outright what it will be judged as. */
export function makeCheck(id: string, changes: Partial<CheckDefinition<Said>> = {}): AnyCheck {
  return {
    id,
    area: "secure",
    severity: "serious",
    kind: "proof",
    rests: "brief#log-in",
    words: {
      title: id,
      titleWhenFailed: id,
      why: "",
      passed: "",
      failed: "",
      ask: { question: "", goodAnswer: "", weakAnswer: "" },
    },
    technical: { summary: "" },
    needs: [],
    cell: "shared",
    gather: () => Promise.resolve("pass" as const),
    judge: judgeWhatWasSaid,
    ...changes,
  };
}

export type Said = "pass" | "fail" | "fail-minor" | "unclear" | "not-applicable" | "noted" | "unreadable";

function judgeWhatWasSaid(said: Said): Judgement {
  switch (said) {
    case "pass":
      return pass({ said });
    case "fail":
      return fail({ said });
    case "fail-minor":
      return fail({ said }, {}, "minor");
    case "unclear":
      return notEstablished("unclear");
    case "not-applicable":
      return notApplicable("not-here");
    case "noted":
      return noted({ said });
    case "unreadable":
      throw new TypeError("said is no longer a word");
  }
}

export function tries(...said: (Said | "error" | "app-died")[]): Try[] {
  return said.map((one, index): Try => {
    const cell = `cell-${index + 1}`;
    if (one === "error") return { cell, error: "the agent died" };
    if (one === "app-died") return { cell, appDied: true };
    return { cell, evidence: one };
  });
}

export interface Setting {
  readonly establishes?: Readonly<Record<string, string>>;
  readonly core?: readonly string[];
  readonly gathering?: number;
}

/** Judges pairs of a check and what its tries said. */
export function judgePairs(pairs: readonly (readonly [AnyCheck, readonly Try[]])[], setting: Setting = {}): Judged {
  return judgeChecks({
    checks: pairs.map(([check]) => check),
    tries: Object.fromEntries(pairs.map(([check, of]) => [check.id, of])),
    establishes: setting.establishes ?? {},
    core: setting.core ?? [],
    gathering: setting.gathering ?? gatheringVersion,
  });
}
