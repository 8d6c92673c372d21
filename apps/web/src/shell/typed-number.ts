import type { Words } from "../words/words.tsx";

/** As a number field gives it: text while it is no number that can be kept exactly. */
export type TypedNumber = number | string;

export interface NumberLimits {
  readonly min: number;
  readonly max: number;
  /** Digits after the point at most; none for whole numbers. */
  readonly digits?: number;
}

/** Nothing where nothing was typed, or nothing that is right. */
export function numberIn(typed: TypedNumber, { min, max, digits = 0 }: NumberLimits): number | undefined {
  const value = typed === "" ? Number.NaN : Number(typed);
  if (!(value >= min && value <= max)) return undefined;
  return Number(value.toFixed(digits)) === value ? value : undefined;
}

/** What to say beside the field. What was typed stays as it was typed. */
export function wrongNumber(typed: TypedNumber, limits: NumberLimits, words: Words): string | null {
  if (numberIn(typed, limits) !== undefined) return null;
  const { min, max, digits = 0 } = limits;
  const between = { min: words.number(min), max: words.number(max) };
  return digits === 0 ? words.say("number.whole", between) : words.say("number.digits", { ...between, digits });
}
