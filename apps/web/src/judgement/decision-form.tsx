import { Button, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Refused } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** As short as a reason may be. */
const shortest = 20;

/** What is decided and why: nothing is chosen beforehand, and it is a named person's. */
export function DecisionForm({
  choices,
  more,
  save,
}: {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** What a choice needs besides; undefined for nothing. */
  readonly more?: (choice: string) => ReactNode;
  readonly save: (choice: string, reason: string) => Promise<unknown>;
}) {
  const words = useWords();
  const known = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [choice, setChoice] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const saving = useMutation({
    mutationFn: async () => {
      if (choice === null) throw new Refused(said(words.say("decide.choose")));
      if (reason.trim().length < shortest) throw new Refused(said(words.say("decide.short")));
      await save(choice, reason);
    },
    onSuccess: async () => {
      setChoice(null);
      setReason("");
      await known.invalidateQueries();
    },
  });
  return (
    <form
      className="decision-form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Radio.Group label={words.say("decide.what")} value={choice} onChange={setChoice}>
        <Stack gap="xs" className="choices">
          {choices.map(({ value, label }) => (
            <Radio key={value} className="chip" value={value} label={label} />
          ))}
        </Stack>
      </Radio.Group>
      {choice === null ? null : more?.(choice)}
      <Textarea
        label={words.say("decide.why")}
        description={words.say("decide.why.help", { me: me?.person.name ?? "" })}
        inputWrapperOrder={["label", "input", "description", "error"]}
        autosize
        minRows={5}
        maxLength={4_000}
        value={reason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
        }}
      />
      {saving.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(saving.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={saving.isPending}>
          {words.say("decide.do")}
        </Button>
      </div>
      <p role="status">{saving.isSuccess ? words.say("decide.made") : ""}</p>
    </form>
  );
}

function said(detail: string) {
  return { code: "not-valid", status: 400, title: "", detail };
}
