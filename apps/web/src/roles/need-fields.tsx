import { NativeSelect } from "@mantine/core";
import { needQuestionIds, needQuestions, notSure, type NeedAnswers } from "@assay/hiring";
import "../look/need.css";
import { answerText } from "../need/say-need.ts";
import { useWords } from "../words/words.tsx";

/** What was answered to "Do I need one?", to be changed: folded, since few come for it. */
export function NeedFields({
  needs,
  onChange,
}: {
  readonly needs: NeedAnswers;
  readonly onChange: (needs: NeedAnswers) => void;
}) {
  const words = useWords();
  return (
    <details className="need-fields">
      <summary>{words.say("role.form.needs")}</summary>
      <div className="form">
        {needQuestionIds.map((question) => (
          <NativeSelect
            key={question}
            label={words.say(`needed.question.${question}`)}
            value={needs[question] ?? ""}
            onChange={({ currentTarget: { value } }) => {
              const { [question]: _before, ...rest } = needs;
              onChange(value === "" ? rest : { ...rest, [question]: value });
            }}
            data={[
              { value: "", label: words.say("role.form.needs.none") },
              ...[...needQuestions[question], notSure].map((answer) => ({
                value: answer,
                label: answerText(question, answer, words),
              })),
            ]}
          />
        ))}
      </div>
    </details>
  );
}
