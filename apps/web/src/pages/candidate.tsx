import { payGapOf } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { applicationQuery, boardQuery, noteQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { InviteHidden } from "../blind/invite-hidden.tsx";
import { NameFirst } from "../blind/name-first.tsx";
import { NameNote } from "../blind/name-note.tsx";
import { Adjustments } from "../candidates/adjustments.tsx";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { Facts } from "../candidates/facts.tsx";
import { HandOver } from "../candidates/hand-over.tsx";
import { Invite } from "../candidates/invite.tsx";
import { Kept } from "../candidates/kept.tsx";
import { RevokeLink } from "../candidates/revoke-link.tsx";
import { Runs } from "../candidates/runs.tsx";
import { SaidWithIt } from "../candidates/said-with-it.tsx";
import { SendWork } from "../candidates/send-work.tsx";
import { Thread } from "../candidates/thread.tsx";
import "../look/candidate.css";
import { PayQuestion } from "../roles/pay-question.tsx";
import { AsTold } from "../told-facts/as-told.tsx";
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
  const { data: note } = useQuery(noteQuery(application));
  useTitle(found.data?.name ?? words.say("nav.roles"));
  if (me === undefined || found.isPending) return <Loading />;
  if (found.data === undefined) return <Wrong error={found.error} reset={() => void found.refetch()} />;
  const card = found.data;
  const recruits = mayRecruit(me);
  const isHere = me.where.reach === "this-machine";
  const isOpen = board?.role.state === "open";
  // Until something came, how to invite is what the page is for.
  const isFirst = card.invited_at === null && card.submitted_at === null;
  // By hand, nobody can be written to without a name.
  const byHand = isHere || !me.sends_mail || !card.has_email;
  const mustOpen = recruits && isOpen && card.name_hidden && byHand;
  // What must be said before Assay may write to somebody whose name is hidden; else the invitation itself asks.
  const gap = board === undefined ? undefined : payGapOf(board.role, false);
  // The file stands where it was said what it waits for.
  const wayIn = mustOpen ? (
    <NameFirst card={card} isMain={isFirst} />
  ) : recruits && isHere && isOpen && !card.name_hidden ? (
    <HandOver card={card} role={board.role} />
  ) : null;
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
          {recruits && !isHere && isOpen ? (
            card.name_hidden ? (
              <InviteHidden card={card} sendsMail={me.sends_mail} />
            ) : (
              <Invite card={card} role={board.role} sendsMail={me.sends_mail} />
            )
          ) : null}
          {recruits && !isHere ? <RevokeLink card={card} /> : null}
        </div>
        <NameNote card={card} hasButton={!mustOpen} />
      </header>
      <CandidatePlaces application={application} name={card.name} />
      <Facts card={card} recruits={recruits} />
      <div>
        {recruits && isOpen && card.name_hidden && !mustOpen && gap !== undefined ? (
          <section className="candidate-part" aria-labelledby="pay">
            <h2 id="pay">{words.say("pay.title")}</h2>
            <PayQuestion role={board.role} gap={gap} />
          </section>
        ) : null}
        {recruits ? <Adjustments card={card} /> : null}
        {isFirst ? wayIn : null}
        <Runs card={card} recruits={recruits} />
        <SaidWithIt told={note?.told ?? null} />
        <AsTold card={card} recruits={recruits && !card.name_hidden} />
        {isFirst ? null : wayIn}
        {recruits ? <SendWork card={card} /> : null}
        <Thread card={card} mayWrite={me.access !== "reader"} />
        {recruits ? <Kept card={card} /> : null}
      </div>
    </div>
  );
}
