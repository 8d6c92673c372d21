import { NumberInput } from "@mantine/core";
import { useWords, type Words } from "../words/words.tsx";

/** As they are typed: nothing yet, or a number. */
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
  const wrong = wrongWith(hours, words);
  const field = (name: "low" | "high") => (
    <NumberInput
      label={words.say(`done.${name}`)}
      value={hours[name] ?? ""}
      min={1}
      max={10_000}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      hideControls
      inputMode="numeric"
      error={wrong !== undefined && name === "high"}
      onChange={(value) => {
        onChange({ ...hours, [name]: typeof value === "number" ? value : null });
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
  return low >= 1 && low <= high && high <= 10_000 ? { low, high } : null;
}

/** What to say of it; nothing while it is still being typed. */
export function wrongWith({ low, high }: TypedHours, words: Words): string | undefined {
  const typed = [low, high].filter((value) => value !== null);
  if (typed.some((value) => value < 1 || value > 10_000)) return words.say("done.whole");
  if (low !== null && high !== null && low > high) return words.say("done.order");
  return undefined;
}
