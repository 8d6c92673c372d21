import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { portal, type PortalState } from "./portal-api.ts";
import { forgetToken } from "./token.ts";

/** What is typed before everything is deleted: the server takes no other. */
const word = "DELETE";

/** What is kept, and the way to have it deleted. */
export function Data({
  state: { role },
  onGone,
}: {
  readonly state: PortalState;
  readonly onGone: (decisionUntil: string | null) => void;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useMutation({
    mutationFn: () => done(portal.POST("/api/v1/portal/delete-my-data", { body: { confirm: word } })),
    onSuccess: ({ decision_kept_until }) => {
      onGone(decision_kept_until);
      forgetToken();
      history.replaceState(null, "", "/task");
      known.clear();
    },
  });
  const close = () => {
    setAsking(false);
    setTyped("");
    remove.reset();
  };
  return (
    <section className="task-part" aria-labelledby="data">
      <h2 id="data">{words.say("task.data")}</h2>
      <p>{words.say("task.data.text", { months: role.keep_months })}</p>
      <div className="form-acts">
        <Button
          onClick={() => {
            setAsking(true);
          }}
        >
          {words.say("task.data.delete")}
        </Button>
      </div>
      <Modal
        opened={isAsking}
        onClose={close}
        title={words.say("task.data.title")}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            remove.mutate();
          }}
        >
          <p>{words.say("task.data.what")}</p>
          <TextInput
            label={words.say("task.data.type", { word })}
            autoComplete="off"
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
            }}
            error={remove.error === null ? undefined : toldOf(remove.error, words)}
          />
          <Group gap="sm">
            <Button type="submit" variant="filled" disabled={typed.trim() !== word} loading={remove.isPending}>
              {words.say("task.data.do")}
            </Button>
            <Button onClick={close}>{words.say("task.data.keep")}</Button>
          </Group>
        </form>
      </Modal>
    </section>
  );
}
