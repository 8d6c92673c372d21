import { useWords } from "../words/words.tsx";
import type { Live } from "./live-state.ts";

/** What goes on between two checks: a minute under load, or our own solution being measured. */
export function Meanwhile({ live, isAway }: { readonly live: Live; readonly isAway: boolean }) {
  const words = useWords();
  if (isAway) return <p className="live-meanwhile">{words.say("live.away")}</p>;
  if (live.state !== "running") return null;
  if (live.reference) return <p className="live-meanwhile">{words.say("live.reference")}</p>;
  if (live.pressure === undefined || live.phases.at(-1)?.phase !== "gather") return null;
  const { slices, incidents } = live.pressure;
  const sum = (pick: (slice: (typeof slices)[number]) => number) =>
    words.number(slices.reduce((total, slice) => total + pick(slice), 0));
  const incident = incidents.findLast(({ to }) => to === undefined);
  return (
    <p className="live-meanwhile">
      {words.say("live.pressure", {
        sent: sum(({ sent }) => sent),
        answered: sum(({ answered }) => answered),
        incident: words.say(incident === undefined ? "live.pressure.calm" : `live.pressure.${incident.name}`),
      })}
    </p>
  );
}
