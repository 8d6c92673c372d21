import type { Binding } from "../operations/binding.ts";
import type { AnyCheck } from "./check.ts";
import type { AskedFollowUp } from "./follow-up.ts";
import type { Acquaintance } from "./rehearsal.ts";
import type { Inputs, Person, World } from "./world.ts";

/** Something that people do over and over. Most of a load should cost no password hash. */
export interface Journey {
  readonly operation: string;
  /** Its share of the visits, among those of the plan. */
  readonly weight: number;
  /** Besides the usual inputs. `word` is made new for each visit: lower-case letters. */
  inputs?(person: Person, word: string): Inputs;
  /** By the brief it works without the database. */
  readonly withoutDatabase?: true;
  /** Text that a reply of success holds, as it is this person's; asked for only where one reply had it. */
  shows?(person: Person): string;
  /** Whether it leaves the visits of the same person alone, which is asked once; where it does not, it is left out. */
  isHarmless?(world: World): Promise<boolean>;
  /** What it leaves behind where it is done, by which it is found again. */
  readonly leaves?:
    | {
        /** The newest word takes the place of the one before. */
        readonly kind: "value";
        /**
         * The word that this person's account has now; undefined when it could not be read.
         *
         * @param options.mayLogIn where the person's log-in has ended; another one may end those of their visits.
         */
        read(world: World, person: Person, options: { readonly mayLogIn: boolean }): Promise<string | undefined>;
      }
    | {
        /** Each word makes a thing of its own. */
        readonly kind: "thing";
        /** How many things of this word there are; undefined when that could not be told. */
        count(world: World, person: Person, word: string): Promise<number | undefined>;
      };
}

/** How a challenge's backend is used by many people at once. */
export interface PressurePlan {
  /** At a rate that a backend can carry, 95 of 100 visits are answered within this. Milliseconds. */
  readonly boundMs: number;
  /** The longest fair wait by the brief, whatever is broken. Milliseconds. */
  readonly limitMs: number;
  /** How soon it works again when what was broken is whole. Milliseconds. */
  readonly recoversWithinMs: number;
  readonly journeys: readonly Journey[];
  /** Lets a person take part. False where that did not work. */
  arrive(world: World, person: Person): Promise<boolean>;
}

/** A challenge pack: one folder with a brief, a contract and checks. */
export interface Challenge {
  readonly id: string;
  /** As in the report's first line: "Login system". */
  readonly title: string;
  readonly version: string;
  readonly binding: Binding;
  /** Operations that its brief asks nobody for, and that a backend written for another one may have. */
  readonly furtherOperations?: readonly string[];
  /** What an operation sends when a check says nothing else. */
  usualInputs(operation: string, person: Person): Inputs;
  /** Operation → the check that establishes that it works at all. */
  readonly establishes: Readonly<Record<string, string>>;
  /** Operations without which the submission could not be exercised: their failure is `could-not-run`. */
  readonly core: readonly string[];
  /** Operations that cost the submission a password hash: counted, and told when an evaluation took long. */
  readonly costlyOperations: readonly string[];
  /** Asked after a copy listens, until its status is a success; a copy without it counts as ready when it listens. */
  readonly readiness?: string;
  /** How long the brief gives the app to listen, milliseconds; 30,000 unless said. */
  readonly startsWithinMs?: number;
  /** The challenge's own variables, besides PORT, DATABASE_URL, SMTP_URL, PUBLIC_URL, AUTH_SECRET. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where checks ask how it fares under pressure. */
  readonly pressure?: PressurePlan;
  /** How a backend that was not written for the challenge is got to know. */
  readonly acquaintance?: Acquaintance;
  /** Measures the submission's own costs in a cell of its own, before the checks. */
  measureCosts(world: Omit<World, "costs" | "credentialKind">): Promise<{
    readonly idleMs: number;
    readonly hashMs: number;
    readonly credentialKind: "bearer" | "cookie" | "unknown";
  }>;
  readonly checks: readonly AnyCheck[];
  /** Where it is asked with a change to the first work. */
  readonly followUp?: AskedFollowUp;
}

export type ChallengeDefinition = Omit<Challenge, "checks" | "followUp">;

/** Operations without which a check is not asked: those that it needs, and those that it establishes. */
export function operationsOf(check: AnyCheck, { establishes }: Pick<Challenge, "establishes">): readonly string[] {
  return [...check.needs, ...Object.keys(establishes).filter((operation) => establishes[operation] === check.id)];
}

export function defineChallenge(definition: ChallengeDefinition): ChallengeDefinition {
  return definition;
}
