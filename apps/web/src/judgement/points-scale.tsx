import { points } from "@assay/hiring";

/** Points on their scale, to look at: what they are stands in words beside it. */
export function PointsScale({ mine, others }: { readonly mine?: number; readonly others: readonly number[] }) {
  return (
    <svg className="points-scale" viewBox="0 0 116 20" aria-hidden="true">
      <line x1="8" y1="10" x2="108" y2="10" />
      {points.map((point) => (
        <line key={point} x1={across(point)} x2={across(point)} y1="6" y2="14" />
      ))}
      {others.map((point, at) => (
        <circle key={at} className="other" cx={across(point) + at * 3} cy="10" r="5" />
      ))}
      {mine === undefined ? null : <circle className="mine" cx={across(mine)} cy="10" r="5" />}
    </svg>
  );
}

/** As one point is drawn, beside what it stands for. */
export function Dot({ className }: { readonly className: "mine" | "other" }) {
  return (
    <svg className="points-scale" viewBox="0 0 14 20" aria-hidden="true">
      <circle className={className} cx="7" cy="10" r="5" />
    </svg>
  );
}

function across(point: number): number {
  return 8 + ((point - 1) * 100) / (points.length - 1);
}
