import { contractPlaceOf } from "@assay/hiring";
import { Button, Group, Modal, NumberInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { homeQuery, type Card } from "../api/hiring.ts";
import { followUpQuery, walkThroughQuery, type FollowUp } from "../api/walk-through.ts";
import { Copied } from "../shell/copied.tsx";
import { numberIn, wrongNumber, type TypedNumber } from "../shell/typed-number.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { ChangeFile } from "./change-file.tsx";
import { PayForChange } from "./pay-for-change.tsx";

/** About an hour's work beside everything else. */
const usualDays = 3;
const limits = { min: 1, max: 30 } as const;

/** By mail where that is set up, else by a link that is shown once; where no link opens, by one file. */
export function AskForChange({
  card,
  followUp,
  change,
  sendsMail,
  isHere,
}: {
  readonly card: Card;
  readonly followUp: FollowUp;
  readonly change: NonNullable<FollowUp["change"]>;
  readonly sendsMail: boolean;
  /** Only this machine can open Assay. */
  readonly isHere: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const { id: application, name } = card;
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState<TypedNumber>(usualDays);
  const days = followUp.days ?? numberIn(typed, limits);
  const [isAgreed, setAgreed] = useState(contractPlaceOf(card.source) === undefined);
  const mayAsk = days !== undefined && isAgreed;
  const mayMail = sendsMail && card.has_email && !isHere;
  const ask = useMutation({
    mutationFn: (mail: boolean) =>
      done(
        api.POST("/api/v1/applications/{application}/follow-up", {
          params: { path: { application } },
          body: { mail, ...(followUp.days === null && days !== undefined ? { days } : {}) },
        }),
      ),
  });
  const close = async () => {
    setOpen(false);
    if (ask.data === undefined) return;
    for (const queryKey of [followUpQuery(application).queryKey, walkThroughQuery(application).queryKey]) {
      // A first request that is still running would answer with the state before this change.
      await known.cancelQueries({ queryKey });
      await known.invalidateQueries({ queryKey });
    }
    await known.invalidateQueries({ queryKey: homeQuery.queryKey });
  };
  return (
    <>
      <div className="form-acts">
        <Button
          variant="filled"
          onClick={() => {
            setOpen(true);
          }}
        >
          {words.say("follow-up.ask")}
        </Button>
      </div>
      <Modal
        opened={isOpen}
        onClose={() => void close()}
        title={words.say("follow-up.ask.title", { name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        {ask.data === undefined ? (
          <>
            <p>{words.say(isHere ? "follow-up.ask.text.here" : "follow-up.ask.text", { change: change.title })}</p>
            <PayForChange card={card} isAgreed={isAgreed} onAgreed={setAgreed} />
            {followUp.days === null ? (
              <NumberInput
                mt="md"
                label={words.say("follow-up.days")}
                description={words.say("follow-up.days.help")}
                {...limits}
                value={typed}
                error={wrongNumber(typed, limits, words)}
                onChange={setTyped}
              />
            ) : (
              <p>{words.say("follow-up.days.set", { days: followUp.days })}</p>
            )}
            {ask.error === null ? null : (
              <p className="refused" role="alert">
                {toldOf(ask.error, words)}
              </p>
            )}
            <Group mt="lg" gap="sm">
              {mayMail ? (
                <Button
                  variant="filled"
                  disabled={!mayAsk}
                  loading={ask.isPending}
                  onClick={() => {
                    ask.mutate(true);
                  }}
                >
                  {words.say("follow-up.ask.mail")}
                </Button>
              ) : null}
              <Button
                variant={mayMail ? "default" : "filled"}
                disabled={!mayAsk}
                loading={ask.isPending}
                onClick={() => {
                  ask.mutate(false);
                }}
              >
                {words.say(isHere ? "follow-up.ask.here" : "follow-up.ask.link")}
              </Button>
            </Group>
          </>
        ) : (
          <>
            {ask.data.mailed ? (
              <p role="status">{words.say("follow-up.mailed", { name })}</p>
            ) : isHere ? (
              <ChangeFile {...{ card, change }} due={ask.data.due_at} />
            ) : (
              <Copied
                isMain
                label={words.say("invite.link")}
                help={words.say("invite.link.help", { name })}
                text={ask.data.link}
              />
            )}
            <p className="soft" style={{ marginTop: 14 }}>
              {words.say("invite.due", { day: words.day(ask.data.due_at) })}
            </p>
            <Group mt="lg">
              <Button onClick={() => void close()}>{words.say("invite.done")}</Button>
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}
