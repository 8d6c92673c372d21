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

/**
 * Whether a sign stands in a folded text: asked for many signs, of a text of any length. Three letters that are nowhere in
 * it tell at once that a sign is not.
 */
export function lookIn(foldedText: string): (sign: string) => boolean {
  const threes = new Uint8Array(2 ** 16);
  for (let at = 0; at + 2 < foldedText.length; at++) threes[threeAt(foldedText, at)] = 1;
  return (sign) => (sign.length < 3 || threes[threeAt(sign, 0)] === 1) && foldedText.includes(sign);
}

function threeAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & 0xffff;
}

/** Longest run of letters that stands in every spelling; what is too short is no sign. */
export function signOf(word: string): string {
  const small = word.toLowerCase().normalize("NFC");
  // Where a spelling may differ, the run ends.
  const steady = small.replaceAll(/[äæöøœüåßþ]|ae|oe|ue|aa|ss|[^\p{ASCII}]/gu, " ");
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
