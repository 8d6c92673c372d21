/** Tells the line, from 1, of a place in a text. */
export function lineCounter(text: string): (index: number) => number {
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
  return (index) => countBefore(ends, index) + 1;
}

const longestPrefix = 300;

/** How a controller, a router, a blueprint or a group says what stands before the paths below it; the last counts most. */
const above: readonly RegExp[] = [
  /@(?:Controller|RequestMapping)\(\s*(?:(?:value|path)\s*=\s*)?["']([^"']*)["']/g,
  /(?:prefix|url_prefix)\s*[:=]\s*["'](\/[^"']*)["']/g,
  /\.(?:Group|PathPrefix)\(\s*"(\/[^"]*)"/g,
];
/** Express mounts a router below its routes. */
const below = /\.use\(\s*["'](\/[^"']+)["']\s*,\s*(?:router|routes?)\s*\)/g;

/** Behind the bracket that closes the one before `from`, of whichever kind that is; undefined where none does before `until`. */
export function closingBracket(text: string, from: number, until = text.length): number | undefined {
  const open = text[from - 1];
  const close = open === "{" ? "}" : ")";
  let depth = 1;
  for (let at = from; at < Math.min(until, text.length); at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at + 1;
  }
  return undefined;
}

/** The first of a call's arguments, or of a function's parameters, each as it is written. */
export function argumentsIn(inside: string, most: number): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let quote = "";
  for (let at = 0; at <= inside.length && parts.length < most; at++) {
    const char = inside.charAt(at);
    if (quote !== "") {
      if (char === quote) quote = "";
      else if (char !== "") continue;
    } else if (char === '"' || char === "'") quote = char;
    else if (/[([{]/.test(char)) depth++;
    else if (/[)\]}]/.test(char)) depth--;
    if ((char === "," && depth === 0 && quote === "") || at === inside.length) {
      parts.push(inside.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}

/** Tells the prefix that a file itself gives to what stands at a place: the last one above it, or where it is mounted. */
export function prefixesIn(text: string): (index: number) => string {
  const given = above.map((pattern) => prefixesOf(text, pattern)).toReversed();
  const mounted = prefixesOf(text, below).prefixes.at(-1);
  return (index) => {
    for (const { ends, prefixes } of given) {
      const last = prefixes[countBefore(ends, index + 1) - 1];
      if (last !== undefined) return last;
    }
    return /\brouter\b/.test(text.slice(index, index + 20)) ? (mounted ?? "") : "";
  };
}

function prefixesOf(
  text: string,
  pattern: RegExp,
): { readonly ends: readonly number[]; readonly prefixes: readonly string[] } {
  const matches = [...text.matchAll(pattern)].filter(([, prefix = ""]) => prefix.length <= longestPrefix);
  return {
    ends: matches.map(({ 0: whole, index }) => index + whole.length),
    prefixes: matches.map(([, prefix = ""]) => prefix),
  };
}

/** How many of the ascending numbers are smaller. */
function countBefore(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
