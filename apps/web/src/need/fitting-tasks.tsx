import { fitsOf, type NeedQuestion } from "@assay/hiring";
import { useQuery } from "@tanstack/react-query";
import { challengesQuery } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** Which of the tasks that there are comes close to what is to be built, and what it leaves out. */
export function FittingTasks({ about }: { readonly about: readonly NeedQuestion[] }) {
  const words = useWords();
  const { data: challenges = [] } = useQuery(challengesQuery);
  if (challenges.length === 0) return null;
  const fits = fitsOf(
    about,
    challenges.map(({ id }) => id),
  );
  const listed = (subjects: readonly NeedQuestion[]) =>
    words.list(subjects.flatMap((subject) => subjectOf(subject)).map((subject) => words.say(subject)));
  return (
    <section aria-labelledby="task">
      <h2 id="task">{words.say("need-page.task")}</h2>
      <ul className="need-list">
        {fits.map(({ challenge, shows, leavesOut, isKnown }) => {
          const task = challenges.find(({ id }) => id === challenge)?.title ?? challenge;
          return (
            <li key={challenge}>
              {!isKnown
                ? words.say("needed.fit.unknown", { task })
                : shows.length === 0
                  ? words.say("needed.fit.shows.nothing", { task })
                  : words.say("needed.fit.shows", { task, list: listed(shows) })}{" "}
              {isKnown && leavesOut.length > 0 ? words.say("needed.fit.leaves-out", { list: listed(leavesOut) }) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What hurts, and when it must be ready, are no subjects of a task. */
function subjectOf(question: NeedQuestion) {
  if (question === "kind" || question === "hurts" || question === "ready") return [];
  return [`needed.subject.${question}` as const];
}
