import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { applicationQuery, boardQuery, catalogueQuery } from "../api/hiring.ts";
import { interviewQuery } from "../api/interview.ts";
import { ratingsQuery } from "../api/judgement.ts";
import { meQuery } from "../api/me.ts";
import { Call } from "../interview/call.tsx";
import { questionsOf } from "../interview/questions-of.ts";
import { Sheets } from "../interview/sheets.tsx";
import "../look/forms.css";
import "../look/interview.css";
import "../look/judgement.css";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** For a call: one question at a time, where to note what is said, and at the end one's scorecard. */
export function Interview(): ReactNode {
  const words = useWords();
  const application = useNamed("application");
  const { data: me } = useQuery(meQuery);
  const card = useQuery(applicationQuery(application));
  const interview = useQuery({ ...interviewQuery(application), refetchOnWindowFocus: false });
  const ratings = useQuery(ratingsQuery(application));
  const role = card.data?.role_id ?? "";
  const board = useQuery({ ...boardQuery(role), enabled: role !== "", refetchInterval: false });
  const challenge = board.data?.role.challenge ?? "";
  const catalogue = useQuery({ ...catalogueQuery(challenge), enabled: challenge !== "" });
  const name = card.data?.name ?? "";
  useTitle(words.say("interview.title", { name }));
  const result = interview.data?.result ?? null;
  const questions = useMemo(
    () => (result === null || catalogue.data === undefined ? [] : questionsOf(result, catalogue.data, name)),
    [result, catalogue.data, name],
  );
  const error = card.error ?? interview.error ?? ratings.error ?? board.error ?? catalogue.error;
  if (error !== null) {
    return (
      <Wrong
        error={error}
        reset={() => void Promise.all([card, interview, ratings, board].map((one) => one.refetch()))}
      />
    );
  }
  if (me === undefined || card.data === undefined || interview.data === undefined) return <Loading />;
  if (ratings.data === undefined || board.data === undefined || catalogue.data === undefined) return <Loading />;
  return (
    <>
      <Call
        key={application}
        {...{ me, questions }}
        card={card.data}
        mine={interview.data.mine}
        given={ratings.data.mine}
        hasReport={result !== null}
      />
      <Sheets name={name} role={board.data.role.title} questions={questions} />
    </>
  );
}
