/** Where numbers come from, what the work may cost, and what we were told of somebody. */
export const enCost = {
  "source.open": "Where this number comes from",
  "source.open.of": "Where this number comes from: {about}",
  "source.year": "From {year}.",
  "source.no-year": "The source gives no year.",
} as const satisfies Record<string, string>;
