import { Button, Group, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, type Card } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Takes a candidate's way in back, once that was meant. A new link lets them in again. */
export function RevokeLink({ card }: { readonly card: Card }) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () =>
      done(api.DELETE("/api/v1/applications/{application}/link", { params: { path: { application: card.id } } })),
    onSuccess: async () => {
      setAsking(false);
      notifications.show({ color: "ink", message: words.say("invite.revoked", { name: card.name }) });
      await known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey });
    },
  });
  if (card.link_made_at === null) return null;
  const close = () => {
    setAsking(false);
    revoke.reset();
  };
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say("invite.revoke")}
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={words.say("invite.revoke.title", { name: card.name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <p>{words.say("invite.revoke.text", { name: card.name })}</p>
        {revoke.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(revoke.error, words)}
          </p>
        )}
        <Group mt="lg" gap="sm">
          <Button
            variant="filled"
            loading={revoke.isPending}
            onClick={() => {
              revoke.mutate();
            }}
          >
            {words.say("invite.revoke")}
          </Button>
          <Button onClick={close}>{words.say("invite.revoke.keep")}</Button>
        </Group>
      </Modal>
    </>
  );
}
