import type { Result } from "@assay/bench/result";
import {
  ComparedSections,
  differencesOf,
  differingSentence,
  readingOf,
  wordsOf,
  type Catalogue,
  type Column,
} from "@assay/report/page";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, type ReactNode } from "react";
import { catalogueQuery } from "../api/hiring.ts";
import { comparisonQuery, type Compared } from "../api/judgement.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { ChoosePeople } from "../compare/choose-people.tsx";
import { CostToDone } from "../compare/cost-to-done.tsx";
import { DecideBetween } from "../compare/decide-between.tsx";
import { NotComparable } from "../compare/not-comparable.tsx";
import { Thought } from "../compare/thought.tsx";
import { ToldUs } from "../compare/told-us.tsx";
import "../look/forms.css";
import "../look/judgement.css";
import "../look/report-page.css";
import { reportStyle } from "../report/report-style.ts";
import { Loading } from "../shell/loading.tsx";
import { Missing } from "../shell/missing.tsx";
import { useAsked } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Two to five candidates of a role side by side, or whom to put there. */
export function Compare(): ReactNode {
  const words = useWords();
  useTitle(words.say("compare.title"));
  const asked = useAsked();
  const [role, people] = [asked("role"), asked("people")];
  if (people !== undefined) return <SideBySide applications={people.split(",")} />;
  return role === undefined ? <Missing /> : <ChoosePeople role={role} />;
}

function SideBySide({ applications }: { readonly applications: readonly string[] }) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const comparison = useQuery(comparisonQuery(applications));
  const challenge = comparison.data?.role.challenge ?? "";
  const catalogue = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  const works = useMemo(
    () => worksOf(comparison.data?.people ?? [], catalogue.data),
    [comparison.data?.people, catalogue.data],
  );
  const error = comparison.error ?? catalogue.error;
  if (error !== null) return <Wrong error={error} reset={() => void comparison.refetch()} />;
  if (me === undefined || comparison.data === undefined || catalogue.data === undefined) return <Loading />;
  const { role, people, comparable, why_not, run_again, blind } = comparison.data;
  const unrated = people.filter(({ ratings }) => ratings.mine === null);
  const report = wordsOf("en");
  const total = works[0]?.reading.stood.length ?? 0;
  return (
    <div className="compare-page">
      <style>{reportStyle}</style>
      <header>
        <p className="date">
          {words.say("compare.role", { role: role.title, day: words.day(new Date().toISOString()) })}
        </p>
        <h1>{words.say("compare.heading", { count: people.length })}</h1>
        {comparable ? <p className="lede">{differingSentence(differencesOf(works), report)}</p> : null}
        <p className="order">
          {words.say("compare.order")}{" "}
          {comparable ? words.say("compare.order.tried", { checks: total, challenge: role.challenge_title }) : ""}
        </p>
        {blind && me.access !== "reader" ? (
          <div className="blind">
            <p>{words.say("compare.blind", { names: unrated.length })}</p>
            <ul>
              {unrated.map(({ application, code_name }) => (
                <li key={application}>
                  <Link to="/candidates/$application/decide" params={{ application }}>
                    {words.say("compare.rate", { name: code_name })}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </header>
      {comparable ? (
        <div className="report">
          <ComparedSections works={works} words={report} />
        </div>
      ) : (
        <NotComparable why={why_not ?? ""} again={run_again} people={people} recruits={mayRecruit(me)} />
      )}
      <ToldUs people={people} />
      {blind ? null : <CostToDone role={role} people={people} recruits={mayRecruit(me)} />}
      <Thought role={role.id} people={people} />
      <DecideBetween role={role.id} people={people} recruits={mayRecruit(me)} />
    </div>
  );
}

function worksOf(people: readonly Compared[], catalogue: Catalogue | undefined): readonly Column[] {
  if (catalogue === undefined) return [];
  return people.flatMap(({ name, code_name, result, evaluation }) => {
    if (result === null) return [];
    const shown = name ?? code_name;
    return {
      name: shown,
      reading: readingOf(result as unknown as Result, catalogue, { language: "en", candidate: shown }),
      head:
        evaluation === null ? (
          shown
        ) : (
          <>
            {name === null ? null : <span className="code-name">{code_name}</span>}
            <Link to="/evaluations/$evaluation" params={{ evaluation: evaluation.id }}>
              {shown}
            </Link>
          </>
        ),
    };
  });
}
