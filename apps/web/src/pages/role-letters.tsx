import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { owedQuery } from "../api/after.ts";
import { boardQuery } from "../api/hiring.ts";
import "../look/forms.css";
import "../look/home.css";
import "../look/letters.css";
import { RolePlaces } from "../roles/role-places.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Who in a role waits for a letter, in the order of code names; each is written on a page of its own. */
export function RoleLetters(): ReactNode {
  const words = useWords();
  const role = useNamed("role");
  const board = useQuery({ ...boardQuery(role), refetchInterval: false });
  const owed = useQuery(owedQuery);
  useTitle(words.say("owed.title"));
  const error = board.error ?? owed.error;
  if (error !== null) return <Wrong error={error} reset={() => void Promise.all([board.refetch(), owed.refetch()])} />;
  if (board.data === undefined || owed.data === undefined) return <Loading />;
  const waiting = owed.data.filter(({ role_id }) => role_id === role);
  const { title } = board.data.role;
  return (
    <div className="letter-page">
      <header>
        <p className="date">{title}</p>
        <h1>{waiting.length === 0 ? words.say("owed.title") : words.say("owed.count", { count: waiting.length })}</h1>
      </header>
      <RolePlaces role={role} title={title} />
      {waiting.length === 0 ? (
        <div className="empty">
          <b>{words.say("owed.none")}</b>
          <p className="soft">{words.say("owed.none.text")}</p>
        </div>
      ) : (
        <>
          <p>{words.say("owed.about")}</p>
          <ul className="needs">
            {waiting.map(({ application, name, choice, decided_at: decidedAt, decided_by: person }, at) => (
              <li key={application}>
                <div>
                  <b>{name}</b>
                  <p>
                    {choice === null
                      ? words.say("owed.decided.unseen", { person, when: words.time(decidedAt) })
                      : words.say("owed.decided", {
                          choice: words.say(`chosen.${choice}`),
                          when: words.time(decidedAt),
                        })}
                  </p>
                </div>
                <Button
                  variant={at === 0 ? "filled" : "default"}
                  aria-label={words.say(choice === null ? "owed.rate" : "owed.write", { name })}
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to={choice === null ? "/candidates/$application/decide" : "/candidates/$application/letter"}
                      params={{ application }}
                    />
                  )}
                >
                  {words.say(choice === null ? "owed.rate.do" : "owed.do")}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
