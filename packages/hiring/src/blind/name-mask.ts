import { everydayWords, nobodysNames } from "./everyday-words.ts";
import { folded, signOf, spellings } from "./letters.ts";

/** By what somebody could be known. */
export interface Known {
  /** What stands in the name's place. */
  readonly codeName: string;
  readonly name: string;
  /** Empty where there is none. */
  readonly email: string;
  /** What they call themselves in their work: names, emails, accounts. */
  readonly aliases: readonly string[];
}

/** Puts a code name wherever a name stands. */
export interface NameMask {
  /** Where a text may be about anybody: only what can be nobody else, such as the whole name or the email. */
  readonly anywhere: (text: string) => string;
  /** In what belongs to this person: also each part of the name, an account, an alias. */
  readonly within: (text: string) => string;
  /** One of these stands in every folded text that there is anything to do in; none where only a close look tells. */
  readonly signs: readonly string[];
}

/** Between the parts of a name, as people and programs write them. */
const between = "(?:[\\s._+\\-/'’]|%20|&#39;){0,3}";
const [before, after] = ["(?<!\\p{L})", "(?!\\p{L})"];
const writtenWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const mostParts = 8;
const mostAliases = 60;
const anyCase = (source: string) => `(?i:${source})`;

export function nameMask(known: Known): NameMask {
  const { codeName, name, email } = known;
  const aliases = known.aliases.slice(0, mostAliases);
  const called = aliases.filter((alias) => !alias.includes("@"));
  // Made when they are first needed: most people are in few answers.
  const anywhere = once(() =>
    expression([...emails([email]), ...wholeName(name), ...accounts([email]).filter(isTelling).map(word)]),
  );
  const within = once(() =>
    expression([
      ...emails([email, ...aliases]),
      ...[name, ...called].flatMap(wholeName),
      ...withInitial(name),
      ...accounts([email, ...aliases]).map(word),
      ...partsOf(name).map(part),
      ...called.flatMap(aliasParts),
    ]),
  );
  const signs = signsIn([name, email, ...aliases]);
  const repeated = once(() => new RegExp(`(${anyCase(spellings(codeName))})(?:[ ._-]{1,2}\\1)+`, "gu"));
  const put = (text: string, what: () => RegExp | undefined) => {
    if (text === name) return codeName;
    const small = folded(text);
    if (signs.length > 0 && !signs.some((sign) => small.includes(sign))) return text;
    const found = what();
    if (found === undefined) return text;
    const changed = text.replace(found, () => codeName);
    return changed === text ? text : changed.replace(repeated(), () => codeName);
  };
  return {
    anywhere: (text) => put(text, anywhere),
    within: (text) => put(text, within),
    signs,
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function expression(sources: readonly string[]): RegExp | undefined {
  const all = [...new Set(sources.filter((source) => source !== ""))];
  return all.length === 0 ? undefined : new RegExp(all.join("|"), "gu");
}

/** Words of a name: `Anne-Marie O’Brien` → Anne, Marie, O, Brien. */
function wordsIn(name: string): readonly string[] {
  return name
    .normalize("NFC")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((one) => one !== "")
    .slice(0, mostParts);
}

function partsOf(name: string): readonly string[] {
  return wordsIn(name).filter((one) => one.length >= (writtenWithoutSpaces.test(one) ? 2 : 3));
}

/** Two parts or more of a name, in whatever order, apart or joined: `Jonas Weber`, `weber.jonas`, `JonasWeber`. */
function wholeName(name: string): readonly string[] {
  const words = wordsIn(name).filter((one) => /\p{L}/u.test(one));
  if (words.length === 1 && writtenWithoutSpaces.test(name) && name.length >= 3) return [spellings(name)];
  if (words.length < 2) return [];
  const long = words.filter((one) => one.length >= 3);
  const used = long.length >= 2 ? long : words;
  // Two words that are both a name: only written as one.
  const start = used.every(isEveryday) ? "(?=\\p{Lu})" : "";
  // The longer first, as what was read once isn't read again in another way.
  const longerFirst = used.toSorted((each, other) => other.length - each.length);
  const one = `(?:${longerFirst.map((each) => start + anyCase(spellings(each))).join("|")})`;
  const little = words.filter((each) => !used.includes(each)).map((each) => anyCase(spellings(each)));
  const gap = little.length === 0 ? between : `${between}(?:(?:${little.join("|")})${between}){0,2}`;
  const isLong = used.join("").length >= 8;
  // `Weber, Jonas` last: in a list of names, each is one.
  return [readOnce(`${one}(?:${gap}${one})+`), `${one}, ?${one}`].map((source) =>
    isLong ? source : before + source + after,
  );
}

/** Else a name of `Aaa Aaaa` has a long run of `a` read in all the ways in which it can be split. */
function readOnce(source: string): string {
  return `(?=(?<run>${source}))\\k<run>`;
}

/** The first letter of one part with another: `jweber`, `J. Weber`, `weberj`. */
function withInitial(name: string): readonly string[] {
  const words = wordsIn(name).filter((one) => /^\p{L}/u.test(one));
  return words.flatMap((word, at) => {
    if (word.length < 3) return [];
    return words
      .filter((_, other) => other !== at)
      .flatMap((other) => {
        const initial = spellings(other.charAt(0));
        return [`${initial}[.\\s_-]{0,2}${spellings(word)}`, `${spellings(word)}[.\\s_-]{0,2}${initial}`].map(
          (source) => `${before}${anyCase(source)}${after}`,
        );
      });
  });
}

function emails(all: readonly string[]): readonly string[] {
  return all
    .filter((one) => one.includes("@"))
    .map((one) => anyCase(spellings(one).replace("@", "(?:@|%40| ?[[(]at[\\])] ?)")));
}

/** What stands before the @ of each, without what follows a plus. */
function accounts(all: readonly string[]): readonly string[] {
  return all
    .filter((one) => one.includes("@"))
    .map((one) => one.split("@")[0]?.split("+")[0] ?? "")
    .filter((one) => one.length >= 3 && !isNobodys(one));
}

/** Can be nobody else's: `jonas.weber`, `jw1984`. */
function isTelling(account: string): boolean {
  return account.length >= 5 && /[\d._-]/.test(account);
}

function aliasParts(alias: string): readonly string[] {
  const words = partsOf(alias).filter((one) => one.length >= 4 && !isNobodys(one));
  return [...(alias.length >= 4 && !isNobodys(alias) ? [word(alias)] : []), ...words.map(part)];
}

function word(one: string): string {
  return `${before}${anyCase(spellings(one))}${after}`;
}

/** One part of a name, also as a hump of a longer word: `jonasApp`, `byJonas`, `JONAS_HOME`. */
function part(one: string): string {
  const source = anyCase(spellings(one));
  if (writtenWithoutSpaces.test(one)) return source;
  if (isEveryday(one)) return `${before}(?=\\p{Lu})${source}${after}`;
  return [
    `${before}${source}${after}`,
    `(?<=\\p{Ll})(?=\\p{Lu})${source}(?!\\p{Ll})`,
    `${before}${source}(?<=\\p{Ll})(?=\\p{Lu})`,
  ].join("|");
}

function isEveryday(one: string): boolean {
  return everydayWords.has(folded(one));
}

/** No name, or one that would hide ordinary words of a report. */
export function isNobodys(alias: string): boolean {
  const small = folded(alias.trim());
  return small.length < 3 || nobodysNames.has(small) || everydayWords.has(small);
}

/** One of these is in every text that has anything of this person; none where no sign is long enough. */
function signsIn(all: readonly string[]): readonly string[] {
  const words = all.flatMap((one) => wordsIn(one.split("@")[0] ?? ""));
  const signs = words.map(signOf);
  const steady = signs.filter((sign) => sign.length >= 2);
  // Where one has no steady run, only a close look tells; a single letter never stands alone for a name.
  return words.some((one, at) => one.length >= 2 && (signs[at] ?? "").length < 2) ? [] : [...new Set(steady)];
}
