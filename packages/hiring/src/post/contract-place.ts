/** Where work may only be asked for once a contract or an order has started there. */
export const contractPlaces = ["upwork", "fiverr"] as const;
export type ContractPlace = (typeof contractPlaces)[number];

/**
 * Whether somebody was found there, as a person typed it: "UpWork", "Up-work.com", "fiverr pro". The one place that
 * decides; "Fiver" is how many write it.
 */
export function contractPlaceOf(source: string): ContractPlace | undefined {
  const letters = source
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}]/gu, "");
  if (letters.includes("upwork")) return "upwork";
  return letters.includes("fiver") ? "fiverr" : undefined;
}
