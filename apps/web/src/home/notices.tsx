import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, done } from "../api/client.ts";
import { noticesQuery, type Notice } from "../api/judgement.ts";
import { meQuery } from "../api/me.ts";
import "../look/notices.css";
import { useWords } from "../words/words.tsx";
import { recallTexts, type RecallFacts } from "./recall-texts.ts";

/** What changed since somebody looked, also after a decision. */
export function Notices() {
  const words = useWords();
  const { data: notices = [] } = useQuery(noticesQuery);
  if (notices.length === 0) return null;
  return (
    <section className="notices" aria-labelledby="notices">
      <h2 id="notices">{words.say("notices.title")}</h2>
      <ul>
        {notices.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} />
        ))}
      </ul>
    </section>
  );
}

function NoticeItem({ notice }: { readonly notice: Notice }) {
  const words = useWords();
  const known = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { id, kind, code_name: name, role_title: role, made_at, facts } = notice;
  const putAway = useMutation({
    mutationFn: () => done(api.POST("/api/v1/notices/{notice}/seen", { params: { path: { notice: id } } })),
    onSuccess: () => known.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  const isDispute = kind === "dispute";
  if (!isDispute && kind !== "recall") return null;
  const title = words.say(isDispute ? "notices.dispute" : "notices.recall", { name });
  const texts = isDispute ? [words.say("notices.dispute.text")] : recallTexts(facts as unknown as RecallFacts, words);
  return (
    <li>
      <div>
        <b>{title}</b>
        {texts.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <p className="quiet small">{words.say("notices.role", { role, when: words.time(made_at) })}</p>
      </div>
      <div className="form-acts">
        <Button
          renderRoot={(props) => (
            <Link {...props} to="/evaluations/$evaluation" params={{ evaluation: String(facts["evaluation"]) }} />
          )}
        >
          {words.say("notices.look")}
        </Button>
        {me?.access === "reader" ? null : (
          <Button
            aria-label={words.say("notices.away.of", { what: title })}
            loading={putAway.isPending}
            onClick={() => {
              putAway.mutate();
            }}
          >
            {words.say("notices.away")}
          </Button>
        )}
      </div>
    </li>
  );
}
