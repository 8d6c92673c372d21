import { changedPlaces } from "./changed-places.ts";
import type { CodeFile } from "./code-files.ts";
import { placeOf, type Place, type Signs } from "./places.ts";

/** Asked at the lines that a follow-up changed: always these, in this order. Texts: `walk.<id>.ask`, `.good`, `.weak`. */
export const changePrompts = ["change-why", "change-what-else"] as const;
export type ChangePrompt = (typeof changePrompts)[number];

/** Which prompt, and where in their own code it points; no place where none was found. */
export interface Pointed<Id extends string = string> {
  readonly id: Id;
  readonly place: Place | undefined;
}

/** Each prompt with its place in the work, in the order given: nothing is left out for anybody. */
export function pointedAt(
  prompts: readonly { readonly id: string; readonly places: Signs }[],
  files: readonly CodeFile[],
): readonly Pointed[] {
  return prompts.map(({ id, places }) => ({ id, place: placeOf(places, files) }));
}

/** The same for what was changed; without places where nothing was changed yet. */
export function pointedAtChanges(
  before: readonly CodeFile[],
  after: readonly CodeFile[] | undefined,
): readonly Pointed<ChangePrompt>[] {
  const places = after === undefined ? [] : changedPlaces(before, after, changePrompts.length);
  return changePrompts.map((id, at) => ({ id, place: places[at] }));
}
