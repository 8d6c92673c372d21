import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { decisionsQuery } from "../api/judgement.ts";
import { Places } from "../shell/places.tsx";
import { useWords } from "../words/words.tsx";

/** The pages of one candidate in one role, in the order in which they are needed. */
export function CandidatePlaces({ application, name }: { readonly application: string; readonly name: string }) {
  const words = useWords();
  const { data: decisions = [] } = useQuery(decisionsQuery(application));
  const standing = decisions.find(({ undone_at }) => undone_at === null);
  const place = { params: { application }, activeOptions: { exact: true, includeSearch: false } };
  return (
    <Places label={words.say("places.candidate", { name })}>
      <Link to="/candidates/$application" {...place}>
        {words.say("places.work")}
      </Link>
      <Link to="/candidates/$application/walk-through" {...place}>
        {words.say("places.own-work")}
      </Link>
      <Link to="/candidates/$application/interview" {...place}>
        {words.say("places.interview")}
      </Link>
      <Link to="/candidates/$application/decide" {...place}>
        {words.say("places.decide")}
      </Link>
      {standing === undefined ? null : (
        <Link to="/candidates/$application/letter" {...place}>
          {words.say("places.letter")}
        </Link>
      )}
      {standing?.choice === "hire" ? (
        <Link to="/candidates/$application/plan" {...place}>
          {words.say("places.plan")}
        </Link>
      ) : null}
    </Places>
  );
}
