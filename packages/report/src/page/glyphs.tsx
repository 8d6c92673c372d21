import type { Standing } from "../reading/tally.ts";
import type { VerdictReading } from "../reading/verdict.ts";

type Shape = Standing | "tick" | "weak" | "plus" | "person" | "mark";

/** Every shape once; the others refer to it. Each meaning survives without colour. */
export function Shapes() {
  const line = { fill: "none", stroke: "currentColor", strokeLinecap: "round", strokeLinejoin: "round" } as const;
  const cut = { ...line, stroke: "var(--paper)", strokeWidth: 1.7 } as const;
  return (
    <svg className="shapes" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <symbol id="s-pass" viewBox="0 0 16 16">
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path d="M4.6 8.3l2.3 2.3 4.5-4.9" {...cut} />
        </symbol>
        <symbol id="s-fail" viewBox="0 0 16 16">
          <path d="M8 0l8 8-8 8-8-8z" fill="currentColor" />
          <path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" {...cut} />
        </symbol>
        <symbol id="s-not-established" viewBox="0 0 16 16">
          <circle
            cx="8"
            cy="8"
            r="6.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.7"
            strokeDasharray="2.9 2.28"
          />
        </symbol>
        <symbol id="s-not-applicable" viewBox="0 0 16 16">
          <path d="M3 8h10" {...line} strokeWidth="2" />
        </symbol>
        <symbol id="s-our-error" viewBox="0 0 16 16">
          <path d="M8 1.4l7 12.9H1z" {...line} strokeWidth="1.6" />
          <path d="M8 6v3.6M8 11.9v.2" {...line} strokeWidth="1.7" />
        </symbol>
        <symbol id="s-explained" viewBox="0 0 16 16">
          <path d="M3.5 2.5v5a3 3 0 0 0 3 3h6M9.6 7.4l3 3.1-3 3.1" {...line} strokeWidth="1.7" />
        </symbol>
        <symbol id="s-tick" viewBox="0 0 16 16">
          <path d="M2.5 8.7l3.7 3.7L13.5 4" {...line} strokeWidth="2" />
        </symbol>
        <symbol id="s-weak" viewBox="0 0 16 16">
          <path d="M2 9.6c1.5-3.2 3.7-3.8 6-1.6s4.5 1.6 6-1.6" {...line} strokeWidth="2" />
        </symbol>
        <symbol id="s-plus" viewBox="0 0 16 16">
          <path d="M8 2.5v11M2.5 8h11" {...line} strokeWidth="2" />
        </symbol>
        <symbol id="s-person" viewBox="0 0 16 16">
          <circle cx="8" cy="4.6" r="3" {...line} strokeWidth="1.6" />
          <path d="M2.4 14.4c.5-3.2 2.7-4.9 5.6-4.9s5.1 1.7 5.6 4.9" {...line} strokeWidth="1.6" />
        </symbol>
        <symbol id="s-mark" viewBox="0 0 20 20">
          <path d="M10 1.2l8.8 8.8-8.8 8.8-8.8-8.8z" {...line} strokeWidth="1.7" />
          <path d="M6.4 10.3l2.5 2.5 4.8-5.2" {...line} strokeWidth="1.7" />
        </symbol>
      </defs>
    </svg>
  );
}

/** A shape beside its word. With a label where it stands alone. */
export function Glyph({ shape, label, hint }: { shape: Shape; label?: string; hint?: string }) {
  const heard =
    label === undefined ? ({ "aria-hidden": true } as const) : ({ role: "img", "aria-label": label } as const);
  return (
    <svg className={`g ${shape}`} {...heard}>
      {hint === undefined ? null : <title>{hint}</title>}
      <use href={`#s-${shape}`} />
    </svg>
  );
}

const rising = [
  { x: 1, y: 11.5, height: 3.5 },
  { x: 6.5, y: 8.2, height: 6.8 },
  { x: 12, y: 4.9, height: 10.1 },
  { x: 17.5, y: 1.6, height: 13.4 },
] as const;

/** Four rising bars, filled up to the verdict; dashed where the verdict is that we could not find out. */
export function Bars({ filled }: { filled: VerdictReading["bars"] }) {
  return (
    <svg className="bars" viewBox="0 0 22.5 16" aria-hidden="true">
      {rising.map(({ x, y, height }, at) =>
        filled === 0 ? (
          <rect key={x} x={x + 0.5} y={y + 0.5} width="2.8" height={height - 0.9} rx=".9" className="dash" />
        ) : (
          <rect key={x} x={x} y={y} width="3.6" height={height} rx=".9" className={at < filled ? "on" : "off"} />
        ),
      )}
    </svg>
  );
}
