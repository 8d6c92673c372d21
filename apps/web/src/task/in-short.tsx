import type { MouseEvent } from "react";
import { useWords } from "../words/words.tsx";
import type { PortalState } from "./portal-api.ts";

/** What somebody wants to know first: what it is, how long, what it pays, until when, who decides. */
export function InShort({
  state: { challenge, role, due_at: due, decider, organization, submitted_at: submitted },
  minutes,
}: {
  readonly state: PortalState;
  /** Of a change to the first work: about how long it takes. */
  readonly minutes?: number | undefined;
}) {
  const words = useWords();
  const isLate = due !== null && submitted === null && Date.parse(due) < Date.now();
  const facts = [
    ["task.fact.task", challenge.title],
    [
      "task.fact.time",
      minutes === undefined ? words.say("task.fact.time.text") : words.say("task.change.time", { minutes }),
    ],
    ["task.fact.pays", role.pays === "" ? words.say(`task.fact.pays.${role.test_paid ?? "none"}`) : role.pays],
    ["task.fact.due", due === null ? words.say("task.fact.due.none") : words.time(due)],
    ["task.fact.ai", words.say(`task.ai.${role.ai_policy}`)],
    ["task.fact.decides", decider === "" ? words.say("task.decides.nobody", { organization }) : decider],
  ] as const;
  return (
    <aside className="task-facts" aria-label={words.say("task.facts")}>
      <dl>
        {facts.map(([label, fact]) => (
          <div key={label}>
            <dt>{words.say(label)}</dt>
            <dd>
              {fact}
              {label === "task.fact.due" && isLate ? (
                <span className="quiet small">{words.say("task.fact.late")}</span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
      <nav className="task-nav" aria-label={words.say("task.nav")}>
        {parts.map(([part, label]) => (
          <a key={part} href={`#${part}`} onClick={goTo(part)}>
            {words.say(label)}
          </a>
        ))}
      </nav>
    </aside>
  );
}

const parts = [
  ["brief", "task.brief"],
  ["judged", "task.judged"],
  ["more-time", "task.more"],
  ["questions", "task.questions"],
  ["data", "task.data"],
] as const;

/** The address keeps its end, which opens the page. */
function goTo(part: string) {
  return (event: MouseEvent) => {
    event.preventDefault();
    const heading = document.getElementById(part);
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  };
}
