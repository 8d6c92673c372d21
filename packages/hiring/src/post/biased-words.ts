/** Why a word is marked; its text is `post.bias.<why>`. */
export type BiasWhy = "gender" | "coded" | "age" | "years" | "origin" | "ability" | "hype";

export interface BiasSource {
  /** As one cites it. */
  readonly title: string;
  readonly url?: string;
  /** When we looked at it, or at a stored copy of it: a year, a month, a day. */
  readonly checked: string;
}

/** Where the list comes from. Who adds a word says which of these it rests on, or adds one. */
export const biasSources = {
  gaucher: {
    title:
      "Gaucher, Friesen and Kay 2011, Evidence That Gendered Wording in Job Advertisements Exists and Sustains Gender Inequality, in the list of the Gender Decoder (K. Matfield). Of it we take the words that describe a person; words that name the work itself, such as “analysis” or “logic”, are left out",
    url: "https://gender-decoder.katmatfield.com",
    checked: "2026-11-26",
  },
  eeoc: {
    title: "US EEOC, Prohibited Employment Policies and Practices: job advertisements (read in a stored copy)",
    url: "https://www.eeoc.gov/prohibited-employment-policiespractices",
    checked: "2026-11-26",
  },
  acas: {
    title: "Acas (UK), Job adverts: how not to discriminate against applicants (read in a stored copy)",
    url: "https://www.acas.org.uk/index.aspx?articleid=4657",
    checked: "2026-11-26",
  },
  commission: {
    title: "European Commission, answer to written question E-0941/2002: “native speaker” is not acceptable",
    url: "https://www.europarl.europa.eu/doceo/document/E-5-2002-0941-ASW_EN.html",
    checked: "2026-11-26",
  },
  sackett: {
    title:
      "Sackett, Zhang, Berry and Lievens 2022: years of experience tell little of how somebody will do (0.07 of 1)",
    checked: "2026-11-26",
  },
  ours: { title: "our own choice, since we know of no study on these words", checked: "2026-11-26" },
} as const satisfies Record<string, BiasSource>;
export type BiasSourceId = keyof typeof biasSources;

/** A word or a turn that keeps good people away, or says nothing of the work. English: another language has its own list. */
export interface BiasedWord {
  /** A regular expression, between the edges of words, in any case. */
  readonly find: string;
  /** What can stand in its place; empty where it is better left out. */
  readonly instead: string;
  readonly why: BiasWhy;
  readonly source: BiasSourceId;
}

type Row = readonly [find: string, instead: string];
const all = (why: BiasWhy, source: BiasSourceId, rows: readonly Row[]): readonly BiasedWord[] =>
  rows.map(([find, instead]) => ({ find, instead, why, source }));

export const biasedWords: readonly BiasedWord[] = [
  ...all("age", "eeoc", [
    ["recent(?: college| university)? graduates?", "people who start out"],
    ["(?:college|university) students?", "people who learn"],
    ["new grads?", "people who start out"],
  ]),
  ...all("age", "acas", [
    ["young(?:er|ish)?", ""],
    ["youthful(?:ly)?", ""],
    ["digital natives?", "people who work online with ease"],
    ["mature", "careful"],
    ["school leavers?", "people who start out"],
    ["energetic", "keen"],
    ["highly experienced", "able to do this alone"],
    ["fresh blood", "new people"],
    ["over-?qualified", ""],
  ]),
  ...all("years", "sackett", [
    ["(?:at least )?\\d+(?: ?[-–] ?\\d+)? ?\\+? ?years?(?:’|')?(?: of)? experience", "has built such a thing before"],
  ]),
  ...all("gender", "acas", [
    ["he or she|he/she|s/he|\\(s\\)he", "they"],
    ["he|she", "they"],
    ["his or her|his/her", "their"],
    ["him or her", "them"],
    ["guys", "people"],
    ["girls?", "people"],
    ["handyman", "handyperson"],
    ["chairman", "chair"],
    ["salesman", "salesperson"],
    ["craftsman(?:ship)?", "good work"],
    ["man-?hours?", "hours"],
    ["man ?power", "people"],
  ]),
  ...all("coded", "gaucher", [
    ["adventurous", "open to new things"],
    ["aggressive(?:ly)?", "clear"],
    ["ambitious", "keen to learn"],
    ["assertive", "able to speak up"],
    ["athletic", ""],
    ["battles?|battling", "work on"],
    ["boast(?:s|ful)?", "say"],
    ["champions?", "speaks for"],
    ["competitive", "good"],
    ["confident", "at ease"],
    ["courage(?:ous)?", "ready to try"],
    ["decisive", "able to choose"],
    ["determined", "patient"],
    ["dominant|dominat(?:e|es|ing)", "do well in"],
    ["(?<!-)driven", "keen"],
    ["fearless", "ready to try"],
    ["fights?|fighting", "work against"],
    ["head-?strong", "clear"],
    ["outspoken", "open"],
    ["reckless", ""],
    ["self-?confident", "at ease"],
    ["self-?reliant|self-?sufficient", "able to work alone"],
    ["stubborn", "patient"],
    ["superior", "very good"],
  ]),
  ...all("origin", "commission", [
    ["native(?:[ -]level)? (?:english |german |french |spanish |dutch )?speakers?", "fluent speaker"],
    ["native english|english native", "fluent English"],
    ["mother tongue", "fluent"],
    ["(?:no|without an?) accent|accent-free", "easy to understand"],
  ]),
  ...all("ability", "acas", [
    ["able-?bodied", ""],
    ["physically fit", ""],
    ["in good health", ""],
    ["crazy|insane|insanely", "very"],
    ["dumb|lame", "poor"],
  ]),
  ...all("hype", "ours", [
    ["ninjas?", "developer"],
    ["rock ?-?stars?", "developer"],
    ["gurus?", "developer"],
    ["wizards?", "developer"],
    ["superheroe?s?|superstars?", "developer"],
    ["unicorns?", "developer"],
    ["10x", "good"],
    ["hackers?", "developer"],
    ["work hard,? (?:and )?play hard", ""],
    ["culture fit|cultural fit", "way of working"],
  ]),
];

export interface BiasMark {
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
  /** As it stands there. */
  readonly text: string;
  readonly word: BiasedWord;
}

const finders = biasedWords.map((word) => ({
  word,
  pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${word.find})(?![\\p{L}\\p{N}])`, "giu"),
}));

/** In the order in which they stand, the longest where two begin at once, none inside another. */
export function biasIn(text: string): readonly BiasMark[] {
  const found = finders
    .flatMap(({ word, pattern }) =>
      [...text.matchAll(pattern)].map((match) => ({ at: match.index, text: match[0], word })),
    )
    .toSorted((one, other) => one.at - other.at || other.text.length - one.text.length);
  let end = 0;
  return found.filter((mark) => {
    if (mark.at < end) return false;
    end = mark.at + mark.text.length;
    return true;
  });
}

/** The text with what stands there said in another way, or left out. */
export function withInstead(text: string, { at, text: marked, word: { instead } }: BiasMark): string {
  const [before, after] = [text.slice(0, at), text.slice(at + marked.length)];
  if (instead !== "") return `${before}${/^\p{Lu}/u.test(marked) ? capital(instead) : instead}${after}`;
  // What introduced it goes with it: a comma before the end of a sentence, one of two blanks.
  if (/^[.;]/.test(after)) return `${before.trimEnd().replace(/,$/, "")}${after}`;
  return before.endsWith(" ") && /^[ ,]/.test(after) ? `${before.trimEnd()}${after}` : `${before}${after.trimStart()}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
