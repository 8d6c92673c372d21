import { behave, BesideChecks, readingOf, Sections } from "@assay/report/page";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, type ReactNode } from "react";
import { aboutQuery, catalogueQuery, resultQuery } from "../api/hiring.ts";
import "../look/report-page.css";
import { mayRecruit, meQuery } from "../api/me.ts";
import "../look/judgement.css";
import { ReportActions } from "../report/report-actions.tsx";
import { reportStyle } from "../report/report-style.ts";
import { SaidHere } from "../report/said-here.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What was found, with the same parts as the report that is one file. */
export function ReportPage(): ReactNode {
  const words = useWords();
  const evaluation = useNamed("evaluation");
  const about = useQuery(aboutQuery(evaluation));
  const me = useQuery(meQuery);
  const { challenge = "", name = "", state } = about.data ?? {};
  const result = useQuery({ ...resultQuery(evaluation), enabled: state === "done" });
  const catalogue = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  useTitle(words.say("report.title", { name }));
  const reading = useMemo(
    () =>
      result.data === undefined || catalogue.data === undefined
        ? undefined
        : readingOf(result.data, catalogue.data, { language: "en", ...(name === "" ? {} : { candidate: name }) }),
    [result.data, catalogue.data, name],
  );
  useEffect(() => {
    if (reading === undefined) return;
    const leaving = new AbortController();
    behave(leaving.signal);
    return () => {
      leaving.abort();
    };
  }, [reading]);
  const error = about.error ?? result.error ?? catalogue.error;
  if (error !== null)
    return <Wrong error={error} reset={() => void Promise.all([about.refetch(), result.refetch()])} />;
  if (about.data === undefined) return <Loading />;
  if (about.data.state !== "done") return <NoReport evaluation={evaluation} about={about.data} />;
  if (reading === undefined) return <Loading />;
  const { application } = about.data;
  return (
    <div className="report-page">
      <style>{reportStyle}</style>
      {application === null ? null : (
        <p className="date">
          <Link to="/candidates/$application" params={{ application }}>
            {words.say("live.back", { name })}
          </Link>
        </p>
      )}
      <ReportActions evaluation={evaluation} application={application} />
      <div className="report">
        <BesideChecks
          value={(check) => (
            <SaidHere
              key={check.id}
              evaluation={evaluation}
              check={check}
              who={name}
              reviews={me.data !== undefined && me.data.access !== "reader"}
              recruits={mayRecruit(me.data)}
            />
          )}
        >
          <Sections reading={reading} />
        </BesideChecks>
      </div>
    </div>
  );
}

function NoReport({
  evaluation,
  about: { state, problem },
}: {
  readonly evaluation: string;
  readonly about: { readonly state: string; readonly problem: { readonly message: string } | null };
}) {
  const words = useWords();
  const isUnderWay = state === "waiting" || state === "running";
  return (
    <div className="wrong">
      <h1>{words.say("report.not-yet")}</h1>
      <p>
        {isUnderWay
          ? words.say("report.not-yet.text")
          : state === "failed"
            ? words.say("report.failed", { why: problem?.message ?? "" })
            : words.say("report.cancelled")}
      </p>
      {isUnderWay ? (
        <Button
          variant="filled"
          renderRoot={(props) => <Link {...props} to="/evaluations/$evaluation/live" params={{ evaluation }} />}
        >
          {words.say("report.watch")}
        </Button>
      ) : null}
    </div>
  );
}
