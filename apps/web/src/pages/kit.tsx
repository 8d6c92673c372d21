import { competencies, minutesInAll, minutesOf, mostQuestions, points, probes, type Competency } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { boardQuery } from "../api/hiring.ts";
import { ruleQuery } from "../api/interview.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { WhyLikeThis } from "../interview/why-like-this.tsx";
import "../look/forms.css";
import "../look/interview.css";
import "../look/judgement.css";
import { RolePlaces } from "../roles/role-places.tsx";
import { Rule } from "../scorecard/rule.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What everyone in a role is asked, what each point means, and by which rule points are put together. */
export function Kit(): ReactNode {
  const words = useWords();
  const role = useNamed("role");
  const { data: me } = useQuery(meQuery);
  const board = useQuery({ ...boardQuery(role), refetchInterval: false });
  const rule = useQuery(ruleQuery(role));
  useTitle(words.say("kit.title"));
  const error = board.error ?? rule.error;
  if (error !== null) return <Wrong error={error} reset={() => void Promise.all([board.refetch(), rule.refetch()])} />;
  if (board.data === undefined || rule.data === undefined) return <Loading />;
  return (
    <div className="kit">
      <header>
        <div className="interview-head">
          <h1>{words.say("kit.title")}</h1>
          <Button
            onClick={() => {
              print();
            }}
          >
            {words.say("kit.print")}
          </Button>
        </div>
        <p className="lede">{words.say("kit.lede")}</p>
        <p className="soft">{words.say("kit.minutes", { minutes: minutesInAll })}</p>
      </header>
      <RolePlaces role={role} title={board.data.role.title} />
      {competencies.map((competency, at) => (
        <KitPart key={competency} competency={competency} number={at + 1} />
      ))}
      <section className="kit-section" aria-labelledby="own">
        <h2 id="own">{words.say("kit.own")}</h2>
        <p>{words.say("kit.own.text", { minutes: minutesOf.ownResult, most: mostQuestions })}</p>
      </section>
      <section className="kit-section" aria-labelledby="theirs">
        <h2 id="theirs">{words.say("kit.theirs")}</h2>
        <p>{words.say("kit.theirs.text")}</p>
      </section>
      <Rule role={role} rule={rule.data} recruits={mayRecruit(me)} />
      <WhyLikeThis />
    </div>
  );
}

function KitPart({ competency, number }: { readonly competency: Competency; readonly number: number }) {
  const words = useWords();
  return (
    <section className="kit-section" aria-labelledby={`kit-${competency}`}>
      <h2 id={`kit-${competency}`}>
        {words.say("kit.part", { number, subject: words.say(`subject.${competency}`) })}{" "}
        <span className="kit-minutes">{words.say("kit.part.minutes", { minutes: minutesOf.competency })}</span>
      </h2>
      <p className="asked">{words.say("sheet.quoted", { text: words.say(`kit.${competency}.question`) })}</p>
      <div className="kit-columns">
        <div>
          <h3>{words.say("kit.probes")}</h3>
          <ul className="probes">
            {probes.map((probe) => (
              <li key={probe}>{words.say(`kit.${competency}.probe.${probe}`)}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{words.say("kit.points")}</h3>
          <ol className="anchors">
            {points.map((point) => (
              <li key={point}>
                <b>{words.number(point)}</b> <span>{words.say(`kit.${competency}.anchor.${point}`)}</span>
              </li>
            ))}
          </ol>
          {competency === "explains-clearly" ? <p className="soft">{words.say("kit.explained")}</p> : null}
        </div>
      </div>
    </section>
  );
}
