import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { applicationQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { followUpQuery, walkThroughQuery } from "../api/walk-through.ts";
import { NameNote } from "../blind/name-note.tsx";
import { CandidatePlaces } from "../candidates/candidate-places.tsx";
import "../look/candidate.css";
import "../look/walk-through.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { FollowUpPart } from "../walk-through/follow-up-part.tsx";
import { Prompts } from "../walk-through/prompts.tsx";
import { useWords } from "../words/words.tsx";

/** Do they know their own work? A change to it, made at home; then a talk at lines of their own code. */
export function WalkThroughPage(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const card = useQuery(applicationQuery(application));
  const followUp = useQuery(followUpQuery(application));
  const walkThrough = useQuery(walkThroughQuery(application));
  useTitle(words.say("own.title"));
  const error = card.error ?? followUp.error ?? walkThrough.error;
  if (error !== null) {
    const again = () => void Promise.all([card.refetch(), followUp.refetch(), walkThrough.refetch()]);
    return <Wrong error={error} reset={again} />;
  }
  if (me === undefined || card.data === undefined || followUp.data === undefined) return <Loading />;
  const { name } = card.data;
  return (
    <div className="own-work">
      <header>
        <p className="date">
          <Link to="/candidates/$application" params={{ application }}>
            {words.say("own.back", { name })}
          </Link>
        </p>
        <div className="candidate-head">
          <h1>{words.say("own.heading", { name })}</h1>
          <Button
            onClick={() => {
              print();
            }}
          >
            {words.say("own.print")}
          </Button>
        </div>
        <p className="own-lead">{words.say("own.lead")}</p>
        <NameNote card={card.data} />
      </header>
      <CandidatePlaces application={application} name={name} />
      <FollowUpPart
        {...{ card: card.data, followUp: followUp.data, recruits: mayRecruit(me), sendsMail: me.sends_mail }}
        isHere={me.where.reach === "this-machine"}
      />
      {walkThrough.data === undefined ? <Loading /> : <Prompts walkThrough={walkThrough.data} name={name} />}
    </div>
  );
}
