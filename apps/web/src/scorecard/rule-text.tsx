import { areEqual } from "@assay/hiring";
import type { RatingRule } from "../api/interview.ts";
import { subjects } from "../api/judgement.ts";
import { useWords } from "../words/words.tsx";

/** The rule in words: who set it, and why it is not the usual one. */
export function RuleText({ rule }: { readonly rule: RatingRule }) {
  const words = useWords();
  return (
    <div className="rule-text">
      {areEqual(rule.weights) ? (
        <p>{words.say("rule.equal")}</p>
      ) : (
        <ul>
          {subjects.map((subject) => (
            <li key={subject}>
              <b>{words.say(`subject.${subject}`)}</b> {words.say("rule.counts", { times: rule.weights[subject] })}
            </li>
          ))}
        </ul>
      )}
      {rule.reason === "" ? null : <p className="quoted">{rule.reason}</p>}
      {rule.person_name === "" || rule.made_at === null ? null : (
        <p className="small quiet">
          {words.say("rule.by", { person: rule.person_name, when: words.time(rule.made_at) })}
        </p>
      )}
    </div>
  );
}
