import type { Binding } from "../operations/binding.ts";
import type { AnyCheck } from "./check.ts";
import type { Inputs, Person, World } from "./world.ts";

/** A challenge pack: one folder with a brief, a contract and checks. */
export interface Challenge {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** The words of the report's meta line: "Login system". */
  readonly binding: Binding;
  /** What an operation sends when a check says nothing else. */
  usualInputs(operation: string, person: Person): Inputs;
  /** Operation → the check that establishes that it works at all. */
  readonly establishes: Readonly<Record<string, string>>;
  /** Operations without which the submission could not be exercised: their failure is `could-not-run`. */
  readonly core: readonly string[];
  /** Prefix of the environment: the challenge's own variables, besides PORT, DATABASE_URL, SMTP_URL, PUBLIC_URL, AUTH_SECRET. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Measures the submission's own costs in a cell of its own, before the checks. */
  measureCosts(world: Omit<World, "costs" | "credentialKind">): Promise<{
    readonly idleMs: number;
    readonly hashMs: number;
    readonly credentialKind: "bearer" | "cookie" | "unknown";
  }>;
  readonly checks: readonly AnyCheck[];
}

export type ChallengeDefinition = Omit<Challenge, "checks">;

export function defineChallenge(definition: ChallengeDefinition): ChallengeDefinition {
  return definition;
}
