import type { Binding } from "../operations/binding.ts";
import type { AnyCheck } from "./check.ts";
import type { Acquaintance } from "./rehearsal.ts";
import type { Inputs, Person, World } from "./world.ts";

/** A challenge pack: one folder with a brief, a contract and checks. */
export interface Challenge {
  readonly id: string;
  /** As in the report's first line: "Login system". */
  readonly title: string;
  readonly version: string;
  readonly binding: Binding;
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
  /** How a backend that was not written for the challenge is got to know. */
  readonly acquaintance?: Acquaintance;
  /** Measures the submission's own costs in a cell of its own, before the checks. */
  measureCosts(world: Omit<World, "costs" | "credentialKind">): Promise<{
    readonly idleMs: number;
    readonly hashMs: number;
    readonly credentialKind: "bearer" | "cookie" | "unknown";
  }>;
  readonly checks: readonly AnyCheck[];
}

export type ChallengeDefinition = Omit<Challenge, "checks">;

/** Operations without which a check is not asked: those that it needs, and those that it establishes. */
export function operationsOf(check: AnyCheck, { establishes }: Pick<Challenge, "establishes">): readonly string[] {
  return [...check.needs, ...Object.keys(establishes).filter((operation) => establishes[operation] === check.id)];
}

export function defineChallenge(definition: ChallengeDefinition): ChallengeDefinition {
  return definition;
}
