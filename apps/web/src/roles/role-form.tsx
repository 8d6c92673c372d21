import { Button, NumberInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Refused } from "../api/client.ts";
import { challengesQuery, type Role } from "../api/hiring.ts";
import "../look/forms.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

export type RoleDraft = Pick<
  Role,
  "title" | "challenge" | "pays" | "days" | "ai_policy" | "decider" | "keep_months" | "place"
>;

const aiPolicies = [...(["welcome", "tell-us", "please-do-not"] as const)] satisfies readonly Role["ai_policy"][];

/** What a role is, for a new one and for one that is there. */
export function RoleForm({
  role,
  decider = "",
  save,
  back,
}: {
  /** The one that is changed. */
  readonly role?: Role;
  /** Proposed for a new one. */
  readonly decider?: string;
  readonly save: (draft: RoleDraft) => Promise<void>;
  readonly back: ReactNode;
}) {
  const words = useWords();
  const { data: challenges = [] } = useQuery(challengesQuery);
  const form = useForm<RoleDraft>({
    initialValues: role ?? {
      ...{ title: "", challenge: "", pays: "", days: 7, ai_policy: "welcome", decider, keep_months: 6, place: "" },
    },
  });
  const only = challenges.length === 1 ? challenges[0]?.id : undefined;
  const submit = useMutation({
    mutationFn: (values: RoleDraft) =>
      save({ ...values, challenge: values.challenge === "" ? (only ?? "") : values.challenge }),
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      form.setErrors(Object.fromEntries(error.body.fields?.map(({ path, message }) => [path, message]) ?? []));
    },
  });
  const text = (field: "title" | "pays" | "decider" | "place") => (
    <TextInput
      label={words.say(`role.form.${field}`)}
      description={words.say(`role.form.${field}.help`)}
      required={field === "title"}
      maxLength={field === "pays" ? 200 : field === "place" ? 80 : 120}
      {...form.getInputProps(field)}
    />
  );
  return (
    <form
      className="form"
      onSubmit={form.onSubmit((values) => {
        submit.mutate(values);
      })}
    >
      {text("title")}
      <Select
        label={words.say("role.form.challenge")}
        {...(role === undefined ? {} : { description: words.say("role.form.challenge.fixed") })}
        disabled={role !== undefined}
        required
        allowDeselect={false}
        data={challenges.map(({ id, title, checks }) => ({
          value: id,
          label: words.say("role.form.challenge.text", { title, checks }),
        }))}
        {...form.getInputProps("challenge")}
        value={form.values.challenge === "" ? (only ?? null) : form.values.challenge}
      />
      {text("pays")}
      <NumberInput
        label={words.say("role.form.days")}
        description={words.say("role.form.days.help")}
        min={1}
        max={90}
        allowDecimal={false}
        required
        {...form.getInputProps("days")}
      />
      <Select
        label={words.say("role.form.ai")}
        allowDeselect={false}
        data={aiPolicies.map((policy) => ({ value: policy, label: words.say(`role.form.ai.${policy}`) }))}
        {...form.getInputProps("ai_policy")}
      />
      {text("decider")}
      <NumberInput
        label={words.say("role.form.keep")}
        description={words.say("role.form.keep.help")}
        min={1}
        max={60}
        allowDecimal={false}
        required
        {...form.getInputProps("keep_months")}
      />
      {text("place")}
      {submit.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(submit.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={submit.isPending}>
          {words.say(role === undefined ? "role.form.make" : "role.form.save")}
        </Button>
        {back}
      </div>
    </form>
  );
}
