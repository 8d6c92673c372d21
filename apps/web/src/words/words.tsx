import type { ReactNode } from "react";
import { createIntl, IntlProvider, useIntl, type IntlShape } from "react-intl";
import type { WordKey } from "./en.ts";
import { enFirst } from "./en-first.ts";
import { pseudo } from "./pseudo.ts";

type Values = Readonly<Record<string, string | number | Date>>;

/** How the pages speak: texts by key, moments and numbers by `Intl`. */
export interface Words {
  say(key: WordKey, values?: Values): string;
  /** "24 November 2026". */
  day(moment: string): string;
  /** "Tuesday 24 November". */
  weekday(moment: string): string;
  /** "24 November, 13:10". */
  time(moment: string): string;
  /** "3 seconds ago", "in 2 days". */
  ago(moment: string, now?: number): string;
  /** "13:10" of today, "Monday" of this week, else "24 November". */
  clock(moment: string): string;
  number(value: number): string;
  /** "4.9", "5.0". */
  decimal(value: number): string;
  /** "$45", "€38.50"; the code of the currency as ISO 4217 has it. */
  money(amount: number, currency: string): string;
  /** Of a share of 1. */
  percent(share: number): string;
  /** "one, two and three". */
  list(texts: readonly string[]): string;
}

const locale = "en-GB";
const messages: Record<string, string> = { ...enFirst };
let spoken = (catalogue: Readonly<Record<string, string>>): Readonly<Record<string, string>> => catalogue;

/** Before anything is said. Any language but "pseudo" is English as yet. */
export function speakIn(language: string): void {
  if (language !== "pseudo") return;
  spoken = pseudo;
  Object.assign(messages, pseudo(messages));
}

/** Texts that only some pages need come with them. */
export function learn(more: Readonly<Record<string, string>>): void {
  Object.assign(messages, spoken(more));
}

export function Speaking({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messages} onError={fail}>
      {children}
    </IntlProvider>
  );
}

export function useWords(): Words {
  return wordsOf(useIntl());
}

/** Outside of components. */
export const words: Words = wordsOf(createIntl({ locale, messages, onError: fail }));

function wordsOf(intl: IntlShape): Words {
  return {
    say: (id, values) => intl.formatMessage({ id }, values),
    day: (moment) => intl.formatDate(moment, { day: "numeric", month: "long", year: "numeric" }),
    weekday: (moment) => intl.formatDate(moment, { weekday: "long", day: "numeric", month: "long" }),
    time: (moment) => intl.formatDate(moment, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }),
    ago: (moment, now = Date.now()) => {
      const seconds = Math.round((Date.parse(moment) - now) / 1_000);
      const [size, unit] = steps.find(([limit]) => Math.abs(seconds) < limit * 60) ?? ([86_400, "day"] as const);
      return intl.formatRelativeTime(Math.round(seconds / size), unit, { numeric: "auto" });
    },
    clock: (moment) => {
      const [then, today] = [new Date(moment), new Date()];
      if (then.toDateString() === today.toDateString()) {
        return intl.formatDate(then, { hour: "2-digit", minute: "2-digit" });
      }
      const isThisWeek = today.getTime() - then.getTime() < 6 * 86_400_000;
      return intl.formatDate(then, isThisWeek ? { weekday: "long" } : { day: "numeric", month: "long" });
    },
    number: (value) => intl.formatNumber(value),
    decimal: (value) => intl.formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    money: (amount, currency) =>
      intl.formatNumber(amount, {
        ...{ style: "currency", currency, minimumFractionDigits: 0, maximumFractionDigits: 2 },
        // Of the many dollars, the bare sign is the one that our figures are in.
        currencyDisplay: currency === "USD" ? "narrowSymbol" : "symbol",
        ...(Number.isInteger(amount) ? {} : { minimumFractionDigits: 2 }),
      }),
    percent: (share) => intl.formatNumber(share, { style: "percent", maximumFractionDigits: 0 }),
    list: (texts) => intl.formatList(texts),
  };
}

const steps = [
  [1, "second"],
  [60, "minute"],
  [3_600, "hour"],
] as const;

function fail(error: Error): void {
  throw error;
}
