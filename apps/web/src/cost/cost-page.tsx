import type { ReactNode } from "react";
import "../look/cost.css";
import "../look/forms.css";
import { useWords } from "../words/words.tsx";
import { PayAnswer } from "./pay-answer.tsx";
import { PayQuestionForm } from "./pay-question.tsx";
import { useCostSearch } from "./search.ts";
import { TwoRates } from "./two-rates.tsx";

/** What people are paid, and what a job comes to: the same for nobody in particular and within a role. */
export function CostPage({
  head,
  hours,
  hoursForm,
}: {
  readonly head: ReactNode;
  readonly hours: { readonly low: number; readonly high: number } | null;
  /** Where the hours are typed, and perhaps kept. */
  readonly hoursForm: ReactNode;
}) {
  const words = useWords();
  const [search] = useCostSearch();
  const { region, experience = "6-to-10", form = "contract", work = "usual" } = search;
  return (
    <div className="cost-page">
      {head}
      <section aria-labelledby="cost-range">
        <h2 id="cost-range">{words.say("cost.range")}</h2>
        <PayQuestionForm />
        {region === undefined ? (
          <p className="soft">{words.say("cost.first")}</p>
        ) : (
          <PayAnswer question={{ region, experience, form, work }} />
        )}
      </section>
      <section aria-labelledby="cost-done">
        <h2 id="cost-done">{words.say("done.title")}</h2>
        <p className="lede">{words.say("done.text")}</p>
        {hoursForm}
        <h3>{words.say("done.rates")}</h3>
        <TwoRates hours={hours} />
      </section>
    </div>
  );
}
