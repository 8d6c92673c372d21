import type { Language } from "../language.ts";
import { dockerfile } from "./dockerfile.ts";
import { go } from "./go.ts";
import { java } from "./java.ts";
import { node } from "./node.ts";
import { other } from "./other.ts";
import { php } from "./php.ts";
import { python } from "./python.ts";

/**
 * In the order in which they are looked for: a backend in Go, Java, PHP or Python often has a package.json for its pages, and any
 * of them a Dockerfile, for where it will live. Its own files say more, so the Dockerfile counts where there are none.
 */
export const languages: readonly Language[] = [go, java, php, python, node, dockerfile];

/** @param name as `Identified` has it. */
export function languageNamed(name: string): Language {
  return languages.find((language) => language.name === name) ?? other;
}
