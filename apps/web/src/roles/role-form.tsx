import { biasIn } from "@assay/hiring";
import { Button, Checkbox, NumberInput, Select, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Refused } from "../api/client.ts";
import { challengesQuery, type Role } from "../api/hiring.ts";
import "../look/blind.css";
import "../look/forms.css";
import "../look/post.css";
import { MarkedWords } from "../post/marked-words.tsx";
import { AskBeforeLeaving } from "../shell/ask-before-leaving.tsx";
import { forgetDraft, keptDraft, useKeepDraft } from "../shell/kept-draft.ts";
import { numberIn, wrongNumber, type NumberLimits } from "../shell/typed-number.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { NeedFields } from "./need-fields.tsx";
import { PaidChoice } from "./paid-choice.tsx";

export type RoleDraft = Pick<
  Role,
  | (
      | "title"
      | "challenge"
      | "about"
      | "needs"
      | "test_paid"
      | "pays"
      | "days"
      | "ai_policy"
      | "decider"
      | "keep_months"
    )
  | ("place" | "blind")
>;

/** What was typed and not saved. */
interface Typed {
  readonly read: Role | undefined;
  readonly values: RoleDraft;
}

const aiPolicies = [...(["welcome", "tell-us", "please-do-not"] as const)] satisfies readonly Role["ai_policy"][];

const limits = {
  days: { min: 1, max: 90 },
  keep_months: { min: 1, max: 60 },
} as const satisfies Readonly<Record<string, NumberLimits>>;

/** What a role is, for a new one and for one that is there. */
export function RoleForm({
  role,
  draftKey,
  decider = "",
  proposed = {},
  save,
  back,
}: {
  /** The one that is changed. */
  readonly role?: Role;
  /** By what this browser keeps what was typed and not saved. */
  readonly draftKey: string;
  /** Proposed for a new one. */
  readonly decider?: string;
  readonly proposed?: Partial<RoleDraft>;
  /** With the role as it was read, where one is changed. */
  readonly save: (draft: RoleDraft, read: Role | undefined) => Promise<void>;
  readonly back: ReactNode;
}) {
  const words = useWords();
  const { data: challenges = [] } = useQuery(challengesQuery);
  const [restored, setRestored] = useState(() => keptDraft(draftKey) as Typed | undefined);
  // As it was when the typing began: what others save meanwhile is held against it.
  const [read, setRead] = useState(restored?.read ?? role);
  const initialValues: RoleDraft = read ?? {
    ...{ title: "", challenge: "", about: "", needs: null, test_paid: null, pays: "", days: 7 },
    ...{ ai_policy: "welcome", decider, keep_months: 6, place: "", blind: true, ...proposed },
  };
  const form = useForm<RoleDraft>({
    initialValues: { ...initialValues, ...restored?.values },
    validate: {
      days: (days) => wrongNumber(days, limits.days, words),
      keep_months: (months) => wrongNumber(months, limits.keep_months, words),
    },
  });
  const isUnsaved = JSON.stringify(form.values) !== JSON.stringify(initialValues);
  useKeepDraft(draftKey, isUnsaved ? ({ read, values: form.values } satisfies Typed) : undefined);
  const only = challenges.length === 1 ? challenges[0]?.id : undefined;
  const submit = useMutation({
    mutationFn: (values: RoleDraft) =>
      save(
        {
          ...values,
          days: numberIn(values.days, limits.days) ?? values.days,
          keep_months: numberIn(values.keep_months, limits.keep_months) ?? values.keep_months,
          challenge: values.challenge === "" ? (only ?? "") : values.challenge,
        },
        read,
      ),
    onSuccess: () => {
      forgetDraft(draftKey);
    },
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
  const marked = (field: "title" | "about") => (
    <MarkedWords
      text={form.values[field]}
      marks={biasIn(form.values[field])}
      contacts={[]}
      mayWrite
      change={(changed) => {
        form.setFieldValue(field, changed);
      }}
    />
  );
  return (
    <form
      className="form"
      onSubmit={form.onSubmit((values) => {
        submit.mutate(values);
      })}
    >
      <AskBeforeLeaving
        isUnsaved={() => isUnsaved && !submit.isPending && !submit.isSuccess}
        onLeave={() => {
          forgetDraft(draftKey);
        }}
      />
      {restored === undefined ? null : (
        <p role="status">
          {words.say("draft.restored")}{" "}
          <button
            type="button"
            className="plain"
            onClick={() => {
              forgetDraft(draftKey);
              setRestored(undefined);
              setRead(role);
              form.setValues(role ?? initialValues);
            }}
          >
            {words.say("draft.discard")}
          </button>
        </p>
      )}
      {text("title")}
      {marked("title")}
      <Textarea
        label={words.say("role.form.about")}
        description={words.say("role.form.about.help")}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={2_000}
        {...form.getInputProps("about")}
      />
      {marked("about")}
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
      <PaidChoice
        value={form.values.test_paid}
        onChange={(paid) => {
          form.setValues({ test_paid: paid, ...(paid === "no" ? { pays: "" } : {}) });
        }}
      />
      {form.values.test_paid === "no" ? null : text("pays")}
      <NumberInput
        label={words.say("role.form.days")}
        description={words.say("role.form.days.help")}
        {...limits.days}
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
        {...limits.keep_months}
        required
        {...form.getInputProps("keep_months")}
      />
      {text("place")}
      <Checkbox
        className="blind-choice"
        label={words.say("role.form.blind")}
        description={words.say("role.form.blind.help")}
        {...form.getInputProps("blind", { type: "checkbox" })}
      />
      <NeedFields
        needs={form.values.needs ?? {}}
        onChange={(needs) => {
          form.setFieldValue("needs", needs);
        }}
      />
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
