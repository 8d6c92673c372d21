import type { Language } from "../language.ts";
import { go } from "./go.ts";
import { node } from "./node.ts";
import { other } from "./other.ts";

/** In the order in which they are looked for: a backend in Go often holds a package.json for its pages, never the other way round. */
export const languages: readonly Language[] = [go, node];

/** @param name as `Identified` has it. */
export function languageNamed(name: string): Language {
  return languages.find((language) => language.name === name) ?? other;
}
