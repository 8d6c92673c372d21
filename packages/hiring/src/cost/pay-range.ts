import { pay, rowsOf, type Row } from "../figures/figures.ts";
import { outwards, type SourcedRange } from "./range.ts";

/** The regions of the survey, by what they are called in its table. */
export const regions = {
  "united-states": "United States",
  canada: "Canada",
  "united-kingdom": "United Kingdom",
  "western-europe": "Western Europe",
  nordics: "Nordics",
  "southern-europe": "Southern Europe",
  "eastern-europe": "Eastern Europe and Ukraine",
  "latin-america": "Latin America",
  india: "India",
  oceania: "Australia and New Zealand",
} as const;
export type Region = keyof typeof regions;

/**
 * Years of writing code. The survey has a middle for all but the first; the table of hourly rates says junior, mid and
 * senior, without years: that the first are junior, the second mid and the others senior is our reading of it.
 */
export const experiences = ["up-to-5", "6-to-10", "11-to-19", "20-or-more"] as const;
export type Experience = (typeof experiences)[number];

export const forms = ["employment", "contract"] as const;
export type Form = (typeof forms)[number];

/** What is to be built: usual work, something with AI in it, or data that is hard to keep right. */
export const works = ["usual", "ai", "complex-data"] as const;
export type Work = (typeof works)[number];

export interface PayQuestion {
  readonly region: Region;
  readonly experience: Experience;
  readonly form: Form;
  readonly work: Work;
}

/** What is paid, in US dollars a year or an hour. */
export interface PayRange extends SourcedRange {
  readonly kind: "range";
  readonly unit: "year" | "hour";
  readonly currency: "USD";
  /** As the figures have it, for usual work: of yearly pay, from the first quarter to the third of all who answered. */
  readonly usual: SourcedRange;
  /** For usual work, of those with so many years half are paid less and half more; null where no figure says. */
  readonly middle: number | null;
  /** What was taken times the survey's figures for AI: its 95% interval. Null for other work. */
  readonly uplift: SourcedRange | null;
  /** What the employer pays in all, per year; null for contracts, and wherever no figure says. */
  readonly employerPays: SourcedRange | null;
  /** What there is no figure for. */
  readonly unknown: readonly Unknown[];
}

export type Unknown = "complex-data" | "up-to-5" | "employer-overhead" | "ai-by-contract";

/** There is no such figure. What employment pays is beside it, to be read as that. */
export interface NoFigure {
  readonly kind: "no-figure";
  readonly missing: "contract-hourly";
  readonly employment: PayRange;
}

const yearly = rowsOf(pay.annualPay);
const hourly = rowsOf(pay.contractHourly);

/** Only of the United States is it known what employers pay besides. */
const overheadIn: Region = "united-states";

/** What a backend developer is paid, as far as our figures go. */
export function payRange(question: PayQuestion): PayRange | NoFigure {
  if (question.form === "employment") return employment(question);
  const row = hourly.get(regions[question.region]);
  if (row === undefined) return { kind: "no-figure", missing: "contract-hourly", employment: employment(question) };
  return contract(question, row);
}

/** Half of all who answered from there, whatever their years: the table has no spread by years. */
function employment({ region, experience, work }: PayQuestion): PayRange {
  const row = yearly.get(regions[region]) ?? {};
  const own = middleColumns[experience];
  const uplift = upliftOf(work);
  const middle = own === undefined ? null : cell(row, own);
  const usual = { low: cell(row, "p25"), high: cell(row, "p75"), from: ["annual-pay"] } as const;
  const ends = [usual.low, usual.high, ...(middle === null ? [] : [middle])];
  const base = { low: Math.min(...ends), high: Math.max(...ends) };
  const { low, high } = uplift === null ? base : outwards(base.low * uplift.low, base.high * uplift.high, 1_000);
  const from = ["annual-pay", ...(uplift?.from ?? [])] as const;
  const knowsOverhead = region === overheadIn;
  return {
    ...{ kind: "range", unit: "year", currency: "USD", low, high, from, usual, uplift },
    middle,
    employerPays: knowsOverhead
      ? {
          ...outwards(low * pay.employerOverhead.factor, high * pay.employerOverhead.factor, 1_000),
          from: [...from, "employer-overhead"],
        }
      : null,
    unknown: [
      ...unknownIn(work),
      ...(own === undefined ? (["up-to-5"] as const) : []),
      ...(knowsOverhead ? [] : (["employer-overhead"] as const)),
    ],
  };
}

function contract({ experience, work }: PayQuestion, row: Row): PayRange {
  const level = levels[experience];
  const usual = { low: cell(row, `${level}Low`), high: cell(row, `${level}High`), from: ["contract-hourly"] } as const;
  const uplift = upliftOf(work);
  const { low, high } = uplift === null ? usual : outwards(usual.low * uplift.low, usual.high * uplift.high, 1);
  return {
    ...{ kind: "range", unit: "hour", currency: "USD", low, high, from: ["contract-hourly", ...(uplift?.from ?? [])] },
    ...{ usual, middle: null, uplift, employerPays: null },
    // The survey asked for yearly pay: that hourly rates rise alike is not known.
    unknown: [...unknownIn(work), ...(uplift === null ? [] : (["ai-by-contract"] as const))],
  };
}

const middleColumns: Readonly<Record<Experience, string | undefined>> = {
  "up-to-5": undefined,
  "6-to-10": "years6to10",
  "11-to-19": "years11to19",
  "20-or-more": "years20plus",
};
const levels = { "up-to-5": "junior", "6-to-10": "mid", "11-to-19": "senior", "20-or-more": "senior" } as const;

/** 95 of 100 intervals made like this hold the true factor. */
function upliftOf(work: Work): SourcedRange | null {
  if (work !== "ai") return null;
  const { factor, standardError } = pay.workUplift.ai;
  return { low: factor - 1.96 * standardError, high: factor + 1.96 * standardError, from: ["ai-work"] };
}

function unknownIn(work: Work): readonly Unknown[] {
  return work === "complex-data" ? ["complex-data"] : [];
}

function cell(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== "number") throw new Error(`the pay table has no ${column}`);
  return value;
}
