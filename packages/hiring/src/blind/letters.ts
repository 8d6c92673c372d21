/** Letters that are written in more than one way: what each may stand as, besides without its mark. */
const spelled: Readonly<Record<string, readonly string[]>> = {
  ä: ["ae", "æ"],
  æ: ["ae", "ä"],
  ö: ["oe", "ø", "œ"],
  ø: ["oe", "ö"],
  œ: ["oe"],
  ü: ["ue"],
  å: ["aa"],
  ß: ["ss"],
  þ: ["th"],
};
const digraphs: Readonly<Record<string, string>> = { ae: "äæ", oe: "öøœ", ue: "ü", aa: "å", ss: "ß" };
const strokes: Readonly<Record<string, string>> = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", æ: "a", œ: "o" };

const isPlain = /^\p{ASCII}*$/u;
const isRegexSyntax = /[\\^$.*+?()[\]{}|/]/;

/** By plain letter, every letter that is one with a mark: `u` → `uùúûü…`. */
const marked = ((): ReadonlyMap<string, string> => {
  const all = new Map<string, Set<string>>();
  for (let code = 0xc0; code < 0x1f00; code = code === 0x24f ? 0x1e00 : code + 1) {
    const letter = String.fromCodePoint(code).toLowerCase();
    const plain = plainOf(letter);
    if (!/^[a-z]$/.test(plain) || plain === letter) continue;
    all.set(plain, (all.get(plain) ?? new Set([plain])).add(letter));
  }
  return new Map([...all].map(([plain, letters]) => [plain, [...letters].join("")]));
})();

/** Without its mark: `é` → `e`. */
function plainOf(letter: string): string {
  return strokes[letter] ?? letter.normalize("NFD").charAt(0);
}

/** As text is looked through for a first sign of a name: small letters without marks. */
export function folded(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[øłđðıæœ]/g, plainOf);
}

/** Whose signs stand in a text: found in one pass over it, however many signs there are. */
export class Signs<T> {
  readonly #byThree = new Map<number, { readonly sign: string; readonly whose: T }[]>();
  readonly #short: { readonly sign: string; readonly whose: T }[] = [];
  readonly #without: T[] = [];
  readonly #all: readonly T[];

  /** @param signsOf in small letters without marks; whoever has none may stand anywhere. */
  constructor(all: readonly T[], signsOf: (one: T) => readonly string[]) {
    this.#all = all;
    for (const whose of all) {
      const signs = signsOf(whose);
      if (signs.length === 0) this.#without.push(whose);
      for (const sign of signs) {
        if (sign.length < 3) this.#short.push({ sign, whose });
        else {
          const three = threeAt(sign, 0);
          const alike = this.#byThree.get(three) ?? [];
          if (alike.push({ sign, whose }) === 1) this.#byThree.set(three, alike);
        }
      }
    }
  }

  /** In the order in which they were given. */
  in(text: string): readonly T[] {
    const small = folded(text);
    const found = new Set(this.#without);
    for (const { sign, whose } of this.#short) if (small.includes(sign)) found.add(whose);
    for (let at = 0; at + 2 < small.length; at++) {
      for (const { sign, whose } of this.#byThree.get(threeAt(small, at)) ?? []) {
        if (small.startsWith(sign, at)) found.add(whose);
      }
    }
    return found.size < 2 ? [...found] : this.#all.filter((one) => found.has(one));
  }
}

function threeAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xffff;
}

/** Longest run of letters that stands in every spelling; what is too short is no sign. */
export function signOf(word: string): string {
  const small = word.toLowerCase().normalize("NFC");
  // Where a spelling may differ, the run ends.
  const steady = small.replaceAll(/ae|oe|ue|aa|ss|\P{ASCII}/gu, " ");
  const runs = steady.split(/[^a-z0-9]+/);
  return runs.toSorted((one, other) => other.length - one.length)[0] ?? "";
}

/**
 * The source of an expression (flags `u`) that finds a word in every spelling: with and without its marks, `ü` as `ue`,
 * and as JSON or an address escapes it. Case is the caller's to leave open.
 */
export function spellings(word: string): string {
  const small = word.toLowerCase().normalize("NFC");
  let source = "";
  for (let at = 0; at < small.length; at++) {
    const two = digraphs[small.slice(at, at + 2)];
    if (two !== undefined) {
      source += `(?:${small.slice(at, at + 2)}|[${two}])`;
      at++;
    } else source += letter(small.charAt(at));
  }
  return source;
}

function letter(one: string): string {
  if (isRegexSyntax.test(one)) return `\\${one}`;
  if (!/\p{L}/u.test(one)) return one;
  // The longer first, or its end would be left over.
  const ways = [
    ...(spelled[one] ?? []),
    `[${marked.get(plainOf(one)) ?? ""}${one}]\\p{M}*`,
    ...(one > "\x7f" ? escaped(one) : []),
  ];
  return ways.length === 1 ? (ways[0] ?? "") : `(?:${ways.join("|")})`;
}

function escaped(one: string): readonly string[] {
  return [one, one.toUpperCase()].flatMap((way) => [
    `\\\\u${way.charCodeAt(0).toString(16).padStart(4, "0")}`,
    encodeURIComponent(way),
  ]);
}
