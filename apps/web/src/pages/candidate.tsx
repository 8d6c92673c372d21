import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { applicationQuery, boardQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { Facts } from "../candidates/facts.tsx";
import { HandOver } from "../candidates/hand-over.tsx";
import { Invite } from "../candidates/invite.tsx";
import { Kept } from "../candidates/kept.tsx";
import { Runs } from "../candidates/runs.tsx";
import { SendWork } from "../candidates/send-work.tsx";
import { Thread } from "../candidates/thread.tsx";
import "../look/candidate.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** One person in one role: how far it is, the way in, the work, and what was asked. */
export function Candidate(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const found = useQuery(applicationQuery(application));
  const roleId = found.data?.role_id ?? "";
  const { data: board } = useQuery({ ...boardQuery(roleId), enabled: roleId !== "", refetchInterval: false });
  useTitle(found.data?.name ?? words.say("nav.roles"));
  if (me === undefined || found.isPending) return <Loading />;
  if (found.data === undefined) return <Wrong error={found.error} reset={() => void found.refetch()} />;
  const card = found.data;
  const recruits = mayRecruit(me);
  const isHere = me.where.reach === "this-machine";
  return (
    <div className="candidate">
      <header>
        <p className="date">
          {board === undefined ? null : (
            <Link to="/roles/$role" params={{ role: card.role_id }}>
              {words.say("candidate.in", { role: board.role.title })}
            </Link>
          )}
        </p>
        <div className="candidate-head">
          <h1>{card.name}</h1>
          <Button
            renderRoot={(props) => <Link {...props} to="/candidates/$application/decide" params={{ application }} />}
          >
            {words.say("decide.link")}
          </Button>
          {recruits && !isHere && board?.role.state === "open" ? (
            <Invite card={card} sendsMail={me.sends_mail} />
          ) : null}
        </div>
      </header>
      <CandidatePlaces application={application} name={card.name} />
      <Facts card={card} recruits={recruits} />
      <div>
        <Runs card={card} recruits={recruits} />
        {recruits && isHere && board?.role.state === "open" ? <HandOver card={card} role={board.role} /> : null}
        {recruits ? <SendWork card={card} /> : null}
        <Thread card={card} mayWrite={me.access !== "reader"} />
        {recruits ? <Kept card={card} /> : null}
      </div>
    </div>
  );
}
