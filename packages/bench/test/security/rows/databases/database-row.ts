import assert from "node:assert/strict";
import type { DatabaseInspector } from "../../../../src/check/world.ts";
import { AssayError } from "../../../../src/errors/assay-error.ts";
import type { Row } from "../../row.ts";

/** A trick in a database, by the submission's own account there. */
export interface DatabaseRow {
  /** Without the engine's name. */
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  readonly attempt: Row["attempt"];
}

/** What the submission keeps in its table `kept`, in the clear. The inspector must find it, whatever was done to hide it. */
export const keptWord = "narwhal-4711";

/** Every one of these must fail. */
export async function allRefused<What>(
  attempts: readonly What[],
  ask: (what: What) => Promise<unknown>,
): Promise<void> {
  const done: string[] = [];
  for (const attempt of attempts) {
    const answer = await ask(attempt).then(
      (value) => JSON.stringify(value ?? "done"),
      () => undefined,
    );
    if (answer !== undefined) done.push(`${JSON.stringify(attempt)} → ${answer.slice(0, 200)}`);
  }
  assert.deepEqual(done, []);
}

/** The inspector finds what is kept, or says that the submission hid it: never that there is nothing, nor that we failed. */
export async function isFound(inspector: Pick<DatabaseInspector, "find">): Promise<void> {
  const places = await inspector.find(keptWord).catch((error: unknown) => {
    if (error instanceof AssayError && error.by === "submission") return undefined;
    throw error;
  });
  if (places === undefined) return;
  const tables = places.map(({ table }) => table).join(", ");
  assert.ok(places.length > 0, `the inspector found nothing of what is kept (${tables})`);
}
