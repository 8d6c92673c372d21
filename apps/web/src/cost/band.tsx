import type { PayRange } from "@assay/hiring";
import { useWords } from "../words/words.tsx";

/** The range on a scale that starts at nothing, so that it looks as wide as it is. */
export function Band({ range: { low, high, middle: usual, uplift, currency } }: { readonly range: PayRange }) {
  const words = useWords();
  const middle = uplift === null ? usual : null;
  const end = roundUp(high * 1.15);
  const across = (amount: number) => (amount / end) * 100;
  const dollars = (amount: number) => words.money(amount, currency);
  const told = { low: dollars(low), high: dollars(high) };
  const label =
    middle === null
      ? words.say("cost.band", told)
      : words.say("cost.band.middle", { ...told, middle: dollars(middle) });
  return (
    <div className="band" role="img" aria-label={label}>
      <svg viewBox="0 0 100 26" preserveAspectRatio="none" aria-hidden="true">
        <line className="band-axis" x1="0" x2="100" y1="13" y2="13" />
        <rect className="band-range" x={across(low)} width={across(high - low)} y="5" height="16" />
        {middle === null ? null : (
          <line className="band-middle" x1={across(middle)} x2={across(middle)} y1="1" y2="25" />
        )}
      </svg>
      <p className="band-scale" aria-hidden="true">
        <span>{dollars(0)}</span>
        <span>{dollars(end)}</span>
      </p>
    </div>
  );
}

/** To a number that is easy to read: in half steps of its first digit. */
function roundUp(amount: number): number {
  const step = 10 ** Math.floor(Math.log10(amount)) / 2;
  return Math.ceil(amount / step) * step;
}
