import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Need } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** What waits for a person: what it is, in a sentence why, and the one thing to do. */
export function Needs({
  needs,
  isMain,
}: {
  readonly needs: readonly Need[];
  /** Whether the first of them is the page's main thing to do. */
  readonly isMain: boolean;
}) {
  return (
    <ul className="needs">
      {needs.map((need, at) => (
        <NeedItem
          key={[need.kind, need.application, need.evaluation].join(" ")}
          need={need}
          isFirst={isMain && at === 0}
        />
      ))}
    </ul>
  );
}

function NeedItem({ need, isFirst }: { readonly need: Need; readonly isFirst: boolean }) {
  const words = useWords();
  const { kind, name, application, evaluation, at, due_at, text } = need;
  const look = { variant: isFirst ? "filled" : "default" };
  const toCandidate = (children: ReactNode) => (
    <Button
      {...look}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/candidates/$application"
          params={{ application }}
          {...(kind === "question" ? { hash: "questions" } : kind === "adjustment" ? { hash: "adjustments" } : {})}
        />
      )}
    >
      {children}
    </Button>
  );
  const about = () => {
    const ago = words.ago(at);
    if (kind === "report") return words.say("need.report.text", { ago });
    if (kind === "adjustment") {
      return text === null || text === ""
        ? words.say("need.adjustment.time", { ago })
        : words.say("need.adjustment.text", { text, ago });
    }
    if (kind !== "question") return words.say(`need.${kind}.text`, { name });
    const question = text ?? "";
    return due_at === null
      ? words.say("need.question.text", { text: question, ago })
      : words.say("need.question.due", { text: question, ago, due: words.time(due_at) });
  };
  return (
    <li>
      <div>
        <b>{words.say(`need.${kind}`, { name })}</b>
        {need.follow_up ? <p className="quiet small">{words.say("follow-up.mark")}</p> : null}
        <p>{about()}</p>
      </div>
      {kind === "question" || kind === "adjustment" ? (
        toCandidate(words.say("need.question.do"))
      ) : kind === "failed" || evaluation === null ? (
        toCandidate(words.say("need.why"))
      ) : (
        <Button
          {...look}
          renderRoot={(props) => <Link {...props} to="/evaluations/$evaluation" params={{ evaluation }} />}
        >
          {words.say(kind === "report" ? "need.report.do" : "need.why")}
        </Button>
      )}
    </li>
  );
}
