import { badgeRadius } from "./head.ts";
import type { Drawing, Mark } from "./drawing.ts";
import { boxOf, lineHeight, type Label } from "./text-box.ts";

/** The stripes and the hatching, by which "try again" and "failed" are told apart without colour. Ids are the page's, so each drawing has its own. */
export function Patterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-failed`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="5" height="5" className="failed-ground" />
        <path d="M0 0V5" className="failed-line" />
      </pattern>
      <pattern id={`${id}-put-off`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="6" height="6" className="put-off-ground" />
        <path d="M0 0V6" className="put-off-line" />
      </pattern>
    </defs>
  );
}

/** One drawing, with its title and what it shows in words. */
export function Timeline(props: { id: string; drawing: Drawing; className: string; title: string; about: string }) {
  const { id, drawing } = props;
  return (
    <svg
      className={`timeline ${props.className}`}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-about`}
    >
      <title id={`${id}-title`}>{props.title}</title>
      <desc id={`${id}-about`}>{props.about}</desc>
      <Patterns id={id} />
      <Shapes id={id} drawing={drawing} />
    </svg>
  );
}

/** What is drawn, without a frame. Needs the `Patterns` of the same id. */
export function Shapes({ id, drawing: { marks, badges, dots, labels } }: { id: string; drawing: Drawing }) {
  return (
    <>
      {marks.map((mark, at) => (
        <MarkShape key={at} id={id} mark={mark} />
      ))}
      {dots.map(({ x, y }) => (
        <circle key={x} className="dot" cx={x} cy={y} r="4.5" />
      ))}
      {badges.map(({ x, y, number, isDashed }) => (
        <g key={number}>
          <circle className={isDashed ? "badge open" : "badge"} cx={round(x)} cy={y} r={badgeRadius} />
          <text className="number" x={round(x)} y={y + 4} textAnchor="middle">
            {number}
          </text>
        </g>
      ))}
      {labels.map((label, at) => (
        <LabelText key={at} label={label} />
      ))}
    </>
  );
}

function MarkShape({ id, mark: { kind, d } }: { id: string; mark: Mark }) {
  if (d === "") return null;
  const pattern = kind === "failed" || kind === "put-off" ? { fill: `url(#${id}-${kind})` } : {};
  return <path className={kind} d={d} {...pattern} />;
}

function LabelText({ label }: { label: Label }) {
  const { lines, anchor, x, y, tone, ground } = label;
  const box = boxOf(label);
  return (
    <>
      {ground === "plate" ? (
        <rect
          className="plate"
          x={round(box.x - 4)}
          y={round(box.y - 3)}
          width={round(box.width + 8)}
          height={round(box.height + 5)}
          rx="3"
        />
      ) : null}
      {lines.map((line, at) => (
        <text
          key={line}
          className={`${tone} on-${ground}`}
          x={round(x)}
          y={round(y + at * lineHeight)}
          textAnchor={anchor}
        >
          {line}
        </text>
      ))}
    </>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
