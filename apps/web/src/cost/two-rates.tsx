import { NativeSelect, NumberInput } from "@mantine/core";
import { useState } from "react";
import { numberIn, wrongNumber, type TypedNumber } from "../shell/typed-number.ts";
import { useWords } from "../words/words.tsx";
import { currenciesWith } from "./currencies.ts";
import { SameCost } from "./same-cost.tsx";
import { useCostSearch } from "./search.ts";

const limits = { min: 0.01, max: 100_000, digits: 2 } as const;

/** Two rates that somebody types, and the picture of them. */
export function TwoRates({ hours }: { readonly hours: { readonly low: number; readonly high: number } | null }) {
  const words = useWords();
  const [{ one, other, currency = "USD" }, change] = useCostSearch();
  // What is typed stays as it is typed, also while it is no rate.
  const [rates, setRates] = useState<Readonly<Record<"one" | "other", TypedNumber>>>({
    one: one ?? "",
    other: other ?? "",
  });
  const field = (name: "one" | "other") => (
    <NumberInput
      label={words.say(`done.${name}`)}
      value={rates[name]}
      error={rates[name] === "" ? null : wrongNumber(rates[name], limits, words)}
      hideControls
      inputMode="decimal"
      onChange={(typed) => {
        setRates((before) => ({ ...before, [name]: typed }));
        change({ [name]: numberIn(typed, limits) });
      }}
    />
  );
  return (
    <>
      <fieldset className="two-rates">
        <legend>{words.say("done.rates.text")}</legend>
        {field("one")}
        {field("other")}
        <NativeSelect
          label={words.say("done.currency")}
          value={currency}
          data={[...currenciesWith(currency)]}
          onChange={({ currentTarget }) => {
            change({ currency: currentTarget.value });
          }}
        />
      </fieldset>
      {one === undefined || other === undefined ? null : (
        <SameCost
          currency={currency}
          hours={hours}
          people={[
            { id: "one", name: words.say("done.one"), called: words.say("done.first"), rate: one },
            { id: "other", name: words.say("done.other"), called: words.say("done.second"), rate: other },
          ]}
        />
      )}
    </>
  );
}
