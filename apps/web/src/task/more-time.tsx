import { Button, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { AskedBefore } from "./asked-before.tsx";
import { portal, taskQuery, type PortalState } from "./portal-api.ts";

/** Given first, and asked nothing. What was answered stays, also when nothing can be handed in any more. */
export function MoreTime({ state, isOpen }: { readonly state: PortalState; readonly isOpen: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const [text, setText] = useState("");
  const ask = useMutation({
    mutationFn: async (said: string) => {
      const given = await done(portal.POST("/api/v1/portal/more-time", { body: { text: said } }));
      await known.invalidateQueries({ queryKey: taskQuery.queryKey });
      setText("");
      return { ...given, said };
    },
  });
  if (!isOpen && state.more_time.requests.length === 0) return null;
  return (
    <section className="task-part" aria-labelledby="more-time">
      <h2 id="more-time">{words.say("task.more")}</h2>
      {isOpen ? <p>{words.say("task.more.text")}</p> : null}
      <AskedBefore state={state} />
      {isOpen ? (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate(text);
          }}
        >
          <Textarea
            label={words.say("task.more.label")}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={5_000}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
            }}
            error={ask.error === null ? undefined : toldOf(ask.error, words)}
          />
          {ask.data === undefined ? null : (
            <p role="status">
              {ask.data.days > 0 && ask.data.due_at !== null
                ? words.say("task.more.given", { days: ask.data.days, day: words.time(ask.data.due_at) })
                : words.say("task.more.person")}{" "}
              {ask.data.days > 0 && ask.data.said.trim() !== "" ? words.say("task.more.noted") : ""}
            </p>
          )}
          <div className="form-acts">
            <Button type="submit" loading={ask.isPending}>
              {words.say("task.more.do")}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
