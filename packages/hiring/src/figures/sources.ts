import { pay, science } from "./figures.ts";

/** Where one figure comes from. */
export interface FigureSource {
  /** As the data names it, in English. */
  readonly source: string;
  /** Of the figure itself; null where its source gives none. */
  readonly year: string | null;
  /** What it can't say, as the data has it; empty where that stands in the source. */
  readonly limits: string;
}

/** Every figure that we show, by its id. In plain words each is `figure.<id>`, and what it can't say `figure.<id>.limits`. */
export const figureSources = {
  "annual-pay": { source: pay.annualPay.source, year: "2025", limits: pay.annualPay.limits },
  "contract-hourly": { source: pay.contractHourly.source, year: "2026", limits: pay.contractHourly.limits },
  "employer-overhead": { source: pay.employerOverhead.source, year: "2025", limits: "" },
  "ai-work": { source: pay.workUplift.ai.source, year: "2025", limits: "" },
  "speed-spread": { source: pay.speedSpread.source, year: null, limits: "" },
  validity: { source: science.validity.source, year: "2022", limits: "" },
  reliability: { source: science.reliability.source, year: "2013", limits: "" },
  combining: { source: science.combining, year: "1995", limits: "" },
  "adverse-impact": { source: science.adverseImpact, year: null, limits: "" },
  "being-watched": { source: science.beingWatched, year: null, limits: "" },
} as const satisfies Record<string, FigureSource>;

export type FigureId = keyof typeof figureSources;
