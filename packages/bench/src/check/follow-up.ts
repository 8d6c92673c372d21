import type { Binding } from "../operations/binding.ts";
import type { ChallengeDefinition } from "./challenge.ts";
import type { Inputs, Person } from "./world.ts";

/** A change to one's own work, the same for all: `follow-ups/<id>/` of a challenge pack. */
export interface FollowUpDefinition {
  /** The name of its folder. */
  readonly id: string;
  /** As in the report's first line: "See where I am logged in". */
  readonly title: string;
  readonly version: string;
  /** About how long it takes. Minutes: an estimate, and told as such. */
  readonly minutes: number;
  /** The operations that it adds: its own `contract.yaml`. */
  readonly binding: Binding;
  /** What these send when a check says nothing else; nothing unless said. */
  usualInputs?(operation: string, person: Person): Inputs;
  /** Of the operations that it adds: which of its checks establishes each. */
  readonly establishes: Readonly<Record<string, string>>;
}

/** Which follow-up change a challenge is asked with. */
export interface AskedFollowUp extends Pick<FollowUpDefinition, "id" | "title" | "version"> {
  /** Ids of the checks that came with it, beside all those of the challenge. */
  readonly checks: readonly string[];
}

export function defineFollowUp(definition: FollowUpDefinition): FollowUpDefinition {
  return definition;
}

/** The challenge with what the change adds; all that it had stays as it was. */
export function withFollowUp(challenge: ChallengeDefinition, followUp: FollowUpDefinition): ChallengeDefinition {
  const added = new Set(Object.keys(followUp.binding));
  return {
    ...challenge,
    binding: { ...challenge.binding, ...followUp.binding },
    establishes: { ...challenge.establishes, ...followUp.establishes },
    usualInputs: (operation, person) =>
      added.has(operation)
        ? (followUp.usualInputs?.(operation, person) ?? {})
        : challenge.usualInputs(operation, person),
  };
}
