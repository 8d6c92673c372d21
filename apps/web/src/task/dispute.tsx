import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { portal } from "./portal-api.ts";

interface Said {
  readonly id: string;
  readonly check_id: string;
  readonly text: string;
  readonly answer: string | null;
  readonly answered_by: string | null;
}

/** "This finding is wrong": what was said, what was answered, and the way to say it. */
export function Dispute({
  check,
  evaluation,
  disputes,
}: {
  readonly check: string;
  readonly evaluation: string;
  readonly disputes: readonly Said[];
}) {
  const words = useWords();
  const known = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState("");
  const send = useMutation({
    mutationFn: async () => {
      await done(portal.POST("/api/v1/portal/disputes", { body: { evaluation, check, text } }));
      await known.invalidateQueries({ queryKey: ["task", "report"] });
      setOpen(false);
      setText("");
    },
  });
  const said = disputes.filter(({ check_id }) => check_id === check);
  const isWaiting = said.some(({ answer }) => answer === null);
  return (
    <div className="task-dispute">
      {said.map(({ id, text: own, answer, answered_by: by }) => (
        <div key={id}>
          <p className="task-said">“{own}”</p>
          <p className="task-said">
            {answer === null
              ? words.say("task.wrong.waits")
              : words.say("task.wrong.answer", { name: by ?? "", answer })}
          </p>
        </div>
      ))}
      {isOpen ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate();
          }}
        >
          <Textarea
            label={words.say("task.wrong.title")}
            description={words.say("task.wrong.label")}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={5_000}
            required
            data-autofocus
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
            }}
            error={send.error === null ? undefined : toldOf(send.error, words)}
          />
          <div className="form-acts">
            <Button type="submit" loading={send.isPending}>
              {words.say("task.wrong.send")}
            </Button>
            <Button
              onClick={() => {
                setOpen(false);
              }}
            >
              {words.say("task.wrong.cancel")}
            </Button>
          </div>
        </form>
      ) : isWaiting ? null : (
        <Button
          aria-expanded={false}
          onClick={() => {
            setOpen(true);
          }}
        >
          {words.say("task.wrong.do")}
        </Button>
      )}
    </div>
  );
}
