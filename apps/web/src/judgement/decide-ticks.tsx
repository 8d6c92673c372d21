import { Glyph } from "@assay/report/page";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";

/** What should be there before one decides, and whether it is. */
export function DecideTicks({
  report,
  isRated,
  others,
}: {
  /** Null where there is none. */
  readonly report: { readonly evaluation: string; readonly opened: boolean } | null;
  readonly isRated: boolean;
  /** Names of those who have rated too. */
  readonly others: readonly string[];
}) {
  const words = useWords();
  return (
    <ul className="ticks">
      {report === null ? null : report.opened ? (
        <li>
          <Glyph shape="tick" /> {words.say("decide.opened")}
        </li>
      ) : (
        <li className="open">
          <Link to="/evaluations/$evaluation" params={{ evaluation: report.evaluation }}>
            {words.say("decide.open")}
          </Link>
        </li>
      )}
      <li className={isRated ? undefined : "open"}>
        {isRated ? <Glyph shape="tick" /> : null} {words.say(isRated ? "decide.rated" : "decide.unrated")}
      </li>
      <li className={others.length > 0 ? undefined : "open"}>
        {others.length > 0 ? <Glyph shape="tick" /> : null}{" "}
        {words.say("decide.others", { count: others.length, names: words.list(others) })}
      </li>
      <li className="open">{words.say("decide.reason")}</li>
    </ul>
  );
}
