import type { ReactNode } from "react";
import type { CheckResult, Result } from "@assay/bench/result";
import { behave, BesideChecks, readingOf, Sections, type Catalogue } from "@assay/report/page";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import "../look/forms.css";
import "../look/report-page.css";
import "../look/task.css";
import { reportStyle } from "../report/report-style.ts";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useAsked } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Dispute } from "./dispute.tsx";
import { ownReportQuery, taskQuery } from "./portal-api.ts";

/** What was found, for whom it is about: the report that the hirer reads, with a word against each finding. */
export function TaskReport(): ReactNode {
  const words = useWords();
  useTitle(words.say("task.report.title"));
  const task = useQuery(taskQuery);
  const asked = useAsked();
  const of = asked("of") === "follow-up" ? "follow-up" : "first";
  const report = useQuery(ownReportQuery(of));
  const { candidate, organization } = task.data ?? {};
  const reading = useMemo(
    () =>
      report.data === undefined || candidate === undefined
        ? undefined
        : readingOf(report.data.result as unknown as Result, report.data.catalogue as unknown as Catalogue, {
            ...{ language: "en", candidate, isOwn: true },
          }),
    [report.data, candidate],
  );
  useEffect(() => {
    if (reading === undefined) return;
    const leaving = new AbortController();
    behave(leaving.signal);
    return () => {
      leaving.abort();
    };
  }, [reading]);
  const error = task.error ?? report.error;
  const beside = (check: CheckResult) =>
    report.data === undefined ? null : (
      <Dispute check={check.id} evaluation={report.data.evaluation} disputes={report.data.disputes} />
    );
  return (
    <Frame>
      {error !== null ? (
        <Wrong error={error} reset={() => void Promise.all([task.refetch(), report.refetch()])} />
      ) : reading === undefined ? (
        <Loading />
      ) : (
        <div className="report-page">
          <style>{reportStyle}</style>
          <p className="date">
            <Link to="/task">{words.say("task.report.back")}</Link>
          </p>
          <p className="task-lead">{words.say("task.report.text", { organization: organization ?? "" })}</p>
          {of === "first" ? null : <p>{words.say("task.report.change")}</p>}
          <div className="report">
            <BesideChecks value={beside}>
              <Sections reading={reading} />
            </BesideChecks>
          </div>
        </div>
      )}
    </Frame>
  );
}
