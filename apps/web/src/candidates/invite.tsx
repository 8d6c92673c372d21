import { Button, CopyButton, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, homeQuery, type Card } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** By mail where that is set up, else by a link that is shown once, to be sent by hand. */
export function Invite({ card, sendsMail }: { readonly card: Card; readonly sendsMail: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const mayMail = sendsMail && card.email !== "";
  const invite = useMutation({
    mutationFn: (mail: boolean) =>
      done(
        api.POST("/api/v1/applications/{application}/invite", {
          params: { path: { application: card.id } },
          body: { mail },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey }),
        known.invalidateQueries({ queryKey: ["board", card.role_id] }),
        known.invalidateQueries({ queryKey: homeQuery.queryKey }),
      ]);
    },
  });
  const close = () => {
    setOpen(false);
    invite.reset();
  };
  return (
    <>
      <Button
        variant={card.invited_at === null ? "filled" : "default"}
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.say(card.invited_at === null ? "invite.do" : "invite.again")}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={words.say("invite.title", { name: card.name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        {invite.data === undefined ? (
          <>
            <p>{words.say("invite.text", { name: card.name })}</p>
            {invite.error === null ? null : (
              <p className="refused" role="alert">
                {toldOf(invite.error, words)}
              </p>
            )}
            <Group mt="lg" gap="sm">
              {mayMail ? (
                <Button
                  variant="filled"
                  loading={invite.isPending}
                  onClick={() => {
                    invite.mutate(true);
                  }}
                >
                  {words.say("invite.mail", { email: card.email })}
                </Button>
              ) : null}
              <Button
                variant={mayMail ? "default" : "filled"}
                loading={invite.isPending}
                onClick={() => {
                  invite.mutate(false);
                }}
              >
                {words.say("invite.make")}
              </Button>
            </Group>
          </>
        ) : (
          <>
            {invite.data.mailed ? (
              <p role="status">{words.say("invite.mailed", { email: card.email })}</p>
            ) : (
              <Group align="end" gap="sm" wrap="nowrap">
                <TextInput
                  style={{ flex: 1 }}
                  label={words.say("invite.link")}
                  description={words.say("invite.link.help", { name: card.name })}
                  value={invite.data.link}
                  readOnly
                  onFocus={({ currentTarget }) => {
                    currentTarget.select();
                  }}
                />
                <CopyButton value={invite.data.link} timeout={3_000}>
                  {({ copied, copy }) => (
                    <Button variant="filled" onClick={copy}>
                      <span aria-live="polite">{words.say(copied ? "invite.copied" : "invite.copy")}</span>
                    </Button>
                  )}
                </CopyButton>
              </Group>
            )}
            <p className="soft" style={{ marginTop: 14 }}>
              {words.say("invite.due", { day: words.day(invite.data.due_at) })}
            </p>
            <Group mt="lg">
              <Button onClick={close}>{words.say("invite.done")}</Button>
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}
