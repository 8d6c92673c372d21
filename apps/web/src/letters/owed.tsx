import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { owedQuery, type LetterOwed } from "../api/after.ts";
import { useWords } from "../words/words.tsx";

/** Who waits for a letter, by role. */
export function owedByRole(owed: readonly LetterOwed[]): readonly (readonly [LetterOwed, ...LetterOwed[]])[] {
  const roles = Map.groupBy(owed, ({ role_id }) => role_id);
  return [...roles.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [[first, ...rest] as const]));
}

/** "Three people wait for a letter", for each role or for one. */
export function LettersOwed({ role, isFirst = false }: { readonly role?: string; readonly isFirst?: boolean }) {
  const words = useWords();
  const { data: owed = [] } = useQuery(owedQuery);
  const shown = owedByRole(role === undefined ? owed : owed.filter(({ role_id }) => role_id === role));
  if (shown.length === 0) return null;
  return (
    <ul className="needs">
      {shown.map((people, at) => (
        <li key={people[0].role_id}>
          <div>
            <b>{words.say("owed.count", { count: people.length })}</b>
            <p>{words.say("owed.text", { role: people[0].role })}</p>
          </div>
          <Button
            variant={isFirst && at === 0 ? "filled" : "default"}
            renderRoot={(props) => <Link {...props} to="/roles/$role/letters" params={{ role: people[0].role_id }} />}
          >
            {words.say("owed.do")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
