import { Button, Group, Modal } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, homeQuery, type Role } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Closes a role, once that was meant, or opens it again. */
export function CloseRole({ role }: { readonly role: Role }) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const path = { params: { path: { role: role.id } } };
  const change = useMutation({
    mutationFn: (to: "open" | "closed") =>
      done(to === "open" ? api.POST("/api/v1/roles/{role}/open", path) : api.POST("/api/v1/roles/{role}/close", path)),
    onSuccess: async (_role, to) => {
      setAsking(false);
      const message = words.say(to === "open" ? "role.opened.now" : "role.closed.now", { role: role.title });
      notifications.show({ color: "ink", message });
      await Promise.all([
        known.invalidateQueries({ queryKey: boardQuery(role.id).queryKey }),
        known.invalidateQueries({ queryKey: homeQuery.queryKey }),
      ]);
    },
  });
  const wrong =
    change.error === null ? null : (
      <p className="refused" role="alert">
        {toldOf(change.error, words)}
      </p>
    );
  if (role.state === "closed") {
    return (
      <>
        {wrong}
        <Button
          loading={change.isPending}
          onClick={() => {
            change.mutate("open");
          }}
        >
          {words.say("role.open")}
        </Button>
      </>
    );
  }
  const close = () => {
    setAsking(false);
  };
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say("role.close")}
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={words.say("role.close.title", { role: role.title })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <p>{words.say("role.close.text")}</p>
        {wrong}
        <Group mt="lg" gap="sm">
          <Button
            variant="filled"
            loading={change.isPending}
            onClick={() => {
              change.mutate("closed");
            }}
          >
            {words.say("role.close.do")}
          </Button>
          <Button onClick={close}>{words.say("role.form.cancel")}</Button>
        </Group>
      </Modal>
    </>
  );
}
