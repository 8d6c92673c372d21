import { contractPlaceOf } from "@assay/hiring";
import { Button, CopyButton, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, homeQuery, type Card, type Role } from "../api/hiring.ts";
import { useHours } from "../roles/use-hours.ts";
import { Copied } from "../shell/copied.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { BeforeInviting } from "./before-inviting.tsx";

/** By mail where that is set up, else by a link that is shown once, to be sent by hand. */
export function Invite({
  card,
  role,
  sendsMail,
}: {
  readonly card: Card;
  readonly role: Role;
  readonly sendsMail: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const pastedAt = contractPlaceOf(card.source);
  const place = pastedAt === undefined ? "" : words.say(`post.place.${pastedAt}`);
  const hours = useHours(role);
  const mayMail = sendsMail && card.email !== "" && pastedAt === undefined;
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
          <BeforeInviting {...{ card, role }}>
            <p>
              {pastedAt === undefined
                ? words.say("invite.text", { name: card.name })
                : words.say("invite.text.paste", { name: card.name, place })}
            </p>
            {card.link_made_at === null ? null : <p>{words.say("invite.again.text")}</p>}
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
                {words.say(pastedAt === undefined ? "invite.make" : "invite.make.paste")}
              </Button>
            </Group>
          </BeforeInviting>
        ) : (
          <>
            {invite.data.mailed ? (
              <p role="status">{words.say("invite.mailed", { email: card.email })}</p>
            ) : pastedAt !== undefined ? (
              <Copied
                isMain
                label={words.say("contract.paste")}
                help={words.say("contract.paste.help", { place, name: card.name })}
                text={words.say("paste.link", {
                  ...{ link: invite.data.link, hours, pays: role.pays, day: words.day(invite.data.due_at) },
                })}
              />
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
