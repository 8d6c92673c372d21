import { Source } from "../figures/source.tsx";
import type { WordKey } from "../words/en.ts";
import { useWords, type Words } from "../words/words.tsx";
import type { FairnessState } from "./fairness-query.ts";

type Result = FairnessState["results"][number];
type Group = NonNullable<Result["groups"]>[number];

/** Counts by group, where there are enough; and first of all what they are not. */
export function FairnessResults({ results }: { readonly results: FairnessState["results"] }) {
  const words = useWords();
  return (
    <div className="fairness-results">
      <h3>{words.say("fairness.results")}</h3>
      <p className="fairness-not">{words.say("fairness.not-audit")}</p>
      <p className="settings-text">{words.say("fairness.not-audit.text")}</p>
      <Source figure="adverse-impact" about={words.say("fairness.about.rule")} />
      {results.map((result) => (
        <Question key={result.question} result={result} />
      ))}
      {results.some(({ groups }) => groups !== null) ? (
        <p className="small soft">{words.say("fairness.chance.what")}</p>
      ) : null}
    </div>
  );
}

function Question({ result: { question, groups } }: { readonly result: Result }) {
  const words = useWords();
  const title = words.say(`fairness.${question}`);
  if (groups === null) {
    return (
      <div>
        <h4>{title}</h4>
        <p className="quiet">{words.say("fairness.not-enough")}</p>
      </div>
    );
  }
  return (
    <div>
      <h4>{title}</h4>
      <table className="settings-table fairness-table" aria-label={title}>
        <thead>
          <tr>
            {(["group", "selected", "ratio", "chance"] as const).map((column) => (
              <th key={column} scope="col">
                {words.say(`fairness.table.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.group}>
              {/* The server's answers are those of the question: both come from one list. */}
              <th scope="row">{words.say(`fairness.${question}.${group.group}` as WordKey)}</th>
              <td data-label={words.say("fairness.table.selected")}>
                {words.say("fairness.of", {
                  ...{ selected: group.selected, people: group.people, share: words.percent(group.rate) },
                })}
              </td>
              <td data-label={words.say("fairness.table.ratio")}>{ratioOf(group, words)}</td>
              <td data-label={words.say("fairness.table.chance")}>{chanceOf(group, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ratioOf({ ratio, isBelowFourFifths }: Group, words: Words): string {
  if (ratio === null) return words.say("fairness.no-offers");
  if (ratio === 1) return words.say("fairness.highest");
  return words.say(isBelowFourFifths ? "fairness.ratio.below" : "fairness.ratio", { ratio: words.percent(ratio) });
}

function chanceOf({ p, ratio }: Group, words: Words): string {
  if (p === null || ratio === null || ratio === 1) return "";
  if (p < 0.01) return words.say("fairness.chance.rare");
  return words.say("fairness.chance", { count: Math.round(p * 100) });
}
