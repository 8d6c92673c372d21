import { Button, Group, Radio, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { points, ratingsQuery, subjects, type Rating, type Subject } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** One's own rating: nothing is chosen beforehand. */
export function RatingForm({ application, mine }: { readonly application: string; readonly mine: Rating | null }) {
  const words = useWords();
  const known = useQueryClient();
  const [scores, setScores] = useState<Partial<Record<Subject, number>>>(mine?.scores ?? {});
  const [note, setNote] = useState(mine?.note ?? "");
  const save = useMutation({
    mutationFn: () =>
      done(
        api.PUT("/api/v1/applications/{application}/rating", {
          params: { path: { application } },
          body: { scores, note },
        }),
      ),
    onSuccess: async (seen) => {
      known.setQueryData(ratingsQuery(application).queryKey, seen);
      await known.invalidateQueries({ queryKey: ["comparison"] });
    },
  });
  return (
    <form
      className="rating-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {subjects.map((subject) => (
        <Radio.Group
          key={subject}
          label={words.say(`subject.${subject}`)}
          value={scores[subject] === undefined ? null : String(scores[subject])}
          onChange={(value) => {
            setScores({ ...scores, [subject]: Number(value) });
          }}
        >
          <Group gap="sm">
            {points.map((point) => (
              <Radio key={point} className="chip" value={String(point)} label={words.say("rate.point", { point })} />
            ))}
          </Group>
        </Radio.Group>
      ))}
      <Textarea
        label={words.say("rate.note")}
        autosize
        minRows={3}
        maxLength={2_000}
        value={note}
        onChange={({ currentTarget }) => {
          setNote(currentTarget.value);
        }}
      />
      {save.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" loading={save.isPending} disabled={Object.keys(scores).length === 0}>
          {words.say("rate.do")}
        </Button>
      </div>
      <p role="status">{save.isSuccess ? words.say("rate.saved") : ""}</p>
    </form>
  );
}
