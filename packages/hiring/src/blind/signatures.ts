import { isNobodys } from "./name-mask.ts";

/** Of a file that may say who wrote it: the first so many characters. */
export const mostOfSignedFile = 65_536;
const longest = 120;
const most = 60;

/** Whether a file in the root of somebody's work usually says who wrote it. */
export function maySign(fileName: string): boolean {
  return (
    /^(package|composer)\.json$|^(pyproject|cargo)\.toml$|^pom\.xml$|^setup\.(py|cfg)$/i.test(fileName) ||
    /^(licen[cs]e|copying|notice|authors|contributors|maintainers|readme)([._-].*)?$/i.test(fileName)
  );
}

/** Names, emails and accounts that a file of the work gives as its author's. */
export function signaturesIn(fileName: string, text: string): readonly string[] {
  const start = text.slice(0, mostOfSignedFile);
  return tidy(/\.json$/i.test(fileName) ? inJson(start) : [...inLines(start), ...ownPages(start)]);
}

/** Of what was found anywhere: once each, nobody's left out, and no more than can be looked for. */
export function tidy(found: readonly string[]): readonly string[] {
  const clean = found
    .flatMap(apart)
    .map((one) => one.replaceAll(/\s+/g, " ").trim())
    .filter((one) => one.length >= 3 && one.length <= longest && !isNobodys(one) && !isNobodysEmail(one));
  return [...new Set(clean)].slice(0, most);
}

/** `Jonas Weber <jonas@example.com> (https://…)` is a name and an email. */
function apart(signature: string): readonly string[] {
  const email = signature
    .split(/[^\w.+@-]+/)
    .map((word) => /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(word)?.[0])
    .find((match) => match !== undefined);
  const name = signature.replaceAll(/<[^<>]*>|\([^()]*\)|https?:\S+/g, " ").replace(email ?? "\0", " ");
  return [withoutMarksAround(name), ...(email === undefined ? [] : [email])];
}

/** Without what surrounds a name in prose and lists. */
function withoutMarksAround(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && /[\s"'*_`©:,.-]/.test(text.charAt(start))) start++;
  while (end > start && /[\s"'*_`:,;-]/.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isNobodysEmail(one: string): boolean {
  return (
    /@(localhost|users\.noreply\.github\.com|example\.(com|org|net))$/i.test(one) && isNobodys(one.split("@")[0] ?? "")
  );
}

function inJson(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return inLines(text);
  }
  if (typeof manifest !== "object" || manifest === null) return [];
  const { author, authors, contributors, maintainers, name, ...more } = manifest as Readonly<Record<string, unknown>>;
  const addresses = JSON.stringify([more["repository"], more["homepage"], more["bugs"]]);
  const vendor = typeof name === "string" ? /^@?([^/@]+)\//.exec(name)?.[1] : undefined;
  return [
    ...[author, authors, contributors, maintainers].flat().flatMap(person),
    ...(vendor === undefined ? [] : [vendor]),
    ...accountsIn(addresses),
  ];
}

function person(said: unknown): readonly string[] {
  if (typeof said === "string") return [said];
  if (typeof said !== "object" || said === null) return [];
  const { name, email } = said as Readonly<Record<string, unknown>>;
  return [name, email].filter((one) => typeof one === "string");
}

interface Announcement {
  readonly words: RegExp;
  /** What may stand between those words and the name, also as lines of its own. */
  readonly between: RegExp;
}

/** Words that a name follows, on their line or the next. */
const announcements: readonly Announcement[] = [
  // LICENSE: Copyright (c) 2026 Jonas Weber
  { words: /copyright(?= |$)/giu, between: / ?(?:\(c\)|©)?[\d, –-]*(?:by )?/iuy },
  // README: Author: Jonas Weber · by Jonas Weber · @author Jonas Weber
  {
    words: /^[ #*>_-]*(?:@?authors?|maintainers?|contact|created by|written by|made by|by)(?=[ :*]|$)/giu,
    between: /[ :*_]*/uy,
  },
  {
    words: /\b(?:written|made|built|created|maintained|developed) (?:with \S+ )?by(?=[ :]|$)/giu,
    between: /[ :]*/uy,
  },
];
const announcedName = /[^<({[|]{3,80}(?:<[^<>]*>)?/uy;

const assigned = [
  // pyproject.toml, Cargo.toml: authors = [{ name = "Jonas Weber", email = "…" }] · authors = ["Jonas <…>"]
  /\{[^{}\n]*\bname\s*=\s*["']([^"'\n]{3,120})["']/giu,
  /\b(?:email|author|author_email|maintainer)\s*=\s*["']([^"'\n]{3,120})["']/giu,
  /\bauthors?\s*=\s*\[\s*["']([^"'\n]{3,120})["']/giu,
  // pom.xml
  /<developer>[\s\S]{0,200}?<name>([^<\n]{3,80})<\/name>/giu,
  /<developer>[\s\S]{0,300}?<email>([^<\n]{3,80})<\/email>/giu,
];

function inLines(text: string): readonly string[] {
  // Any number of blanks and blank lines may stand between the words.
  const lines = text.split("\n").map((line) => line.replaceAll(/\s+/g, " "));
  const written = lines.filter((line) => line.trim() !== "");
  return [
    ...announcements.flatMap((announcement) => written.flatMap((_, at) => namesAnnounced(announcement, written, at))),
    ...assigned.flatMap((expression) => [...text.matchAll(expression)].map(([, match = ""]) => match)),
  ].map((match) => match.split(/[.;]\s|,\s| and | & |\s-\s/, 1)[0] ?? "");
}

/** Names that a line announces; where the line ends with its announcement, the name stands on one of the next. */
function namesAnnounced({ words, between }: Announcement, lines: readonly string[], at: number): readonly string[] {
  const line = lines[at] ?? "";
  const names: string[] = [];
  let read = 0;
  for (const match of line.matchAll(words)) {
    if (match.index < read) continue;
    let [rest, start] = [line, endOf(between, line, match.index + match[0].length)];
    for (let next = at + 1; start === rest.length && next <= at + linesBetween && next < lines.length; next++) {
      rest = lines[next] ?? "";
      start = endOf(between, rest, 0);
    }
    const end = endOf(announcedName, rest, start);
    if (end === start) continue;
    names.push(rest.slice(start, end));
    if (rest === line) read = end;
  }
  return names;
}

/** A sign, years and "by" may each have a line of their own. */
const linesBetween = 3;

/** Where a sticky expression's match ends, if it matches there. */
function endOf(sticky: RegExp, text: string, start: number): number {
  sticky.lastIndex = start;
  return sticky.test(text) ? sticky.lastIndex : start;
}

const hosts =
  "(?:github\\.com|gitlab\\.com|bitbucket\\.org|codeberg\\.org|linkedin\\.com/in|x\\.com|twitter\\.com)[/:]@?";

/** Whose repository an address names: `github.com/jonasweber/shop`, `git@gitlab.com:jonasweber/shop.git`. */
export function accountsIn(addresses: string): readonly string[] {
  const account = new RegExp(`${hosts}([\\w.-]{3,39})(?=[/\\s)"'>\\]]|$)`, "giu");
  return [...addresses.matchAll(account)].map(([, one = ""]) => one);
}

/** In a text that names many: one's own page, and what is to be cloned. Links into others' projects are no signature. */
function ownPages(text: string): readonly string[] {
  const pages = new RegExp(`${hosts}([\\w-]{3,39})/?(?=[\\s)"'>\\]]|$)`, "gimu");
  const cloned = text.split("\n").filter((line) => line.includes("git clone"));
  return [...[...text.matchAll(pages)].map(([, one = ""]) => one), ...cloned.flatMap(accountsIn)];
}
