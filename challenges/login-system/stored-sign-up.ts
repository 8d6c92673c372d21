import type { Attempt, Person, RowRef, World } from "@assay/bench";
import { arrive } from "./actions.ts";

/** A sign-up and a log-in, and every row that they wrote. */
export interface StoredSignUp {
  readonly email: string;
  readonly password: string;
  readonly signUp: Attempt;
  readonly logIn: Attempt;
  readonly rows: readonly RowRef[];
}

/** Signs up and logs in while the inspector watches what is written. Two password hashes. */
export async function storedSignUp(world: World, person: Person = world.edge.person()): Promise<StoredSignUp> {
  const { result, rows } = await world.database.written(() => arrive(world, person));
  const { email, password } = person;
  // Through JSON, so that bytes look the same to a judge now and to one that reads the stored evidence.
  const plainRows = JSON.parse(JSON.stringify(rows)) as readonly RowRef[];
  return { email, password, signUp: result.signUp, logIn: result.logIn, rows: plainRows };
}
