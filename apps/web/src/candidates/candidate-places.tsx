import { Link } from "@tanstack/react-router";
import { Places } from "../shell/places.tsx";
import { useWords } from "../words/words.tsx";

/** The pages of one candidate in one role, in the order in which they are needed. */
export function CandidatePlaces({ application, name }: { readonly application: string; readonly name: string }) {
  const words = useWords();
  const place = { params: { application }, activeOptions: { exact: true } };
  return (
    <Places label={words.say("places.candidate", { name })}>
      <Link to="/candidates/$application" {...place}>
        {words.say("places.work")}
      </Link>
      <Link to="/candidates/$application/decide" {...place}>
        {words.say("places.decide")}
      </Link>
    </Places>
      <Link to="/candidates/$application/walk-through" {...place}>
        {words.say("places.own-work")}
      </Link>
      <Link to="/candidates/$application/interview" {...place} activeOptions={{ exact: true, includeSearch: false }}>
        {words.say("places.interview")}
      </Link>
  );
}
