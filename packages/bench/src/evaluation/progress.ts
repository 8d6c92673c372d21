import type { AnyCheck } from "../check/check.ts";
import type { Judgement } from "../check/judgement.ts";
import type { LivePressure, PhaseName } from "../result/result.ts";

/** What a person is told while an evaluation runs. */
export type Progress =
  | { readonly type: "phase"; readonly phase: PhaseName }
  | { readonly type: "planned"; readonly checks: number }
  | { readonly type: "asking"; readonly check: string }
  /** `done` of `planned` checks have been asked; one may be asked again. Notes are not among them. */
  | {
      readonly type: "asked";
      readonly check: string;
      readonly outcome: Judgement["outcome"] | "our-error";
      readonly done: number;
    }
  | { readonly type: "again"; readonly check: string }
  /** A solution of our own is measured, for speed to be held against. */
  | { readonly type: "reference"; readonly solution: string }
  /** The run under pressure as far as it has come. */
  | ({ readonly type: "pressure" } & LivePressure);

/** The report counts no notes among its checks. */
export function isCounted({ kind }: Pick<AnyCheck, "kind">): boolean {
  return kind !== "note";
}

export type OnProgress = (progress: Progress) => void;
