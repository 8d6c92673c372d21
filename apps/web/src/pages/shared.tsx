import type { Result } from "@assay/bench/result";
import { behave, readingOf, Sections } from "@assay/report/page";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, type ReactNode } from "react";
import { api, done, Refused } from "../api/client.ts";
import { catalogueQuery } from "../api/hiring.ts";
import "../look/report-page.css";
import { reportStyle } from "../report/report-style.ts";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Read once: links within the report change what stands after the mark. */
const token = location.hash.slice(1);

/** A report for whoever has its link. */
export function Shared(): ReactNode {
  const words = useWords();
  useTitle(words.say("shared.title"));
  const shared = useQuery({
    queryKey: ["shared"],
    queryFn: () => done(api.GET("/api/v1/shared", { headers: { authorization: `Bearer ${token}` } })),
    staleTime: Infinity,
  });
  const { challenge = "", candidate = "", result } = shared.data ?? {};
  const catalogue = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  const reading = useMemo(
    () =>
      result === undefined || catalogue.data === undefined
        ? undefined
        : readingOf(result as unknown as Result, catalogue.data, {
            language: "en",
            ...(candidate === "" ? {} : { candidate }),
          }),
    [result, catalogue.data, candidate],
  );
  useEffect(() => {
    if (reading === undefined) return;
    const leaving = new AbortController();
    behave(leaving.signal);
    return () => {
      leaving.abort();
    };
  }, [reading]);
  const error = shared.error ?? catalogue.error;
  return (
    <Frame>
      {error instanceof Refused && error.body.status === 401 ? (
        <div className="wrong">
          <h1>{words.say("shared.gone")}</h1>
          <p>{words.say("shared.gone.text")}</p>
        </div>
      ) : error !== null ? (
        <Wrong error={error} reset={() => void shared.refetch()} />
      ) : reading === undefined ? (
        <Loading />
      ) : (
        <div className="report-page">
          <style>{reportStyle}</style>
          <p className="date">{words.say("shared.note")}</p>
          <div className="report">
            <Sections reading={reading} />
          </div>
        </div>
      )}
    </Frame>
  );
}
