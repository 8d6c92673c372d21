import { Button, NumberInput, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { adjustmentsQuery, applicationQuery, homeQuery, type Adjustment, type Card } from "../api/hiring.ts";
import { numberIn, wrongNumber, type TypedNumber } from "../shell/typed-number.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What a candidate asked for so that they can take part, and what was answered: for those who run the role. */
export function Adjustments({ card }: { readonly card: Card }) {
  const words = useWords();
  const { data: requests = [] } = useQuery(adjustmentsQuery(card.id));
  if (requests.length === 0) return null;
  return (
    <section className="candidate-part" aria-labelledby="adjustments">
      <h2 id="adjustments">{words.say("adjustments.title")}</h2>
      <p className="soft">{words.say("adjustments.text", { name: card.name })}</p>
      <ol className="thread">
        {requests.map((request) => (
          <Request key={request.id} request={request} card={card} />
        ))}
      </ol>
    </section>
  );
}

function Request({ request, card }: { readonly request: Adjustment; readonly card: Card }) {
  const words = useWords();
  const { text, days, made_at, is_open: isOpen } = request;
  return (
    <li className="asked">
      <p className="small quiet">
        <b>{card.name}</b> <time dateTime={made_at}>{words.time(made_at)}</time>
      </p>
      <p className="thread-text">{text === "" ? words.say("adjustments.time") : text}</p>
      {days === 0 ? null : <p className="small quiet">{words.say("adjustments.given", { days })}</p>}
      {request.answered_at === null ? null : <Answered request={request} card={card} />}
      {isOpen ? <Answer request={request} card={card} /> : null}
    </li>
  );
}

function useChanged(card: Card) {
  const known = useQueryClient();
  return async () => {
    for (const { queryKey } of [adjustmentsQuery(card.id), applicationQuery(card.id), homeQuery]) {
      await known.invalidateQueries({ queryKey });
    }
  };
}

function Answered({ request, card }: { readonly request: Adjustment; readonly card: Card }) {
  const words = useWords();
  const changed = useChanged(card);
  const path = { application: card.id, adjustment: request.id };
  const undo = useMutation({
    mutationFn: () =>
      done(api.DELETE("/api/v1/applications/{application}/adjustments/{adjustment}/answer", { params: { path } })),
    onSuccess: changed,
  });
  const { answer, answer_days: days, answered_at: at, answered_by: by } = request;
  return (
    <div className="adjustment-answer">
      <p className="small quiet">
        {words.say("adjustments.answered", {
          by: by ?? words.say("thread.gone"),
          when: at === null ? "" : words.time(at),
        })}
      </p>
      {days === null || days === 0 ? null : <p>{words.say("adjustments.answered.days", { days })}</p>}
      {answer === null || answer === "" ? null : <p className="thread-text">{answer}</p>}
      {undo.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(undo.error, words)}
        </p>
      )}
      <Button
        aria-label={words.say("adjustments.undo.of")}
        loading={undo.isPending}
        onClick={() => {
          undo.mutate();
        }}
      >
        {words.say("adjustments.undo")}
      </Button>
    </div>
  );
}

const daysLimits = { min: 0, max: 90 };

function Answer({ request, card }: { readonly request: Adjustment; readonly card: Card }) {
  const words = useWords();
  const changed = useChanged(card);
  const [text, setText] = useState("");
  const [days, setDays] = useState<TypedNumber>("");
  // More time changes nothing once the work is there.
  const isSubmitted = request.follow_up === null && card.submitted_at !== null;
  const given = days === "" ? 0 : numberIn(days, daysLimits);
  const send = useMutation({
    mutationFn: (answer: { readonly text: string; readonly days: number }) =>
      done(
        api.POST("/api/v1/applications/{application}/adjustments/{adjustment}/answer", {
          params: { path: { application: card.id, adjustment: request.id } },
          body: answer,
        }),
      ),
    onSuccess: changed,
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (given !== undefined) send.mutate({ text, days: given });
      }}
    >
      {isSubmitted ? null : (
        <NumberInput
          label={words.say("adjustments.days")}
          description={words.say("adjustments.days.help")}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          w={200}
          value={days}
          onChange={setDays}
          error={given === undefined ? wrongNumber(days, daysLimits, words) : null}
        />
      )}
      <Textarea
        label={words.say("adjustments.reply", { name: card.name })}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5_000}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
        error={send.error === null ? undefined : toldOf(send.error, words)}
      />
      {card.name_hidden ? <p className="quiet small">{words.say("blind.thread", { name: card.code_name })}</p> : null}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={send.isPending}>
          {words.say(given !== undefined && given > 0 ? "adjustments.do.days" : "adjustments.do", { days: given ?? 0 })}
        </Button>
      </div>
    </form>
  );
}
