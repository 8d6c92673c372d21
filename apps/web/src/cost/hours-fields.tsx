import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { numberIn, type TypedNumber } from "../shell/typed-number.ts";
import { useWords, type Words } from "../words/words.tsx";

const limits = { min: 1, max: 10_000 } as const;

/** As they are typed: nothing yet, or a number; what is none is not a number. */
export interface TypedHours {
  readonly low: number | null;
  readonly high: number | null;
}

/** How many hours the hirer thinks the job takes, at least and at most. */
export function HoursFields({
  hours,
  onChange,
}: {
  readonly hours: TypedHours;
  readonly onChange: (hours: TypedHours) => void;
}) {
  const words = useWords();
  // What is typed stays as it is typed, also while it is no number.
  const [typed, setTyped] = useState<Readonly<Record<"low" | "high", TypedNumber>>>({
    low: hours.low ?? "",
    high: hours.high ?? "",
  });
  const wrong = wrongWith({ low: hoursIn(typed.low), high: hoursIn(typed.high) }, words);
  const field = (name: "low" | "high") => (
    <NumberInput
      label={words.say(`done.${name}`)}
      value={typed[name]}
      {...limits}
      hideControls
      inputMode="numeric"
      error={wrong !== undefined && name === "high"}
      onChange={(value) => {
        setTyped((before) => ({ ...before, [name]: value }));
        onChange({ ...hours, [name]: hoursIn(value) });
      }}
    />
  );
  return (
    <fieldset className="hours-fields">
      <legend>{words.say("done.hours")}</legend>
      {field("low")}
      {field("high")}
      <p className="refused small" role="status">
        {wrong ?? ""}
      </p>
    </fieldset>
  );
}

/** Null until both are typed, and right. */
export function rightHours({ low, high }: TypedHours): { readonly low: number; readonly high: number } | null {
  if (low === null || high === null) return null;
  return [low, high].every(isRight) && low <= high ? { low, high } : null;
}

const isRight = (value: number) => numberIn(value, limits) !== undefined;
const hoursIn = (value: TypedNumber) => (value === "" ? null : Number(value));

/** What to say of it; nothing while it is still being typed. */
export function wrongWith({ low, high }: TypedHours, words: Words): string | undefined {
  const typed = [low, high].filter((value) => value !== null);
  if (typed.some((value) => !isRight(value))) return words.say("done.whole");
  if (low !== null && high !== null && low > high) return words.say("done.order");
  return undefined;
}
