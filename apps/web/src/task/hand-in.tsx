import { Button, Group, Modal, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { forgetDraft, keptDraft, useKeepDraft } from "../shell/kept-draft.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { portal, taskQuery, type PortalState } from "./portal-api.ts";
import { choiceIn, nameOf, Which } from "./which.tsx";

/** The end of the work: what counts, with a note in plain words. */
export function HandIn({ state: { application, sent } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const draftKey = `task note ${application}`;
  const empty = { built: "", next: "", help: "", took: "" };
  const form = useForm({ initialValues: { ...empty, ...(keptDraft(draftKey) as typeof empty | undefined) } });
  useKeepDraft(draftKey, Object.values(form.values).some((text) => text !== "") ? form.values : undefined);
  const [chosen, setChosen] = useState("");
  const [isMissing, setMissing] = useState(false);
  const choice = choiceIn(sent);
  const handedIn = choice === undefined ? sent[0] : choice.find(({ id }) => id === chosen);
  const name = handedIn === undefined ? "" : nameOf(handedIn, words);
  const handIn = useMutation({
    mutationFn: async () => {
      await done(
        portal.POST("/api/v1/portal/submit", {
          body: { ...(handedIn === undefined ? {} : { submission: handedIn.id }), told: form.values },
        }),
      );
      form.setValues(empty);
      forgetDraft(draftKey);
      await known.invalidateQueries({ queryKey: taskQuery.queryKey });
      setAsking(false);
      scrollTo({ top: 0 });
    },
  });
  const close = () => {
    setAsking(false);
    handIn.reset();
  };
  return (
    <section className="task-part" aria-labelledby="hand-in">
      <h2 id="hand-in">{words.say("task.hand-in")}</h2>
      <Which
        sent={sent}
        value={handedIn?.id ?? ""}
        onChange={setChosen}
        error={isMissing && handedIn === undefined ? words.say("task.hand-in.choose") : undefined}
      />
      <form
        className="form"
        onSubmit={form.onSubmit(() => {
          setMissing(handedIn === undefined);
          setAsking(handedIn !== undefined);
        })}
      >
        <p className="soft">{words.say("task.hand-in.note")}</p>
        {(["built", "next", "help", "took"] as const).map((field) => (
          <Textarea
            key={field}
            label={words.say(`task.hand-in.${field}`)}
            autosize
            minRows={field === "built" ? 3 : 1}
            maxRows={12}
            maxLength={4_000}
            {...form.getInputProps(field)}
          />
        ))}
        <div className="form-acts">
          <Button type="submit" variant="filled" disabled={sent.length === 0}>
            {words.say("task.hand-in.do")}
          </Button>
        </div>
      </form>
      <Modal
        opened={isAsking && handedIn !== undefined}
        onClose={close}
        title={words.say("task.hand-in.sure", { name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <p>{words.say("task.hand-in.once")}</p>
        {handIn.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(handIn.error, words)}
          </p>
        )}
        <Group mt="lg" gap="sm">
          <Button
            variant="filled"
            loading={handIn.isPending}
            onClick={() => {
              handIn.mutate();
            }}
          >
            {words.say("task.hand-in.do")}
          </Button>
          <Button onClick={close}>{words.say("task.hand-in.wait")}</Button>
        </Group>
      </Modal>
    </section>
  );
}
