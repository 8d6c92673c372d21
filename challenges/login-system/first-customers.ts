import type { Person, RowRef, World } from "@assay/bench";
import { arrive } from "./actions.ts";

/** People who signed up and logged in, and every row that this wrote. */
export interface FirstCustomers {
  /** Those whose log-in worked. */
  readonly people: readonly Person[];
  readonly rows: readonly RowRef[];
}

/** Two password hashes each. */
export async function firstCustomers(world: World, count: number): Promise<FirstCustomers> {
  const people: Person[] = [];
  const { rows } = await world.database.written(async () => {
    for (const person of world.edge.people(count)) {
      const { credential } = await arrive(world, person);
      if (credential !== undefined) people.push(person);
    }
  });
  return { people, rows };
}
