/** What may be asked, and the answers that can be given; their words are `fairness.<question>` and `fairness.<question>.<answer>`. */
export const fairnessQuestions = {
  gender: ["woman", "man", "another"],
  age: ["under-40", "40-or-more"],
  "ethnic-group-us": ["hispanic", "white", "black", "asian", "native-american", "pacific-islander", "two-or-more"],
  "ethnic-group-uk": ["asian", "black", "mixed", "white", "other"],
} as const;
export type FairnessQuestion = keyof typeof fairnessQuestions;

/** Where a team hires: what may be asked there, and where that is written. What the law says is `fairness.law.<id>`. */
export interface FairnessCountry {
  readonly id: "united-states" | "united-kingdom" | "european-union" | "elsewhere";
  readonly questions: readonly FairnessQuestion[];
  /** Whether somebody who knows the law has to be asked first: where ours is not the whole of it. */
  readonly asksLawyer: boolean;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** Read in November 2026. Few, so that each stays right: whoever adds one names where it is written. */
export const fairnessCountries: readonly FairnessCountry[] = [
  {
    id: "united-states",
    questions: ["gender", "age", "ethnic-group-us"],
    asksLawyer: false,
    sources: [
      {
        title: "EEOC, informal discussion letter of 5 August 2002 on pre-employment inquiries (no official opinion)",
        url: "https://www.eeoc.gov/foia/eeoc-informal-discussion-letter-78",
      },
      { title: "29 CFR § 1607.4", url: "https://www.ecfr.gov/current/title-29/section-1607.4" },
    ],
  },
  {
    id: "united-kingdom",
    questions: ["gender", "age", "ethnic-group-uk"],
    asksLawyer: false,
    sources: [
      {
        title: "Data Protection Act 2018, Schedule 1, paragraphs 5 and 8",
        url: "https://www.legislation.gov.uk/ukpga/2018/12/schedule/1",
      },
    ],
  },
  {
    id: "european-union",
    questions: ["gender", "age"],
    asksLawyer: true,
    sources: [
      {
        title: "Regulation (EU) 2016/679 (GDPR), Articles 6 and 9",
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
      },
    ],
  },
  { id: "elsewhere", questions: ["gender", "age"], asksLawyer: true, sources: [] },
];

/** Answers as they are sent: those of the country's own questions alone. Empty for "prefer not to say" everywhere. */
export type FairnessAnswers = Readonly<Partial<Record<FairnessQuestion, string>>>;

/** What in these answers is none of the country's; undefined where all is right. */
export function strangeAnswer(answers: FairnessAnswers, { questions }: FairnessCountry): string | undefined {
  return Object.entries(answers).find(
    ([question, answer]) =>
      !questions.some(
        (asked) => asked === question && (fairnessQuestions[asked] as readonly string[]).includes(answer),
      ),
  )?.[0];
}
