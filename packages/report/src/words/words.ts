import type { Facts } from "@assay/bench/result";
import { IntlMessageFormat } from "intl-messageformat";
import { shortened, visible } from "../text/visible.ts";
import { enExisting } from "./en-existing.ts";
import { en, type WordKey } from "./en.ts";

export type Values = Readonly<Record<string, string | number>>;

export type Language = keyof typeof catalogues;

/** One language's way of saying things. */
export interface Words {
  readonly language: Language;
  /** A sentence of the report's own. */
  say(key: WordKey, values?: Values): string;
  /** As `say`, over the facts of a judgement, which may hold texts of the submission's, or lack what the sentence names. */
  sayOf(key: WordKey, facts: Facts): string;
  /** As `say`, from a catalogue that not every report needs. */
  sayFrom<Key extends string>(messages: Readonly<Record<Key, string>>, key: Key, values?: Values): string;
  /**
   * A sentence of a check's own, over the facts of its judgement; `otherwise` where the facts don't fit the sentence
   * (a result written by another version of the check), since a report must never fail for a word.
   */
  tell(message: string | undefined, facts: Facts, otherwise: string): string;
  number(value: number): string;
  /** "0.4 s", "94.2 s". */
  seconds(milliseconds: number): string;
  /** "5 s", "0.8 s", "0.02 s": no more digits than a person needs, and never broken from its unit. */
  short(milliseconds: number): string;
  /** "41 ms" below a second, else as `seconds`. */
  fine(milliseconds: number): string;
  /** "1 minute 48 seconds". */
  spoken(milliseconds: number): string;
  bytes(count: number): string;
  /** "one, two and three". */
  list(texts: readonly string[]): string;
  /** "19 November 2026", in UTC. */
  day(moment: string): string;
}

const catalogues = { en: { messages: en, existing: enExisting, locale: "en-GB" } } as const;

/** @param about `existing`: of a backend that was not written for the test. */
export function wordsOf(language: Language, about: "submission" | "existing" = "submission"): Words {
  const { existing, locale } = catalogues[language];
  const messages: Readonly<Record<WordKey, string>> = {
    ...catalogues[language].messages,
    ...(about === "existing" ? existing : {}),
  };
  const parsed = new Map<string, IntlMessageFormat>();
  const format = (message: string, values: Values): string => {
    let known = parsed.get(message);
    if (known === undefined) {
      known = new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
      parsed.set(message, known);
    }
    return String(
      known.format(
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fitted(message, name, value)])),
      ),
    );
  };
  const number = (value: number, digits = 0): string =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const seconds = (milliseconds: number): string => `${number(milliseconds / 1000, 1)} s`;
  const unit = (value: number, name: "hour" | "minute" | "second"): string =>
    value.toLocaleString(locale, { style: "unit", unit: name, unitDisplay: "long" });

  return {
    language,
    say: (key, values = {}) => format(messages[key], values),
    sayOf(key, facts) {
      try {
        return format(messages[key], readable(facts, locale));
      } catch {
        return messages["reason.unknown"];
      }
    },
    sayFrom: (others, key, values = {}) => format(others[key], values),
    tell(message, facts, otherwise) {
      if (message === undefined) return otherwise;
      try {
        return format(message, readable(facts, locale));
      } catch {
        return otherwise;
      }
    },
    number: (value) => number(value),
    seconds,
    short: (milliseconds) =>
      `${(milliseconds / 1000).toLocaleString(locale, milliseconds < 95 ? { maximumSignificantDigits: 1 } : { maximumFractionDigits: 1 })}\u00a0s`,
    fine: (milliseconds) =>
      milliseconds < 999.5 ? `${number(milliseconds, milliseconds < 9.95 ? 1 : 0)} ms` : seconds(milliseconds),
    spoken(milliseconds) {
      if (milliseconds < 59_500) return unit(Math.max(1, Math.round(milliseconds / 1000)), "second");
      const whole = Math.round(milliseconds / 1000);
      const hours = Math.floor(whole / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      const rest = whole % 60;
      return [
        ...(hours > 0 ? [unit(hours, "hour")] : []),
        ...(minutes > 0 ? [unit(minutes, "minute")] : []),
        ...(hours === 0 && rest > 0 ? [unit(rest, "second")] : []),
      ].join(" ");
    },
    bytes(count) {
      if (count < 1000) return `${number(count)} B`;
      if (count < 999_500) return `${number(count / 1000)} kB`;
      if (count < 999_500_000) return `${number(count / 1e6, count < 9.95e6 ? 1 : 0)} MB`;
      return `${number(count / 1e9, 1)} GB`;
    },
    list: (texts) => new Intl.ListFormat(locale).format(texts),
    day: (moment) =>
      new Date(moment).toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }),
  };
}

/** Quotes inside of quotes are single ones. */
export function innerQuotes(text: string): string {
  return text
    .replaceAll("“", "‘")
    .replaceAll("”", "’")
    .replaceAll(/"([^"]*)"/g, "‘$1’");
}

function fitted(message: string, name: string, value: string | number): string | number {
  return typeof value === "string" && message.includes(`“{${name}}`) ? innerQuotes(value) : value;
}

const longestFact = 160;

/** Facts as they may stand in a sentence: nothing hidden in a text, no more digits than a person reads. */
function readable(facts: Facts, locale: string): Values {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]): readonly [string, string | number] => {
      if (typeof value === "string") return [name, isolated(visible(shortened(value, longestFact)))];
      if (typeof value === "boolean") return [name, String(value)];
      return [name, Number.isInteger(value) ? value : Number(value.toLocaleString(locale, rounding(value)))];
    }),
  );
}

function rounding(value: number): Intl.NumberFormatOptions {
  return { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 3, useGrouping: false };
}

/** Text in a script that runs right to left is set apart, so that it does not turn the sentence around it. */
function isolated(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u2068${text}\u2069` : text;
}
