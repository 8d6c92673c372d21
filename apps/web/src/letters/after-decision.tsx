import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lettersQuery } from "../api/after.ts";
import type { Decision } from "../api/judgement.ts";
import { useWords } from "../words/words.tsx";

/** What is to be done now that it is decided: the letter, and after an offer the plan. */
export function AfterDecision({
  application,
  name,
  decisions,
}: {
  readonly application: string;
  readonly name: string;
  readonly decisions: readonly Decision[];
}) {
  const words = useWords();
  const standing = decisions.find(({ undone_at }) => undone_at === null);
  const letters = useQuery({ ...lettersQuery(application), enabled: standing !== undefined });
  if (standing === undefined || letters.data === undefined) return null;
  const isSent = letters.data.some(({ decision_id, sent_at }) => decision_id === standing.id && sent_at !== null);
  return (
    <section className="judged" aria-labelledby="after">
      <h2 id="after">{words.say("after.title")}</h2>
      <p>{words.say(isSent ? "after.letter.sent" : "after.letter", { name })}</p>
      <div className="form-acts">
        <Button
          renderRoot={(props) => <Link {...props} to="/candidates/$application/letter" params={{ application }} />}
        >
          {words.say(isSent ? "after.letter.see" : "after.letter.do")}
        </Button>
      </div>
      {standing.choice === "hire" ? (
        <>
          <p>{words.say("after.plan")}</p>
          <div className="form-acts">
            <Button
              renderRoot={(props) => <Link {...props} to="/candidates/$application/plan" params={{ application }} />}
            >
              {words.say("after.plan.do")}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
