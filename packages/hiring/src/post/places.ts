/** Where a role is told of, each with a form and rules of its own. */
export const postPlaces = ["upwork", "fiverr", "job-board", "company-page"] as const;
export type PostPlace = (typeof postPlaces)[number];

export interface PlaceSource {
  readonly title: string;
  readonly url: string;
  /** When we looked. */
  readonly checked: string;
  /** `copy`: in a stored copy, whose day we don't know. `report`: in what others wrote of it. */
  readonly seen: "copy" | "report";
}

/** Terms change without a word to us: each is shown with its day, and with how we saw it. */
export const placeSources = {
  "upwork-client-policies": {
    title: "Upwork, Client Policies, section 2: Job Posts",
    url: "https://www.upwork.com/info/terms/client-policies/",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
  "upwork-terms": {
    title: "Upwork, Understand Upwork Terms of Service",
    url: "https://support.upwork.com/hc/en-us/articles/35088001179283-Understand-Upwork-Terms-of-Service",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
  "upwork-offer": {
    title: "Upwork, Send an offer",
    url: "https://support.upwork.com/hc/en-us/articles/17943362171411--Send-an-offer",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
  "fiverr-off-platform": {
    title: "Fiverr, Stay protected: Fiverr’s off-platform policy",
    url: "https://help.fiverr.com/hc/en-us/articles/12792122691601-Stay-protected-Fiverr-s-off-platform-policy",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
  "fiverr-community": {
    title: "Fiverr Community, Taking business off-platform, 2 June 2025",
    url: "https://community.fiverr.com/public/blogs/taking-business-off-platform-2025-06-02",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
  "pay-directive": {
    title: "Directive (EU) 2023/970, Article 5; to be in each country’s law by 7 June 2026",
    url: "https://eur-lex.europa.eu/eli/dir/2023/970/oj",
    ...{ checked: "2026-11-26", seen: "report" },
  },
  eeoc: {
    title: "US EEOC, Prohibited Employment Policies and Practices: job advertisements",
    url: "https://www.eeoc.gov/prohibited-employment-policiespractices",
    ...{ checked: "2026-11-26", seen: "copy" },
  },
} as const satisfies Record<string, PlaceSource>;
export type PlaceSourceId = keyof typeof placeSources;

/** One rule of a place; its text is `post.rule.<id>`. */
export interface PlaceRule {
  readonly id:
    | ("upwork.no-contact" | "upwork.no-free-work" | "upwork.same-price" | "upwork.contract")
    | ("fiverr.no-contact" | "fiverr.pay-there" | "fiverr.our-rule")
    | ("pay-range" | "no-preference");
  /** None where the rule is our own. */
  readonly sources: readonly PlaceSourceId[];
}

const everywhereElse: readonly PlaceRule[] = [
  { id: "pay-range", sources: ["pay-directive"] },
  { id: "no-preference", sources: ["eeoc"] },
];

export const placeRules: Readonly<Record<PostPlace, readonly PlaceRule[]>> = {
  upwork: [
    { id: "upwork.no-contact", sources: ["upwork-client-policies", "upwork-terms"] },
    { id: "upwork.no-free-work", sources: ["upwork-client-policies"] },
    { id: "upwork.same-price", sources: ["upwork-client-policies"] },
    { id: "upwork.contract", sources: ["upwork-offer"] },
  ],
  fiverr: [
    { id: "fiverr.no-contact", sources: ["fiverr-off-platform", "fiverr-community"] },
    { id: "fiverr.pay-there", sources: ["fiverr-community"] },
    { id: "fiverr.our-rule", sources: [] },
  ],
  "job-board": everywhereElse,
  "company-page": everywhereElse,
};
