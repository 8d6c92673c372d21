import type { Inputs } from "../check/world.ts";
import type { OperationBinding, Step } from "./binding.ts";
import { inputsOf } from "./request.ts";

/** All inputs that an operation has a place for, its steps included. */
export function placesOf(bound: OperationBinding): ReadonlySet<string> {
  const steps = [...(bound.first ?? []), ...(bound.then ?? [])];
  return new Set([...inputsOf(bound), ...steps.flatMap(placesIn)]);
}

function placesIn(step: Step): readonly string[] {
  return inputsOf("mail" in step ? { method: "GET", path: step.mail } : step.request);
}

/** Of these inputs, those that an operation has a place for. Who is known by a user name has it from their email. */
export function placedIn<Value>(
  bound: OperationBinding,
  inputs: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  const places = placesOf(bound);
  const isPlaced = (input: string) => places.has(input) || (input === "email" && places.has("userName"));
  return Object.fromEntries(Object.entries(inputs).filter(([input]) => isPlaced(input)));
}

/**
 * Without its place, an input would be judged by a request that never carried it. What is sent anyway claims nothing.
 * @throws Error a fault of ours.
 */
export function assertPlaced(operation: string, bound: OperationBinding, given: Inputs, usual: Inputs): void {
  const placed = placedIn(bound, given);
  for (const [input, value] of Object.entries(given)) {
    if (Object.hasOwn(placed, input) || (Object.hasOwn(usual, input) && usual[input] === value)) continue;
    throw new Error(
      `the binding of ${operation} has no place for ${input}: ask takes("${operation}", "${input}") first`,
    );
  }
}
