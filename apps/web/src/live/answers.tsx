import { Glyph, titleIn, type Catalogue } from "@assay/report/page";
import { useWords, type Words } from "../words/words.tsx";
import { shownOf, type Answered, type Live, type Outcome } from "./live-state.ts";

const outcomes = [
  ...(["pass", "fail", "not-established", "not-applicable", "our-error"] as const),
] satisfies readonly Outcome[];

/** Catalogues of the server say of each check what kind it is. */
const isMeasured = (catalogue: Catalogue, check: string) =>
  (catalogue[check] as { readonly kind?: string } | undefined)?.kind === "measurement";

const standsIn = (live: Live, catalogue: Catalogue) => (answer: Answered) =>
  shownOf(live, answer, isMeasured(catalogue, answer.check));

/** How many were answered and how, as a number, as words and as one mark a check. */
export function Answers({ live, catalogue }: { readonly live: Live; readonly catalogue: Catalogue }) {
  const words = useWords();
  if (live.planned === undefined) return null;
  const shown = live.answered.map(standsIn(live, catalogue));
  const counts = outcomes.flatMap((outcome) => {
    const count = shown.filter((stands) => stands === outcome).length;
    return count === 0 ? [] : [words.say(`live.count.${outcome}`, { count })];
  });
  const planned = words.number(live.planned);
  return (
    <>
      <p className="live-count">
        <b>{words.number(live.done)}</b>
        <span>
          {counts.length === 0
            ? words.say("live.answered.none", { planned })
            : words.say("live.answered", { planned, counts: counts.join(", ") })}
        </span>
      </p>
      <div className="live-marks" aria-hidden="true">
        {shown.map((stands, at) => (
          <Mark key={at} stands={stands} />
        ))}
        {Array.from({ length: Math.max(0, live.planned - shown.length) }, (_, at) => (
          <i key={`waits-${String(at)}`} />
        ))}
      </div>
    </>
  );
}

/** The newest first. */
export function Feed({
  live,
  catalogue,
  now,
  most,
}: {
  readonly live: Live;
  readonly catalogue: Catalogue;
  readonly now: number;
  /** All unless said. */
  readonly most?: number;
}) {
  const words = useWords();
  const stands = standsIn(live, catalogue);
  const newest = [...live.answered].sort((one, other) => other.at - one.at);
  return (
    <ol className="live-feed" aria-label={words.say(most === undefined ? "live.all" : "live.feed")}>
      {live.asking !== undefined && most === undefined ? (
        <li>
          <i className="live-asking" aria-hidden="true" />
          <span>
            {titleIn(catalogue, live.asking)}
            <small>{words.say("live.asking")}</small>
          </span>
        </li>
      ) : null}
      {newest.slice(0, most).map((answer) => (
        <li key={answer.check}>
          <Mark stands={stands(answer)} label={labelOf(stands(answer), words)} />
          <span>
            {/* What is right, beside what became of it: “does not hold: failed” reads as its opposite. */}
            {titleIn(catalogue, answer.check)}
            {stands(answer) === "again" ? <small>{words.say("live.again.text")}</small> : null}
          </span>
          <span className="live-when">
            {most === undefined ? labelOf(stands(answer), words) : words.ago(new Date(answer.at).toISOString(), now)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function labelOf(stands: Answered["stands"], words: Words): string {
  return stands === "again" ? words.say("live.again") : words.say(`outcome.${stands}`);
}

function Mark({ stands, label }: { readonly stands: Answered["stands"]; readonly label?: string }) {
  if (stands !== "again") return <Glyph shape={stands} {...(label === undefined ? {} : { label })} />;
  return (
    <svg
      className="g again"
      viewBox="0 0 16 16"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <path
        d="M13.2 8a5.2 5.2 0 1 1-1.6-3.7M13.3 1.8v3h-3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
