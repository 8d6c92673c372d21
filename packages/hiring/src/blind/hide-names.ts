import { Signs } from "./letters.ts";
import type { NameMask } from "./name-mask.ts";
import { piecesOf } from "./page-pieces.ts";

/** Somebody whose name is not to be seen yet. */
export interface HiddenPerson {
  readonly mask: NameMask;
  readonly codeName: string;
  /** Of the application and the candidate: an object that bears one tells of this person. */
  readonly ids: readonly string[];
  /** Of what this person sent, and what came of it. */
  readonly workIds: readonly string[];
  /** Somebody whose name may be seen is called the same: elsewhere, only they can be meant. */
  readonly isNamesake: boolean;
}

export interface HidingOptions {
  /** Whom all of it is about: it was asked for by one of their ids. */
  readonly about?: readonly HiddenPerson[];
  /** And it was the person who was asked for, not what a test found. */
  readonly isCard?: boolean;
  /** Words of our own: names of stages, checks, languages. */
  readonly vocabulary?: ReadonlySet<string>;
  /** Names of those who may all be seen, such as members: left alone where they stand for themselves. */
  readonly others?: ReadonlySet<string>;
}

/** What says who somebody is, where they were found, or what they are worth to others, without being their name. */
const telling =
  /^(email|source|photo|picture|avatar|image|phone|website|profile|rate|stars|reviews|similar_work|contract)(_.*|Url)?$/;
/** What a test found: a rate there is one of visits. */
const findings = new Set(["result", "evidence", "report"]);
const isMoment = /^\d{4}-\d\d-\d\dT/;
const plainKey = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Puts code names in place of names in whatever would be sent, and empties what tells who somebody is. */
export class NamesHidden {
  readonly #signs: Signs<HiddenPerson>;
  readonly #about: readonly HiddenPerson[];
  readonly #isCard: boolean;
  readonly #vocabulary: ReadonlySet<string>;
  readonly #others: ReadonlySet<string>;
  readonly #byId: ReadonlyMap<string, HiddenPerson>;

  constructor(people: readonly HiddenPerson[], { about = [], isCard = false, vocabulary, others }: HidingOptions = {}) {
    this.#signs = new Signs(
      people.filter(({ isNamesake }) => !isNamesake),
      ({ mask }) => mask.signs,
    );
    this.#about = about;
    this.#isCard = isCard;
    this.#vocabulary = vocabulary ?? new Set();
    this.#others = others ?? new Set();
    this.#byId = new Map(people.flatMap((person) => [...person.ids, ...person.workIds].map((id) => [id, person])));
  }

  /** A copy of what JSON can hold. `text` is the same written down: it tells at once where there is nothing to do. */
  inValue<T>(value: T, text: string): T {
    if (this.#signs.in(text).length === 0 && this.#about.length === 0 && this.#ownersIn(text).length === 0)
      return value;
    return this.#walk(value, { owners: this.#about, empties: this.#isCard }) as T;
  }

  /** A text of any form, line by line: each line may be somebody else's. */
  inText(text: string): string {
    return text
      .split("\n")
      .map((line) => this.#hide(line, [...this.#about, ...this.#ownersIn(line)]))
      .join("\n");
  }

  /** What a reader of a page sees of it: markup, styles and programs are none of anybody's names. */
  inPage(html: string): string {
    return piecesOf(html)
      .map(({ text, isSeen }) => this.#hide(text, isSeen ? this.#about : []))
      .join("");
  }

  #ownersIn(text: string): readonly HiddenPerson[] {
    const ids = new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
    return [...new Set([...ids].flatMap((id) => this.#byId.get(id) ?? []))];
  }

  #walk(value: unknown, where: Where): unknown {
    if (typeof value === "string") return this.#hide(value, where.owners);
    if (Array.isArray(value)) return value.map((one) => this.#walk(one, where));
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    const owned = Object.values(value).flatMap((one) => (typeof one === "string" ? (this.#byId.get(one) ?? []) : []));
    const owners = owned.length === 0 ? where.owners : [...new Set([...where.owners, ...owned])];
    const isPerson = owned.some(({ ids }) => Object.values(value).some((one) => ids.includes(one as string)));
    const empties = where.empties || isPerson;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => {
        if (key === "name_hidden" && owners.length > 0) return [key, true];
        if (empties && telling.test(key)) return [key, emptied(one)];
        const inside = { owners, empties: empties && !findings.has(key) };
        const shownKey = this.#hide(key, plainKey.test(key) ? [] : owners);
        return [shownKey, this.#walk(one, inside)];
      }),
    );
  }

  #hide(text: string, owners: readonly HiddenPerson[]): string {
    if (this.#vocabulary.has(text)) return text;
    let shown = text;
    if (!this.#others.has(text)) for (const { mask } of owners) shown = mask.within(shown);
    for (const { mask } of this.#signs.in(shown)) shown = mask.anywhere(shown);
    return shown;
  }
}

interface Where {
  /** Whose it is. */
  readonly owners: readonly HiddenPerson[];
  /** Whether it is a person's own card, where an email is theirs. */
  readonly empties: boolean;
}

function emptied(value: unknown): unknown {
  if (typeof value === "string") return isMoment.test(value) ? null : "";
  return Array.isArray(value) ? [] : null;
}
