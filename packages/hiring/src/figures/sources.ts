/** Where one figure comes from. */
export interface FigureSource {
  /** As it is looked up by: names, in English. What the data notes for us beside it is not for people. */
  readonly source: string;
  /** Of the figure itself; null where its source gives none. */
  readonly year: string | null;
}

/** Every figure that we show, by its id. In plain words each is `figure.<id>`, and what it can't say `figure.<id>.limits`. */
export const figureSources = {
  "annual-pay": { source: "Stack Overflow Developer Survey 2025 (ODbL 1.0), from a cleaned extract", year: "2025" },
  "contract-hourly": { source: "stepto.net, “Hire backend developers”", year: "2026" },
  "employer-overhead": { source: "US BLS, Employer Costs for Employee Compensation, June 2025", year: "2025" },
  "ai-work": { source: "Stack Overflow Developer Survey 2025 (ODbL 1.0), our own reckoning", year: "2025" },
  "speed-spread": { source: "73 developers on one task (0.6 to 63 h); a pooled reanalysis", year: null },
  validity: { source: "Sackett, Zhang, Berry & Lievens 2022, operational validity", year: "2022" },
  reliability: { source: "Huffcutt et al. 2013", year: "2013" },
  combining: { source: "Conway et al. 1995; US OPM", year: "1995" },
  "adverse-impact": { source: "29 CFR 1607.4(D)", year: null },
  "being-watched": { source: "A randomised trial with 48 students", year: null },
} as const satisfies Record<string, FigureSource>;

export type FigureId = keyof typeof figureSources;
