import type { ChallengeDefinition } from "./challenge.ts";
import type { IncidentName } from "../result/pressure.ts";
import type { PrintedPassword } from "./printed-password.ts";
import type { ExchangeRef, Judgement } from "./judgement.ts";
import type { World } from "./world.ts";

export const areas = [
  "works-as-asked",
  "handles-errors",
  "keeps-data-whole",
  "secure",
  "stable",
  "fast",
  "well-built",
] as const;
export type Area = (typeof areas)[number];

export const severities = ["blocker", "serious", "minor"] as const;
export type Severity = (typeof severities)[number];

/** `proof`: seen once, it is a fail. `measurement`: a failure must repeat in two more fresh cells. `note`: a fact that is never judged. */
export type Kind = "proof" | "measurement" | "note";

/** Only a must can be judged severely; an extra that passes is a strength. */
export type Demand = "must" | "extra";

/** Words for a person who cannot program: ICU messages over the facts of the judgement, reading grade 8 or below. */
export interface CheckWords {
  readonly title: string;
  readonly titleWhenFailed: string;
  /** What it means for the hirer's product when this is broken. */
  readonly why: string;
  readonly passed: string;
  readonly failed: string;
  /** One sentence for each reason that the judge may give for `notEstablished` or `notApplicable`. */
  readonly reasons?: Readonly<Record<string, string>>;
  readonly ask: { readonly question: string; readonly goodAnswer: string; readonly weakAnswer: string };
}

export interface TechnicalWords {
  readonly summary: string;
  /** CWE numbers. */
  readonly cwe?: readonly number[];
  /** Requirements of the OWASP Application Security Verification Standard 5.0, such as "6.2.4". */
  readonly asvs?: readonly string[];
}

/**
 * Where a check gathers its evidence. `shared`: with other cheap checks, one after another, in one cell.
 * Otherwise a cell of its own, freshly made.
 */
export type CellNeed =
  | "shared"
  | {
      /** How many copies of the app run side by side on one database; 1 unless said. */
      readonly copies?: 1 | 2;
      /** The check measures time: nothing else may run on the machine meanwhile. */
      readonly timed?: boolean;
      /** The database accepts no connection until this many milliseconds after the app was started. */
      readonly databaseLateBy?: number;
      /** The check starts the app by itself (`world.app.start`); otherwise it already listens. */
      readonly startsApp?: boolean;
      /**
       * One run under pressure with these incidents, in the order of `incidentNames`; checks that read the same run
       * share the cell. Two copies, of which the second is started by the incidents that want it.
       */
      readonly pressure?: readonly IncidentName[];
      /** The run is held against that of our own solution, which `world.reference` tells of. */
      readonly reference?: boolean;
    };

/** Of the submission's own choosing, by the driver that it uses. */
export type DatabaseEngine = "postgres" | "mysql" | "mongodb" | "sqlite";

/** What a submission may use besides its database and the mail server. */
export type ServiceName = "redis";

/** `server`: it is reached over a wire, which can be cut. `statement-log`: it says by itself what it was asked. */
export type DatabaseFeature = "server" | "statement-log";

/** What a backend is held to. */
export interface Standard {
  /** It was written for the challenge's brief: its statuses and the shape of its replies may be held against it. */
  readonly byBrief: boolean;
}

/** What is asked of a submission. */
export const theBrief: Standard = { byBrief: true };

export interface CheckDefinition<Evidence = unknown> {
  /** The file's name without its ending: a noun phrase, such as `one-email-one-account`. */
  readonly id: string;
  readonly area: Area;
  readonly severity: Severity;
  readonly kind: Kind;
  /** `must` unless said. */
  readonly demand?: Demand;
  /** What the check rests on: a line of the brief, as `brief#<anchor>`. */
  readonly rests: string;
  readonly words: CheckWords;
  readonly technical: TechnicalWords;
  /** Operations that must work before this can be asked. When the check that establishes one failed, this one is `not-established`. */
  readonly needs: readonly string[];
  /** As `needs`, where the backend has them; one without them is asked all the same, and another sight takes their place. */
  readonly needsWhereBound?: readonly string[];
  /** Checks whose failure explains a failure of this one: one cause is counted once. */
  readonly consequenceOf?: readonly string[];
  /** Besides those, checks whose failure leaves a pass of this one true, but nothing to be glad of: no strength. */
  readonly emptiedBy?: readonly string[];
  readonly cell: CellNeed;
  /** Candidates may have it asked before they hand in. The rest is announced by subject, not by content. */
  readonly public?: boolean;
  /** What the database must have for the question to make sense; where it has not, the check is `not-applicable`. */
  readonly requires?: readonly DatabaseFeature[];
  /** Whether a challenge has what the question is about; where it has not, the check is `not-applicable` to everybody. */
  appliesTo?(challenge: Pick<ChallengeDefinition, "pressure">): boolean;
  /** Operations whose limit on tries it is after: to be limited there is an answer. Any other limit only stood in its way. */
  readonly provokes?: readonly string[];
  /** Operations that must take JSON for the question to make sense. */
  readonly json?: readonly string[];
  /**
   * Any backend must meet it, whatever brief it was written for. Otherwise it rests on this brief alone, and a backend
   * that was not written for it is not asked.
   */
  readonly ofAnyBackend?: boolean;
  /** A failure of it rests on data that was seen, so it stands when the submission hid other data from the inspector. */
  readonly failsBySight?: true;
  /** Returns plain JSON: everything that judging needs. Throwing here is `our-error`. */
  gather(world: World): Promise<Evidence>;
  /** Pure: the same evidence gives the same judgement. By the brief unless the standard says otherwise. */
  judge(evidence: Evidence, standard?: Standard): Judgement;
  /** Pure. Where it did not fail: what it says of passwords that were printed in any cell, whatever was asked there. */
  judgePrinted?(printed: readonly PrintedPassword[]): Judgement;
}

/** Any check, whatever its evidence. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- evidence is contravariant in judge; a list of checks has no common evidence type
export type AnyCheck = CheckDefinition<any>;

/** Types a check: what `gather` returns is what `judge` receives. */
export function defineCheck<Evidence>(definition: CheckDefinition<Evidence>): CheckDefinition<Evidence> {
  return definition;
}

export type { ExchangeRef };
