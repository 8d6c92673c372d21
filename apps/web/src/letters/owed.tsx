import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { owedQuery, type LetterOwed } from "../api/after.ts";
import { useWords, type Words } from "../words/words.tsx";

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
            <p>{aboutOf(people, words)}</p>
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

/** Of what this person decided it speaks to them; of what others did, by name. */
function aboutOf(people: readonly [LetterOwed, ...LetterOwed[]], words: Words): string {
  const [{ role }] = people;
  const others = [...new Set(people.filter(({ by_me }) => !by_me).map(({ decided_by }) => decided_by))];
  if (others.length === 0) return words.say("owed.text", { role });
  const all = people.some(({ by_me }) => by_me) ? [words.say("lately.you"), ...others] : others;
  return words.say("owed.text.others", { role, people: words.list(all) });
}
