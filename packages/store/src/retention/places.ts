/** What the law of a place says about keeping the data of somebody who was not hired. This isn't legal advice. */
export interface Place {
  /** What is kept with a role. */
  readonly id: string;
  readonly name: string;
  /** Months that the law asks for: nothing may be deleted before. Null where it asks for none. */
  readonly at_least: number | null;
  /** Months that fit what the law says, where it says enough to tell. */
  readonly suggested: number | null;
  readonly says: string;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** Read in November 2026. Few, so that each stays right: whoever adds one names where it is written. */
export const places: readonly Place[] = [
  {
    ...{ id: "european-union", name: "European Union", at_least: null, suggested: null },
    says:
      "The law gives no number. Data about a person may be kept no longer than it is needed for what it was collected " +
      "for. Each country may say more.",
    sources: [
      {
        title: "Regulation (EU) 2016/679 (GDPR), Article 5(1)(e)",
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      },
    ],
  },
  {
    ...{ id: "germany", name: "Germany", at_least: null, suggested: 6 },
    says:
      "Somebody who was turned down and feels treated unfairly has two months to tell the company, and then three " +
      "months to go to court. Six months are longer than both together.",
    sources: [
      {
        title: "Allgemeines Gleichbehandlungsgesetz (AGG), § 15(4)",
        url: "https://www.gesetze-im-internet.de/agg/__15.html",
      },
      {
        title: "Arbeitsgerichtsgesetz (ArbGG), § 61b(1)",
        url: "https://www.gesetze-im-internet.de/arbgg/__61b.html",
      },
    ],
  },
  {
    ...{ id: "united-kingdom", name: "United Kingdom", at_least: null, suggested: null },
    says:
      "The law gives no number. The data protection office says: not longer than the time in which somebody who was " +
      "turned down can bring a claim. Look up how long that is today.",
    sources: [
      {
        title: "Information Commissioner’s Office (ICO): Keeping recruitment records",
        url: "https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/employment/recruitment-and-selection/keeping-recruitment-records",
      },
    ],
  },
  {
    ...{ id: "united-states", name: "United States", at_least: 12, suggested: 12 },
    says:
      "Companies that this rule covers must keep what they made about hiring somebody for one year from the day it was " +
      "made or the decision, whichever came later. States may ask for more.",
    sources: [{ title: "29 CFR § 1602.14", url: "https://www.ecfr.gov/current/title-29/section-1602.14" }],
  },
];
