import { Button, Radio, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords, type Words } from "../words/words.tsx";
import type { RoleDraft } from "./role-form.tsx";

const fields = [
  ...(["title", "about", "test_paid", "pays", "days", "ai_policy", "decider"] as const),
  ...(["keep_months", "place", "blind", "needs"] as const),
] satisfies readonly (keyof RoleDraft)[];
type Field = (typeof fields)[number];

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What others saved in a role since it was read, and what is to be saved now stands against. */
export function changedSince(read: Role, saved: Role): readonly Field[] {
  return fields.filter((field) => !isSame(read[field], saved[field]));
}

/** With all that only one side changed: what both changed is theirs until a person chooses. */
export function mergedWith(read: Role, saved: Role, mine: RoleDraft): RoleDraft {
  const theirs = changedSince(read, saved).filter((field) => isSame(read[field], mine[field]));
  return { ...mine, ...Object.fromEntries(theirs.map((field) => [field, saved[field]])) };
}

/** Shows field by field what was saved meanwhile and what was typed here: either can be kept. */
export function RoleConflict({
  read,
  saved,
  mine,
  save,
  back,
}: {
  readonly read: Role;
  readonly saved: Role;
  readonly mine: RoleDraft;
  readonly save: (draft: RoleDraft) => Promise<void>;
  readonly back: () => void;
}) {
  const words = useWords();
  const changed = changedSince(read, saved);
  const merged = mergedWith(read, saved, mine);
  const both = changed.filter((field) => !isSame(saved[field], merged[field]));
  const [chosen, setChosen] = useState<Partial<Record<Field, string>>>({});
  const saving = useMutation({
    mutationFn: () => {
      const theirs = both.filter((field) => chosen[field] === "theirs");
      return save({ ...merged, ...Object.fromEntries(theirs.map((field) => [field, saved[field]])) });
    },
  });
  const only = changed.filter((field) => !both.includes(field));
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <div role="alert">
        <h2>{words.say("conflict.title")}</h2>
        <p>{words.say(both.length === 0 ? "conflict.text.apart" : "conflict.text")}</p>
      </div>
      {both.map((field) => (
        <Radio.Group
          key={field}
          label={labelOf(field, words)}
          value={chosen[field] ?? null}
          onChange={(value) => {
            setChosen({ ...chosen, [field]: value });
          }}
        >
          <Stack gap="xs" my="sm">
            <Radio value="theirs" label={words.say("conflict.theirs", { value: shown(field, saved, words) })} />
            <Radio value="mine" label={words.say("conflict.mine", { value: shown(field, mine, words) })} />
          </Stack>
        </Radio.Group>
      ))}
      {only.map((field) => (
        <p key={field}>
          <b>{labelOf(field, words)}</b> {words.say("conflict.theirs", { value: shown(field, saved, words) })}
        </p>
      ))}
      {saving.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(saving.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button
          type="submit"
          variant="filled"
          loading={saving.isPending}
          disabled={both.some((field) => chosen[field] === undefined)}
        >
          {words.say("conflict.do")}
        </Button>
        <Button onClick={back}>{words.say("conflict.back")}</Button>
      </div>
    </form>
  );
}

function labelOf(field: Field, words: Words): string {
  if (field === "needs") return words.say("conflict.needs");
  if (field === "test_paid") return words.say("conflict.paid");
  const labels = { ai_policy: "ai", keep_months: "keep" } as const;
  return words.say(`role.form.${field === "ai_policy" || field === "keep_months" ? labels[field] : field}`);
}

function shown(field: Field, of: RoleDraft, words: Words): string {
  const value = of[field];
  if (field === "ai_policy") return words.say(`role.form.ai.${of.ai_policy}`);
  if (field === "needs") return words.say("conflict.answers", { count: Object.keys(of.needs ?? {}).length });
  if (field === "blind" || field === "test_paid") {
    return words.say(value === true || value === "yes" ? "conflict.yes" : "conflict.no");
  }
  if (typeof value === "number") return words.number(value);
  return typeof value !== "string" || value === "" ? words.say("candidate.nothing") : value;
}
