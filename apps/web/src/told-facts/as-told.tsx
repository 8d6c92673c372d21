import { similarWorkQuestions } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Card } from "../api/hiring.ts";
import "../look/figures.css";
import { useWords } from "../words/words.tsx";
import { RateTold, SimilarTold, StarsTold } from "./told.tsx";
import { ToldForm } from "./told-form.tsx";

/** On a candidate's page: what somebody told us, apart from what was measured, and what to ask about it. */
export function AsTold({ card, recruits }: { readonly card: Card; readonly recruits: boolean }) {
  const words = useWords();
  const [isEditing, setEditing] = useState(false);
  return (
    <section className="candidate-part" aria-labelledby="as-told">
      <h2 id="as-told">{words.say("told.title")}</h2>
      <p className="soft">{words.say("told.text")}</p>
      {card.name_hidden ? (
        <p>{words.say("blind.hidden.full")}</p>
      ) : isEditing ? (
        <ToldForm
          card={card}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <>
          <dl className="told-facts">
            <div>
              <dt>{words.say("told.rate")}</dt>
              <dd>
                <RateTold rate={card.rate} />
              </dd>
            </div>
            <div>
              <dt>{words.say("told.stars")}</dt>
              <dd>
                <StarsTold stars={card.stars} />
              </dd>
            </div>
            <div>
              <dt>{words.say("told.similar")}</dt>
              <dd>
                <SimilarTold similar={card.similar_work} />
              </dd>
            </div>
          </dl>
          {card.similar_work === null ? null : <Questions />}
          {recruits ? (
            <div className="form-acts">
              <Button
                onClick={() => {
                  setEditing(true);
                }}
              >
                {words.say("told.edit")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </section>
  );
}

function Questions() {
  const words = useWords();
  return (
    <details className="source told-ask">
      <summary>{words.say("told.ask")}</summary>
      <ul>
        {similarWorkQuestions.map((question) => (
          <li key={question}>
            <p className="told-question">{words.say(`similar.${question}`)}</p>
            <p>{words.say("told.ask.good", { answer: words.say(`similar.${question}.good`) })}</p>
            <p>{words.say("told.ask.weak", { answer: words.say(`similar.${question}.weak`) })}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
