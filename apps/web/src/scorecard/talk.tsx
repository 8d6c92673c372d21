import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { scorecardsQuery, type RatingTalk } from "../api/interview.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What came of talking about points that are apart: one text for all who rated. */
export function Talk({ application, talk }: { readonly application: string; readonly talk: RatingTalk | null }) {
  const words = useWords();
  const known = useQueryClient();
  const query = scorecardsQuery(application);
  const [text, setText] = useState(talk?.text ?? "");
  const [seen, setSeen] = useState(talk?.version ?? 0);
  const [isNewer, setNewer] = useState(false);
  const save = useMutation({
    mutationFn: async () => {
      setNewer(false);
      try {
        return await done(
          api.PUT("/api/v1/applications/{application}/talk", {
            params: { path: { application } },
            body: { text, seen },
          }),
        );
      } catch (error) {
        const theirs = error instanceof Refused && error.body.status === 409 ? await newest() : null;
        if (theirs === null) throw error;
        setText(`${theirs.text}\n\n${text}`);
        setSeen(theirs.version);
        setNewer(true);
        return undefined;
      }
    },
    onSuccess: async (kept) => {
      if (kept === undefined) return;
      setSeen(kept.version);
      await known.invalidateQueries({ queryKey: query.queryKey });
    },
  });
  const newest = async () => (await known.query({ ...query, staleTime: 0 })).talk;
  return (
    <form
      className="talk form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Textarea
        label={words.say("cards.talk")}
        description={words.say("cards.talk.help")}
        autosize
        minRows={3}
        maxLength={4_000}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
      />
      {talk === null ? null : (
        <p className="small quiet">
          {words.say("cards.talk.by", { person: talk.person_name, when: words.time(talk.changed_at) })}
        </p>
      )}
      {isNewer ? <p role="alert">{words.say("cards.talk.newer")}</p> : null}
      {save.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" loading={save.isPending} disabled={text.trim() === ""}>
          {words.say("cards.talk.save")}
        </Button>
      </div>
      <p role="status">{save.data === undefined || isNewer ? "" : words.say("cards.talk.saved")}</p>
    </form>
  );
}
