import { Glyph } from "@assay/report/page";
import { useWords } from "../words/words.tsx";
import { tookOf } from "./took.ts";
import { phaseNames, type Live } from "./live-state.ts";

/** The steps as a bar, and how long each took. */
export function Phases({ live }: { readonly live: Live }) {
  const words = useWords();
  const current = live.endedAt === undefined ? live.phases.at(-1)?.phase : undefined;
  const begun = new Set(live.phases.map(({ phase }) => phase));
  const share = live.planned === undefined ? 0 : live.done / Math.max(1, live.planned);
  const took = live.phases.flatMap(({ phase, at }, place) => {
    const end = live.phases[place + 1]?.at ?? live.endedAt;
    return end === undefined || phase === current ? [] : [{ phase, milliseconds: Math.max(0, end - at) }];
  });
  return (
    <>
      <ol className="live-steps" aria-label={words.say("live.phases")}>
        {phaseNames.map((phase) => {
          const isNow = phase === current;
          const isDone = !isNow && (begun.has(phase) || live.state === "done");
          return (
            <li
              key={phase}
              className={isNow ? "now" : isDone ? "done" : undefined}
              {...(isNow ? { "aria-current": "step" } : {})}
            >
              <i>{isNow ? <b style={{ width: phase === "gather" ? `${String(share * 100)}%` : "50%" }} /> : null}</i>
              {isNow ? (
                <span>{words.say(`live.doing.${phase}`)}</span>
              ) : (
                <span className="sr">{words.say(`live.phase.${phase}`)}</span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="live-took">
        {took.map(({ phase, milliseconds }) => (
          <span key={phase}>
            <Glyph shape="tick" />
            {words.say("live.phase.took", {
              phase: words.say(`live.phase.${phase}`),
              time: tookOf(milliseconds, words),
            })}
          </span>
        ))}
      </p>
    </>
  );
}
