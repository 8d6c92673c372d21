import { NativeSelect, NumberInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { currenciesWith } from "./currencies.ts";
import { SameCost } from "./same-cost.tsx";
import { useCostSearch } from "./search.ts";

/** Two rates that somebody types, and the picture of them. */
export function TwoRates({ hours }: { readonly hours: { readonly low: number; readonly high: number } | null }) {
  const words = useWords();
  const [{ one, other, currency = "USD" }, change] = useCostSearch();
  const field = (name: "one" | "other", value: number | undefined) => (
    <NumberInput
      label={words.say(`done.${name}`)}
      value={value ?? ""}
      min={0}
      max={100_000}
      decimalScale={2}
      allowNegative={false}
      hideControls
      inputMode="decimal"
      onChange={(typed) => {
        change({ [name]: typeof typed === "number" && typed > 0 ? typed : undefined });
      }}
    />
  );
  return (
    <>
      <fieldset className="two-rates">
        <legend>{words.say("done.rates.text")}</legend>
        {field("one", one)}
        {field("other", other)}
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
