import { mostPoints, points } from "@assay/hiring";
import { Button, Group, Radio, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { ratingsQuery, subjects, type Rating, type Subject } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** One's own rating: nothing is chosen beforehand but what one chose oneself. */
export function RatingForm({
  application,
  mine,
  draft,
  isMain = false,
}: {
  readonly application: string;
  readonly mine: Rating | null;
  /** What was chosen in the call. */
  readonly draft?: Rating["scores"];
  /** Whether giving it is what the page is for. */
  readonly isMain?: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [scores, setScores] = useState<Partial<Record<Subject, number>>>(
    // Points of another scale mean something else.
    draft ?? (mine?.out_of === mostPoints ? mine.scores : {}),
  );
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
      // Also a name that was hidden until now, on whatever page it stands.
      await known.invalidateQueries();
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
      {mine === null || mine.out_of === mostPoints ? null : <p className="soft">{words.say("rate.older")}</p>}
      {subjects.map((subject) => (
        <div key={subject}>
          <Radio.Group
            label={words.say(`subject.${subject}`)}
            description={subject === "explains-clearly" ? words.say("rate.explains-clearly") : undefined}
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
          <PointsMean subject={subject} />
        </div>
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
        <Button
          type="submit"
          variant={isMain ? "filled" : "default"}
          loading={save.isPending}
          disabled={Object.keys(scores).length === 0}
        >
          {words.say("rate.do")}
        </Button>
      </div>
      <p role="status">{save.isSuccess ? words.say("rate.saved") : ""}</p>
    </form>
  );
}

/** What each point stands for, closed until asked for. */
function PointsMean({ subject }: { readonly subject: Subject }) {
  const words = useWords();
  return (
    <details className="points-mean">
      <summary>{words.say("rate.points.of", { subject: words.say(`subject.${subject}`) })}</summary>
      <ol>
        {points.map((point) => (
          <li key={point}>
            <b>{words.number(point)}</b> {words.say(`kit.${subject}.anchor.${point}`)}
          </li>
        ))}
      </ol>
    </details>
  );
}
