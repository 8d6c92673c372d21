import { Link } from "@tanstack/react-router";
import { stages, type RoleInShort } from "../api/hiring.ts";
import { useWords, type Words } from "../words/words.tsx";

export function OtherRoles({ roles }: { readonly roles: readonly RoleInShort[] }) {
  const words = useWords();
  return (
    <section className="others" aria-labelledby="others">
      <h2 id="others">{words.say("roles.others")}</h2>
      <table>
        <tbody>
          {roles.map((role) => (
            <tr key={role.id}>
              <th scope="row">
                <Link to="/roles/$role" params={{ role: role.id }}>
                  {role.title}
                </Link>
              </th>
              <td>{inShort(role, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function inShort(role: RoleInShort, words: Words): string {
  const there = stages.flatMap((stage) => {
    const count = role.stages[stage] ?? 0;
    return count === 0 ? [] : [{ stage, count }];
  });
  const people = words.say("roles.people", { count: there.reduce((sum, { count }) => sum + count, 0) });
  const where = there.map(({ stage, count }) => words.say(`roles.count.${stage}`, { count })).join(", ");
  const text = where === "" ? people : words.say("roles.people.where", { people, where });
  return role.state === "closed" ? words.say("roles.closed", { text }) : text;
}
