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

/** An inspector that may say what was hidden from it. */
type Inspector = Pick<DatabaseInspector, "find"> & { takeHidden?(): readonly unknown[] };

/** The inspector finds what is kept, or says that the submission hid it: never that there is nothing, nor that we failed. */
export async function isFound(inspector: Inspector): Promise<void> {
  const places = await inspector.find(keptWord).catch((error: unknown) => {
    const isHidden =
      error instanceof AssayError ? error.by === "submission" : error instanceof Error && "hidden" in error;
    if (isHidden) return undefined;
    throw error;
  });
  const hidden = inspector.takeHidden?.() ?? [];
  if (places === undefined || hidden.length > 0) return;
  assert.ok(places.length > 0, "the inspector found nothing of what is kept, and doesn't say why");
}
