import { fairnessCountries } from "@assay/hiring";
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Forget } from "./fairness-on.tsx";
import { fairnessQuery } from "./fairness-query.ts";
import { told } from "./told.ts";

/** The way to turn it on: a country, what its law says, and that it was read. */
export function FairnessOff({ wasOn }: { readonly wasOn: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const [country, setCountry] = useState("");
  const [isRead, setRead] = useState(false);
  const chosen = fairnessCountries.find(({ id }) => id === country);
  const turnOn = useMutation({
    mutationFn: (id: (typeof fairnessCountries)[number]["id"]) =>
      done(api.PUT("/api/v1/fairness", { body: { on: true, country: id, understood: true } })),
    onSuccess: () => {
      told(words.say("fairness.saved.on"));
      return known.invalidateQueries({ queryKey: fairnessQuery.queryKey });
    },
  });
  return (
    <form
      className="settings-form fairness-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== undefined && isRead) turnOn.mutate(chosen.id);
      }}
    >
      <NativeSelect
        label={words.say("fairness.country")}
        value={country}
        data={[
          { value: "", label: words.say("fairness.country.none") },
          ...fairnessCountries.map(({ id }) => ({ value: id, label: words.say(`fairness.country.${id}`) })),
        ]}
        onChange={({ currentTarget }) => {
          setCountry(currentTarget.value);
          setRead(false);
        }}
      />
      {chosen === undefined ? null : (
        <>
          <div className="fairness-law">
            <h3>{words.say("fairness.law")}</h3>
            <p>{words.say(`fairness.law.${chosen.id}`)}</p>
            {chosen.sources.map(({ title, url }) => (
              <p key={url}>
                <a href={url} rel="noreferrer" translate="no">
                  {title}
                </a>
              </p>
            ))}
            <p className="quiet">{words.say("fairness.law.not-advice")}</p>
          </div>
          <Checkbox
            label={words.say(chosen.asksLawyer ? "fairness.understood.lawyer" : "fairness.understood")}
            checked={isRead}
            onChange={({ currentTarget }) => {
              setRead(currentTarget.checked);
            }}
          />
        </>
      )}
      {turnOn.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(turnOn.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" disabled={chosen === undefined || !isRead} loading={turnOn.isPending}>
          {words.say("fairness.turn-on")}
        </Button>
        {wasOn ? <Forget isOff /> : null}
      </div>
    </form>
  );
}
