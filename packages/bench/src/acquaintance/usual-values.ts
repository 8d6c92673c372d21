import { wordsIn } from "./route.ts";

/** What a member that no input stands for usually takes, by its name. The more telling come first. */
const byName: readonly (readonly [RegExp, string | number | boolean])[] = [
  [/phone|mobile|telephone|(^|-)tel$|contact-?(number|no)/, "2025550143"],
  [/birth|(^|-)dob$/, "1990-05-17"],
  [/(^|-)age$/, 30],
  [/gender|(^|-)sex$/, "other"],
  [/(^|-)(role|user-?type|account-?type)s?$/, "user"],
  [/country/, "US"],
  [/zip|postal|postcode/, "10001"],
  [/(^|-)(url|website|link|avatar|image|picture|photo)$/, "https://www.example.com/"],
  [/^(is|has)-|terms|agree|accept|consent|active/, true],
];

/** By what its type is called. */
const byType: readonly (readonly [RegExp, string | number | boolean])[] = [
  [/bool/i, true],
  [/datetime/i, "2020-01-01T00:00:00"],
  [/date/i, "1990-05-17"],
  [/int|float|decimal|number/i, 1],
  [/uuid/i, "5f0c1e0a-6e1f-4d6e-9b55-0b8a3a1f6f01"],
  [/url/i, "https://www.example.com/"],
];

/** A value that a member with this name, and of this type, is likely to take; undefined where nothing tells. Pure. */
export function usualValue(name: string, type = ""): string | number | boolean | undefined {
  const words = wordsIn(name);
  const typed = byType.find(([pattern]) => pattern.test(type))?.[1];
  const named = byName.find(([pattern]) => pattern.test(words))?.[1];
  return typed === undefined || typeof typed === typeof named ? (named ?? typed) : typed;
}
