import type { Catalogue } from "../catalogue.ts";
import { wordsOf } from "../words/words.ts";
import { spelledOut } from "./reading.ts";

const words = wordsOf("en");

/** What a check is called while nothing is known of it but whether it failed. */
export function titleIn(catalogue: Catalogue, id: string, isFailed = false): string {
  const own = Object.hasOwn(catalogue, id) ? catalogue[id]?.words : undefined;
  const title = words.tell(own?.title, {}, spelledOut(id));
  // What it is called when it failed may need facts that are not there yet.
  return isFailed ? words.tell(own?.titleWhenFailed, {}, title) : title;
}
