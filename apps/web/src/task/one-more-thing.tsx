import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";
import { fairnessAskedQuery, type PortalState } from "./portal-api.ts";

/** After the work was handed in, and only where the team asks at all. */
export function OneMoreThing({ state }: { readonly state: PortalState }) {
  const words = useWords();
  const { data } = useQuery({ ...fairnessAskedQuery, enabled: state.submitted_at !== null });
  if (data === undefined || data.questions.length === 0) return null;
  return (
    <section className="task-part" aria-labelledby="one-more">
      <h2 id="one-more">{words.say("say.fairness.title")}</h2>
      <p>{words.say("say.fairness.short", { organization: state.organization })}</p>
      <p>
        <Link to="/task/fairness" className="task-link">
          {words.say("say.fairness.link")}
        </Link>
      </p>
    </section>
  );
}
