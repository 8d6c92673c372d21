import { Button, NativeSelect, NumberInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { numberIn, wrongNumber, type TypedNumber } from "../shell/typed-number.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { told } from "./told.ts";

interface Place {
  readonly id: string;
  readonly name: string;
  readonly at_least: number | null;
  readonly suggested: number | null;
}

interface Kept {
  readonly id: string;
  readonly title: string;
  readonly keep_months: number;
  readonly place: string;
}

const limits = { min: 1, max: 60 } as const;

/** How long for one role, and what the law of its place says to that. */
export function KeepingRole({
  role,
  places,
  onSaved,
}: {
  readonly role: Kept;
  readonly places: readonly Place[];
  readonly onSaved: () => unknown;
}) {
  const words = useWords();
  const [typed, setTyped] = useState<TypedNumber>(role.keep_months);
  const months = numberIn(typed, limits);
  const [place, setPlace] = useState(role.place);
  const save = useMutation({
    mutationFn: (kept: number) =>
      done(
        api.PATCH("/api/v1/roles/{role}", {
          params: { path: { role: role.id } },
          body: { keep_months: kept, place },
        }),
      ),
    onSuccess: (_, kept) => {
      told(words.say("keeping.saved", { role: role.title, months: kept }));
      return onSaved();
    },
  });
  const law = places.find(({ id }) => id === place);
  const isTooShort = law?.at_least != null && months !== undefined && months < law.at_least;
  const isChanged = months !== role.keep_months || place !== role.place;
  // What somebody wrote in their own words stays.
  const others = place === "" || law !== undefined ? [] : [{ value: place, label: place }];
  return (
    <li>
      <p className="grow name">{role.title}</p>
      <NumberInput
        aria-label={words.say("keeping.label.months", { role: role.title })}
        suffix={` ${words.say("keeping.months").toLowerCase()}`}
        w={140}
        {...limits}
        value={typed}
        error={months === undefined}
        onChange={setTyped}
      />
      <NativeSelect
        aria-label={words.say("keeping.label.place", { role: role.title })}
        value={place}
        data={[
          { value: "", label: words.say("keeping.place.none") },
          ...places.map(({ id, name }) => ({ value: id, label: name })),
          ...others,
        ]}
        onChange={({ currentTarget }) => {
          setPlace(currentTarget.value);
        }}
      />
      <Button
        aria-label={words.say("keeping.save.label", { role: role.title })}
        disabled={!isChanged || months === undefined}
        loading={save.isPending}
        onClick={() => {
          if (months !== undefined) save.mutate(months);
        }}
      >
        {words.say("keeping.save")}
      </Button>
      {months === undefined ? (
        <p className="refused under" role="alert">
          {wrongNumber(typed, limits, words)}
        </p>
      ) : isTooShort ? (
        <p className="under" role="status">
          {words.say("keeping.too-short", { months: law.at_least ?? 0 })}
        </p>
      ) : law?.suggested == null ? null : (
        <p className="under">{words.say("keeping.suggested", { months: law.suggested })}</p>
      )}
      {save.error === null ? null : (
        <p className="refused under" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
    </li>
  );
}
