import { lettersAfter } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { inWordsQuery, lettersQuery, owedQuery, planQuery } from "../api/after.ts";
import { applicationQuery, boardQuery } from "../api/hiring.ts";
import { decisionsQuery } from "../api/judgement.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { NameNote } from "../blind/name-note.tsx";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import { draftOf } from "../letters/draft.ts";
import { LetterForm } from "../letters/letter-form.tsx";
import { SentLetters } from "../letters/sent-letters.tsx";
import "../look/forms.css";
import "../look/home.css";
import "../look/judgement.css";
import "../look/letters.css";
import "../look/thread.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** The letter after a decision: a draft that a person reads, changes and sends. */
export function LetterPage(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const recruits = mayRecruit(me);
  const card = useQuery(applicationQuery(application));
  const roleId = card.data?.role_id ?? "";
  const board = useQuery({ ...boardQuery(roleId), enabled: roleId !== "", refetchInterval: false });
  const decisions = useQuery(decisionsQuery(application));
  const letters = useQuery(lettersQuery(application));
  const found = useQuery({ ...inWordsQuery(application), enabled: recruits });
  const plan = useQuery({ ...planQuery(application), refetchInterval: false });
  const { data: owed = [] } = useQuery(owedQuery);
  const [writesAnother, setWritesAnother] = useState(false);
  const name = card.data?.name ?? "";
  useTitle(words.say("letter.title", { name }));
  const error = card.error ?? decisions.error ?? letters.error ?? found.error ?? board.error ?? plan.error;
  if (error !== null) return <Wrong error={error} reset={() => void Promise.all([card.refetch(), found.refetch()])} />;
  if (me === undefined || card.data === undefined || decisions.data === undefined || letters.data === undefined) {
    return <Loading />;
  }
  const standing = decisions.data.find(({ undone_at }) => undone_at === null);
  const sent = letters.data.filter(({ sent_at }) => sent_at !== null);
  const kept = letters.data.find(({ sent_at }) => sent_at === null);
  const isSent = sent.some(({ decision_id }) => decision_id === standing?.id);
  const writes = standing !== undefined && (!isSent || writesAnother);
  const next = owed.find(({ role_id, application: other }) => role_id === roleId && other !== application);

  const body = () => {
    if (standing === undefined) {
      return (
        <div className="empty">
          <b>{words.say("letter.undecided")}</b>
          <p className="soft">{words.say("letter.undecided.text", { name })}</p>
          <Button
            variant="filled"
            renderRoot={(props) => <Link {...props} to="/candidates/$application/decide" params={{ application }} />}
          >
            {words.say("letter.decide")}
          </Button>
        </div>
      );
    }
    if (!recruits) return <p>{words.say("letter.reader")}</p>;
    if (!writes) {
      return (
        <div className="form-acts">
          {next === undefined ? null : (
            <Button
              variant="filled"
              renderRoot={(props) => (
                <Link {...props} to="/candidates/$application/letter" params={{ application: next.application }} />
              )}
            >
              {words.say("letter.next", { name: next.name })}
            </Button>
          )}
          <Button
            onClick={() => {
              setWritesAnother(true);
            }}
          >
            {words.say("letter.another")}
          </Button>
        </div>
      );
    }
    // A letter to a code name would be a letter to nobody.
    if (card.data.name_hidden) return null;
    if (found.data === undefined || board.data === undefined || plan.data === undefined) return <Loading />;
    const disputed = found.data.failures.filter(({ is_disputed }) => is_disputed).length;
    const about = {
      ...{ candidate: name, organization: me.organization.name, role: board.data.role.title },
      ...{ sender: me.person.name, found: found.data, hasPlan: plan.data.plan !== null },
      hasPage: me.where.reach !== "this-machine",
    };
    const [first = "no", ...others] = lettersAfter(standing.choice, { isTested: found.data.is_tested });
    return (
      <>
        {disputed === 0 || card.data.evaluation === null ? null : (
          <p className="letter-disputed">
            {words.say("letter.disputed", { name, count: disputed })}{" "}
            <Link to="/evaluations/$evaluation" params={{ evaluation: card.data.evaluation.id }}>
              {words.say("letter.disputed.do")}
            </Link>
          </p>
        )}
        <LetterForm
          key={`${standing.id} ${String(sent.length)} ${application}`}
          {...{ application, name, email: card.data.email, sendsMail: me.sends_mail, kept }}
          kinds={[first, ...others]}
          draft={(kind) => draftOf(kind, about, words)}
        />
      </>
    );
  };

  return (
    <div className="letter-page">
      <header>
        <p className="date">
          <Link to="/roles/$role/letters" params={{ role: roleId }}>
            {words.say("owed.title")}
          </Link>
        </p>
        <h1>{words.say("letter.title", { name })}</h1>
        {standing === undefined ? null : (
          <p className="soft">
            {words.say("letter.decided", {
              ...{ choice: words.say(`chosen.${standing.choice}`), person: standing.person_name },
              when: words.time(standing.made_at),
            })}
          </p>
        )}
        <NameNote card={card.data} />
      </header>
      <CandidatePlaces application={application} name={name} />
      {writes && recruits ? <p>{words.say("letter.about")}</p> : null}
      {writes ? body() : null}
      <SentLetters letters={sent} name={name} recruits={recruits} />
      {writes ? null : body()}
    </div>
  );
}
