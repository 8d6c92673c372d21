import {
  answerMarks,
  competencies,
  explainedHow,
  minutesOf,
  points,
  probes,
  type Competency,
  type ResultQuestion,
} from "@assay/hiring";
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";

/** The whole interview on two sheets of paper, with space to write. On screen it is not there. */
export function Sheets({
  name,
  role,
  questions,
}: {
  readonly name: string;
  readonly role: string;
  readonly questions: readonly ResultQuestion[];
}) {
  const words = useWords();
  return (
    <div className="sheets" aria-hidden="true">
      <section className="sheet">
        <Head text={words.say("sheet.stories", { name, role })} />
        {competencies.map((competency, at) => (
          <Story key={competency} competency={competency} number={at + 1} />
        ))}
      </section>
      <section className="sheet">
        <Head text={words.say("sheet.own", { name, role, minutes: minutesOf.ownResult })} />
        {questions.length === 0 ? <p>{words.say("interview.no-report")}</p> : null}
        {questions.map((question) => (
          <OwnResult key={question.check.id} question={question} />
        ))}
        <Part title={words.say("step.their-questions")} note={words.say("interview.theirs.text")} />
        <Part title={words.say("step.explanations")} note={words.say("interview.explanations.text")} isPlain>
          <AnchorRow competency="explains-clearly" />
          <Boxes labels={explainedHow.map((how) => words.say(`kit.how.${how}`))} />
        </Part>
      </section>
    </div>
  );
}

function Head({ text }: { readonly text: string }) {
  const words = useWords();
  return (
    <header>
      <p>{text}</p>
      <p>{words.say("sheet.who")}</p>
    </header>
  );
}

/** What is left of the sheet is shared among the spaces to write in. */
function Part({
  title,
  question,
  note,
  isPlain = false,
  children,
}: {
  readonly title: string;
  readonly question?: string;
  readonly note?: string;
  /** Nothing is written here but a mark. */
  readonly isPlain?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className={isPlain ? "sheet-part plain" : "sheet-part"}>
      <p className="sheet-title">{title}</p>
      {question === undefined ? null : <p className="sheet-question">{question}</p>}
      {note === undefined ? null : <p>{note}</p>}
      {isPlain ? null : <div className="sheet-lines" />}
      {children}
    </div>
  );
}

function Story({ competency, number }: { readonly competency: Competency; readonly number: number }) {
  const words = useWords();
  return (
    <Part
      title={words.say("sheet.part", {
        ...{ number, subject: words.say(`subject.${competency}`), minutes: minutesOf.competency },
      })}
      question={words.say("sheet.quoted", { text: words.say(`kit.${competency}.question`) })}
      note={probes.map((probe) => words.say(`kit.${competency}.probe.${probe}`)).join(" ")}
    >
      {competency === "explains-clearly" ? (
        <p>{words.say("interview.explained-later")}</p>
      ) : (
        <AnchorRow competency={competency} />
      )}
    </Part>
  );
}

function OwnResult({ question: { check, because } }: { readonly question: ResultQuestion }) {
  const words = useWords();
  return (
    <Part
      title={words.say("sheet.because", { because: words.say(`kit.because.${because}`), title: check.title })}
      question={words.say("sheet.quoted", { text: check.ask.question })}
    >
      <div className="sheet-listen">
        <p>
          <b>{words.say("sheet.good")}</b> {check.ask.goodAnswer}
        </p>
        <p>
          <b>{words.say("sheet.weak")}</b> {check.ask.weakAnswer}
        </p>
        <Boxes labels={answerMarks.map((mark) => words.say(`kit.mark.${mark}`))} />
      </div>
    </Part>
  );
}

function AnchorRow({ competency }: { readonly competency: Competency }) {
  const words = useWords();
  return (
    <div className="sheet-anchors">
      {points.map((point) => (
        <p key={point}>
          <b>{words.number(point)}</b> {words.say(`kit.${competency}.anchor.${point}`)}
        </p>
      ))}
    </div>
  );
}

function Boxes({ labels }: { readonly labels: readonly string[] }) {
  return (
    <div className="sheet-boxes">
      {labels.map((label) => (
        <span key={label}>{label}</span>
      ))}
    </div>
  );
}
