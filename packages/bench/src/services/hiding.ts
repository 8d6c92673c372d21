import type { HiddenData } from "../check/hidden-data.ts";

/** How long a lock may keep an inspector from a table before it counts as hidden, milliseconds: longer than any honest migration of a fresh database. */
export const patience = 6_000;

/** Thrown where the submission's own doing leaves an inspector without an answer. */
export class HiddenDataError extends Error {
  readonly hidden: HiddenData;

  constructor(hidden: HiddenData) {
    super(`The submission hid ${hidden.place === "" ? "its database" : hidden.place} (${hidden.how})`);
    this.name = "HiddenDataError";
    this.hidden = hidden;
  }
}

/** Collects what could not be read while the rest was, so that one hidden table hides no other. */
export class Hiding {
  readonly #hidden = new Map<string, HiddenData>();

  /** @param waitedMs how long we tried. */
  add(how: HiddenData["how"], place: string, waitedMs: number): void {
    const before = this.#hidden.get(place);
    const seconds = Math.max(Math.round(waitedMs / 1_000), before?.seconds ?? 0);
    this.#hidden.set(place, { how, place, seconds });
  }

  /** Everything since the last call. */
  take(): readonly HiddenData[] {
    const hidden = [...this.#hidden.values()];
    this.#hidden.clear();
    return hidden;
  }
}
