import { answerMarks, explainedHow, probes, type Competency } from "@assay/hiring";
import { Glyph } from "@assay/report/page";
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";
import { Anchors, Choices } from "./anchors.tsx";
import { NoteField } from "./note-field.tsx";
import type { Step } from "./steps.ts";
import { TheirQuestions } from "./their-questions.tsx";
import type { Notes } from "./use-notes.ts";

/** What one needs on one screen of the interview. The scorecard has a screen of its own. */
export function StepView({
  step,
  application,
  name,
  whyNone,
  notes,
}: {
  readonly step: Step;
  readonly application: string;
  readonly name: string;
  /** Why there is no question about the own result. */
  readonly whyNone: ReactNode;
  /** Null for who may only read. */
  readonly notes: Notes | null;
}) {
  const words = useWords();
  switch (step.kind) {
    case "opening":
      return (
        <ul className="probes">
          {([1, 2, 3, 4] as const).map((line) => (
            <li key={line}>{words.say(`interview.opening.${line}`, { name })}</li>
          ))}
        </ul>
      );
    case "story":
      return <Story competency={step.part} notes={notes} />;
    case "no-result":
      return <>{whyNone}</>;
    case "result":
      return <OwnResult step={step} notes={notes} />;
    case "their-questions":
      return <TheirQuestions application={application} name={name} notes={notes} />;
    case "explanations":
      return <Explanations notes={notes} />;
    case "scorecard":
      return null;
  }
}

function Story({ competency, notes }: { readonly competency: Competency; readonly notes: Notes | null }) {
  const words = useWords();
  return (
    <div className="beside">
      <div>
        <section>
          <h3>{words.say("interview.probes")}</h3>
          <ul className="probes">
            {probes.map((probe) => (
              <li key={probe}>{words.say(`kit.${competency}.probe.${probe}`)}</li>
            ))}
          </ul>
        </section>
        {notes === null ? null : <NoteField notes={notes} place={competency} label={words.say("interview.note")} />}
      </div>
      {competency === "explains-clearly" ? (
        <p className="soft">{words.say("interview.explained-later")}</p>
      ) : notes === null ? null : (
        <Anchors
          competency={competency}
          label={words.say("interview.rate", { subject: words.say(`subject.${competency}`) })}
          chosen={notes.at(competency).choice}
          choose={(choice) => {
            notes.change(competency, { choice });
          }}
        />
      )}
    </div>
  );
}

function OwnResult({
  step,
  notes,
}: {
  readonly step: Step & { readonly kind: "result" };
  readonly notes: Notes | null;
}) {
  const words = useWords();
  const { ask } = step.question.check;
  return (
    <>
      <div className="listen-for">
        <section>
          <h3>
            <Glyph shape="tick" /> {words.say("interview.good")}
          </h3>
          <p>{ask.goodAnswer}</p>
        </section>
        <section>
          <h3>
            <Glyph shape="weak" /> {words.say("interview.weak")}
          </h3>
          <p>{ask.weakAnswer}</p>
        </section>
      </div>
      {notes === null ? null : (
        <div className="beside">
          <NoteField notes={notes} place={step.id} label={words.say("interview.note")} />
          <Choices
            label={words.say("interview.answer")}
            options={answerMarks.map((value) => ({ value, label: words.say(`kit.mark.${value}`) }))}
            chosen={notes.at(step.id).choice}
            choose={(choice) => {
              notes.change(step.id, { choice });
            }}
          />
        </div>
      )}
    </>
  );
}

function Explanations({ notes }: { readonly notes: Notes | null }) {
  const words = useWords();
  const place = "explanations";
  return (
    <>
      <p className="soft">{words.say("interview.explanations.text")}</p>
      {notes === null ? null : (
        <div className="beside">
          <Anchors
            competency="explains-clearly"
            label={words.say("interview.rate", { subject: words.say("subject.explains-clearly") })}
            chosen={notes.at("explains-clearly").choice}
            choose={(choice) => {
              notes.change("explains-clearly", { choice });
            }}
          />
          <div>
            <Choices
              label={words.say("interview.how")}
              options={explainedHow.map((value) => ({ value, label: words.say(`kit.how.${value}`) }))}
              chosen={notes.at(place).choice}
              choose={(choice) => {
                notes.change(place, { choice });
              }}
            />
            <NoteField notes={notes} place={place} label={words.say("interview.note")} />
          </div>
        </div>
      )}
    </>
  );
}
