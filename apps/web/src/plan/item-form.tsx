import { Button, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PlanItem } from "../api/after.ts";
import { Refused } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { ItemDraft } from "./acts.ts";

/** A milestone or a check-in, new or changed. */
export function ItemForm({
  kind,
  item,
  save,
  strike,
  close,
}: {
  readonly kind: PlanItem["kind"];
  readonly item: ItemDraft;
  readonly save: (item: ItemDraft) => Promise<void>;
  /** Undefined for what is not there yet. */
  readonly strike?: () => Promise<void>;
  readonly close: () => void;
}) {
  const words = useWords();
  const [draft, setDraft] = useState(item);
  const saving = useMutation({
    mutationFn: async (how: "save" | "strike") => {
      await (how === "strike" ? strike?.() : save(draft));
      close();
    },
  });
  const refused = saving.error instanceof Refused ? saving.error : undefined;
  const field = (name: keyof ItemDraft) => ({
    value: draft[name],
    error: refused?.of(name),
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) => {
      setDraft({ ...draft, [name]: currentTarget.value });
    },
  });
  return (
    <form
      className="form plan-form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate("save");
      }}
    >
      <TextInput type="date" label={words.say("first.on")} required {...field("on_day")} />
      <TextInput label={words.say("first.what")} maxLength={300} required={kind === "milestone"} {...field("text")} />
      {kind === "check-in" ? null : (
        <>
          <Textarea label={words.say("first.do")} autosize minRows={2} maxLength={1_000} {...field("first")} />
          <Textarea label={words.say("first.seen")} autosize minRows={2} maxLength={500} {...field("seen")} />
        </>
      )}
      {saving.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(saving.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={saving.isPending}>
          {words.say("first.save")}
        </Button>
        <Button onClick={close}>{words.say("first.cancel")}</Button>
        {strike === undefined ? null : (
          <Button
            onClick={() => {
              saving.mutate("strike");
            }}
          >
            {words.say("first.strike")}
          </Button>
        )}
      </div>
    </form>
  );
}
