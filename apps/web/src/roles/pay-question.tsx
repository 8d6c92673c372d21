import { Button, TextInput } from "@mantine/core";
import { contractPlaceOf, type PayGap } from "@assay/hiring";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, type Role } from "../api/hiring.ts";
import "../look/forms.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { PaidChoice } from "./paid-choice.tsx";

/** What the task pays, where nobody has said: asked where it is needed, and kept for the whole role. */
export function PayQuestion({
  role,
  gap,
  source = "",
  isMain = true,
}: {
  readonly role: Role;
  readonly gap: PayGap;
  /** Where somebody was found, where that is why it must be paid. */
  readonly source?: string;
  readonly isMain?: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [paid, setPaid] = useState(gap === "must-be-paid" ? "yes" : role.test_paid);
  const [pays, setPays] = useState(role.pays);
  const place = contractPlaceOf(source);
  const save = useMutation({
    mutationFn: () =>
      done(
        api.PATCH("/api/v1/roles/{role}", {
          params: { path: { role: role.id } },
          body: { test_paid: paid, pays: paid === "no" ? "" : pays },
        }),
      ),
    onSuccess: () => known.invalidateQueries({ queryKey: boardQuery(role.id).queryKey }),
  });
  const isAnswered = paid === "no" || (paid === "yes" && pays.trim() !== "");
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isAnswered) save.mutate();
      }}
    >
      {place === undefined ? (
        <>
          <p>{words.say("pay.text")}</p>
          <PaidChoice value={paid} onChange={setPaid} />
        </>
      ) : (
        <p>{words.say(`pay.must.${place}`)}</p>
      )}
      {paid === "no" ? null : (
        <TextInput
          label={words.say("pay.how-much")}
          description={words.say("pay.how-much.help")}
          maxLength={200}
          value={pays}
          onChange={({ currentTarget }) => {
            setPays(currentTarget.value);
            if (paid === null) setPaid("yes");
          }}
        />
      )}
      {save.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant={isMain ? "filled" : "default"} disabled={!isAnswered} loading={save.isPending}>
          {words.say("pay.save")}
        </Button>
      </div>
    </form>
  );
}
