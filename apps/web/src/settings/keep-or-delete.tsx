import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { useWords } from "../words/words.tsx";
import { Confirm } from "./confirm.tsx";
import { told } from "./told.ts";

/** All that is kept of a candidate, as one file; and its end, confirmed by the name. */
export function KeepOrDelete({
  candidate,
  name,
  isHidden = false,
  onDeleted,
}: {
  readonly candidate: string;
  readonly name: string;
  /** A file of all that is kept would show the name. */
  readonly isHidden?: boolean;
  readonly onDeleted?: () => unknown;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      done(api.POST("/api/v1/candidates/{candidate}/delete", { params: { path: { candidate } }, body: { name } })),
    onSuccess: async () => {
      setAsking(false);
      told(words.say("keeping.deleted", { name }));
      await onDeleted?.();
      await known.invalidateQueries();
    },
  });
  return (
    <>
      {isHidden ? null : (
        <Button
          component="a"
          href={`/api/v1/candidates/${candidate}/export`}
          download
          aria-label={words.say("keeping.export.label", { name })}
        >
          {words.say("keeping.export")}
        </Button>
      )}
      <Button
        aria-label={words.say("keeping.delete.label", { name })}
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say("keeping.delete")}
      </Button>
      <Confirm
        opened={isAsking}
        title={words.say("keeping.delete.title", { name })}
        text={words.say("keeping.delete.text")}
        act={words.say("keeping.delete.do")}
        typed={name}
        isPending={remove.isPending}
        error={remove.error}
        onDo={() => {
          remove.mutate();
        }}
        onClose={() => {
          setAsking(false);
          remove.reset();
        }}
      />
    </>
  );
}
