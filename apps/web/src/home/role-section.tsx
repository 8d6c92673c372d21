import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { boardQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { BlindRole } from "../blind/blind-role.tsx";
import { Board } from "../board/board.tsx";
import { LettersOwed } from "../letters/owed.tsx";
import "../look/forms.css";
import { RolePlaces } from "../roles/role-places.tsx";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Sample } from "./sample.tsx";

/** A role with its board, and what can be done with it. */
export function RoleSection({
  role: id,
  isPage = false,
  more,
}: {
  readonly role: string;
  /** Its title is the page's own. */
  readonly isPage?: boolean;
  readonly more?: ReactNode;
}) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const board = useQuery(boardQuery(id));
  if (board.isPending) return <Loading />;
  if (board.data === undefined) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  const { role, cards } = board.data;
  const recruits = mayRecruit(me);
  // By code name, as every list: who comes next says nothing of anybody.
  const next = cards.find(({ stage, invited_at }) => stage === "added" && invited_at === null);
  const people = words.say("roles.people", { count: cards.length });
  const addPeople = (
    <Button
      {...(cards.length === 0 ? { variant: "filled" } : {})}
      renderRoot={(props) => <Link {...props} to="/roles/$role/add" params={{ role: id }} />}
    >
      {words.say("board.add")}
    </Button>
  );
  return (
    <section className={isPage ? "role page" : "role"} aria-labelledby="role-title">
      <header>
        {isPage ? (
          <h1 id="role-title">{role.title}</h1>
        ) : (
          <h2 id="role-title">
            <Link to="/roles/$role" params={{ role: id }}>
              {role.title}
            </Link>
          </h2>
        )}
        <p>
          {role.closed_at === null
            ? words.say("role.about", { people, day: words.day(role.made_at) })
            : words.say("role.about.closed", { people, day: words.day(role.closed_at) })}
        </p>
        <div className="role-acts">
          {more}
          {cards.filter(({ evaluation }) => evaluation?.state === "done").length < 2 ? null : (
            <Button renderRoot={(props) => <Link {...props} to="/compare" search={{ role: id }} />}>
              {words.say("board.compare")}
            </Button>
          )}
          {recruits && role.state === "open" && cards.length > 0 ? addPeople : null}
          {recruits && isPage && role.state === "open" && next !== undefined ? (
            <Button
              variant="filled"
              renderRoot={(props) => (
                <Link {...props} to="/candidates/$application" params={{ application: next.id }} />
              )}
            >
              {words.say("board.invite")}
            </Button>
          ) : null}
        </div>
      </header>
      {isPage ? <RolePlaces role={id} title={role.title} /> : null}
      {isPage ? <Sample role={role} recruits={recruits} isPage /> : null}
      {isPage ? <LettersOwed role={id} /> : null}
      <BlindRole role={role} cards={cards} />
      {cards.length === 0 ? (
        <div className="empty">
          <b>{words.say("board.empty")}</b>
          <p className="soft">{words.say("board.empty.text")}</p>
          {recruits ? (
            <div className="form-acts">
              {addPeople}
              <Button renderRoot={(props) => <Link {...props} to="/roles/$role/post" params={{ role: id }} />}>
                {words.say("board.post")}
              </Button>
            </div>
          ) : null}
        </div>
      ) : (
        <Board role={role} cards={cards} mayMove={recruits} />
      )}
    </section>
  );
}
