import { needRules } from "@assay/hiring";
import type { WordKey } from "../words/en.ts";
import { useWords } from "../words/words.tsx";
import { answerText } from "./say-need.ts";

/** The whole table by which the answer is found, for whoever wants to see it. */
export function NeedRules() {
  const words = useWords();
  return (
    <details className="need-rules">
      <summary>{words.say("need-page.rules")}</summary>
      <p>{words.say("need-page.rules.text")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say("need-page.rules.question")}</th>
            <th scope="col">{words.say("need-page.rules.counts")}</th>
            <th scope="col">{words.say("need-page.rules.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {needRules.map(({ question, answer, speaksFor, weight, comesWith }) => (
            <tr key={`${question} ${answer}`}>
              <th scope="row">
                {words.say("need-page.if", {
                  question: words.say(`needed.question.${question}`),
                  answer: answerText(question, answer, words),
                })}
              </th>
              <td>
                {comesWith === undefined
                  ? words.say(`need-page.${speaksFor}.${weight}` as WordKey)
                  : words.say("need-page.comes-with-shop", {
                      counts: words.say(`need-page.${speaksFor}.${weight}` as WordKey),
                    })}
              </td>
              <td>{words.say(`needed.because.${question}.${answer}` as WordKey)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
