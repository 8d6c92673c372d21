import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { owedQuery } from "../api/after.ts";
import { homeQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { Lately } from "../home/lately.tsx";
import { Notices } from "../home/notices.tsx";
import { Needs } from "../home/needs.tsx";
import { OtherRoles } from "../home/other-roles.tsx";
import { RoleSection } from "../home/role-section.tsx";
import { Sample } from "../home/sample.tsx";
import { LettersOwed, owedByRole } from "../letters/owed.tsx";
import { LiveCard } from "../live/live-card.tsx";
import "../look/forms.css";
import "../look/home.css";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What somebody sees first: what needs them, what runs, what was done, and their roles. */
export function Home(): ReactNode {
  const words = useWords();
  useTitle(words.say("nav.roles"));
  const { data: me } = useQuery(meQuery);
  const home = useQuery(homeQuery);
  const { data: owed = [] } = useQuery(owedQuery);
  if (me === undefined || home.isPending) return <Loading />;
  if (home.data === undefined) return <Wrong error={home.error} reset={() => void home.refetch()} />;
  const { needs, running, lately, roles } = home.data;
  const [first, ...more] = running;
  const shown = roles.find(({ state }) => state === "open") ?? roles[0];
  const sample = roles.find(({ is_demo, state }) => is_demo && state === "open");
  // Samples are nobody's own role.
  const isFresh = roles.every(({ is_demo }) => is_demo);
  const makeRole = mayRecruit(me) ? (
    <Button renderRoot={(props) => <Link {...props} to="/roles/new" />}>{words.say("roles.new")}</Button>
  ) : null;
  return (
    <>
      <div className="hello">
        <p className="date">
          {words.say("home.date", { company: me.organization.name, day: words.weekday(new Date().toISOString()) })}
        </p>
        <h1>{words.say("home.needs", { count: needs.length + owedByRole(owed).length })}</h1>
      </div>
      <div className={first === undefined ? "lead alone" : "lead"}>
        <div>
          <p className="where">{words.say(`where.${me.where.reach}`, { url: new URL(me.where.url).host })}</p>
          {sample === undefined ? null : <Sample role={sample} recruits={mayRecruit(me)} />}
          {isFresh ? (
            <div className="empty start">
              <b>{words.say("home.start")}</b>
              <p className="soft">{words.say("home.start.text")}</p>
              <div className="form-acts">
                <Button variant="filled" renderRoot={(props) => <Link {...props} to="/need" />}>
                  {words.say("nav.need")}
                </Button>
                {makeRole}
              </div>
            </div>
          ) : null}
          <Needs needs={needs} isMain={!isFresh} />
          <LettersOwed isFirst={!isFresh && needs.length === 0} />
          <Notices />
          {roles.length === 0 ? null : <Lately happenings={lately} me={me.person.id} />}
        </div>
        {first === undefined ? null : (
          <div>
            <LiveCard key={first.evaluation} run={first} />
            {more.length === 0 ? null : (
              <p className="lead-more">
                {words.say("live.more", { count: more.length, names: words.list(more.map(({ name }) => name)) })}
              </p>
            )}
          </div>
        )}
      </div>
      {shown === undefined ? null : <RoleSection role={shown.id} more={isFresh ? null : makeRole} />}
      {roles.length > 1 ? <OtherRoles roles={roles.filter(({ id }) => id !== shown?.id)} /> : null}
    </>
  );
}
