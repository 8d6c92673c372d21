import { Button, Group, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { homeQuery } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Stops a run, once that was meant: what was found so far is lost. */
export function Cancel({ evaluation, name }: { readonly evaluation: string; readonly name: string }) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => done(api.POST("/api/v1/evaluations/{evaluation}/cancel", { params: { path: { evaluation } } })),
    onSuccess: async () => {
      setAsking(false);
      await Promise.all([
        known.invalidateQueries({ queryKey: homeQuery.queryKey }),
        known.invalidateQueries({ queryKey: ["evaluations"] }),
        known.invalidateQueries({ queryKey: ["board"] }),
      ]);
    },
  });
  const close = () => {
    setAsking(false);
    cancel.reset();
  };
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say("runs.cancel")}
      </Button>
      <Modal
        opened={isAsking}
        onClose={close}
        title={words.say("cancel.title", { name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <p>{words.say("cancel.text")}</p>
        {cancel.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(cancel.error, words)}
          </p>
        )}
        <Group mt="lg" gap="sm">
          <Button
            variant="filled"
            loading={cancel.isPending}
            onClick={() => {
              cancel.mutate();
            }}
          >
            {words.say("cancel.do")}
          </Button>
          <Button onClick={close}>{words.say("cancel.keep")}</Button>
        </Group>
      </Modal>
    </>
  );
}
