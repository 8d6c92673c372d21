import type { Challenge } from "../check/challenge.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import { Backend, type BackendOptions } from "../evaluation/running-backend.ts";
import { mustBeThere } from "../evaluation/start-problem.ts";
import { readBindingFile } from "../operations/binding-file.ts";

export interface Rehearsal {
  /** The submission's name. */
  readonly name: string;
  readonly steps: readonly Rehearsed[];
  /** Operations without which nothing can be asked, and which did not work. */
  readonly missing: readonly string[];
  /** Operations of the challenge that are not bound. */
  readonly unbound: readonly string[];
}

/**
 * Starts a backend, closed in, and exercises its binding operation by operation.
 * @throws AssayError `binding-broken`, and whatever stood in the way of installing and starting it.
 */
export async function rehearse(options: BackendOptions & { readonly binding: string }): Promise<Rehearsal> {
  const bound = await readBindingFile(options.binding, options.challenge);
  return Backend.during(options, async (backend) => {
    const steps = await backend.running(bound, async (cell) => {
      const done = await cell.rehearse(bound.backend);
      await mustBeThere(
        cell,
        done.flatMap(({ exchanges }) => exchanges),
      );
      return done;
    });
    const known = Object.keys(options.challenge.binding);
    return {
      name: backend.received.name,
      steps,
      missing: unusableOf(options.challenge, steps),
      unbound: known.filter((operation) => !Object.hasOwn(bound.backend.operations, operation)),
    };
  });
}

/** The challenge's core operations that did not work. Pure. */
export function unusableOf({ core }: Pick<Challenge, "core">, steps: readonly Rehearsed[]): readonly string[] {
  const isUsable = (operation: string) =>
    steps.some((step) => step.operation === operation && (step.outcome === "works" || step.outcome === "said"));
  return core.filter((operation) => !isUsable(operation));
}
