import { experiences, forms, regions, works, type PayQuestion } from "@assay/hiring";
import { useNavigate, useSearch } from "@tanstack/react-router";

/** What was chosen and typed, as it stands in the address: it can be kept and sent on. */
export interface CostSearch {
  readonly region?: PayQuestion["region"];
  readonly experience?: PayQuestion["experience"];
  readonly form?: PayQuestion["form"];
  readonly work?: PayQuestion["work"];
  /** Rates of two people, an hour. */
  readonly one?: number;
  readonly other?: number;
  readonly currency?: string;
  readonly low?: number;
  readonly high?: number;
}

const regionIds = Object.keys(regions) as PayQuestion["region"][];

/** Takes what it knows; the rest of an address is nobody's. */
export function costSearch(search: Readonly<Record<string, unknown>>): CostSearch {
  return {
    ...known("region", regionIds, search["region"]),
    ...known("experience", experiences, search["experience"]),
    ...known("form", forms, search["form"]),
    ...known("work", works, search["work"]),
    ...(typeof search["currency"] === "string" && /^[A-Z]{3}$/.test(search["currency"])
      ? { currency: search["currency"] }
      : {}),
    ...Object.fromEntries(
      (["one", "other", "low", "high"] as const).flatMap((name) => {
        const value = search[name];
        return typeof value === "number" && value > 0 ? [[name, value]] : [];
      }),
    ),
  };
}

/** Nothing of what it doesn't know. */
function known(name: string, values: readonly string[], given: unknown): CostSearch {
  return values.some((one) => one === given) ? { [name]: given } : {};
}

/** What the address says, and how to change a part of it without leaving the page. */
export function useCostSearch(): readonly [CostSearch, (change: CostSearchChange) => void] {
  const asked: unknown = useSearch({ strict: false });
  const search = costSearch(asked as Readonly<Record<string, unknown>>);
  const navigate = useNavigate();
  return [
    search,
    (change) => {
      const next = Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined),
      );
      void navigate({ to: ".", search: next, replace: true, resetScroll: false });
    },
  ];
}

type CostSearchChange = { readonly [K in keyof CostSearch]: CostSearch[K] | undefined };
