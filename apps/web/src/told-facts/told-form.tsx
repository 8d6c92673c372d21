import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { applicationQuery, type Card } from "../api/hiring.ts";
import { currenciesWith } from "../cost/currencies.ts";
import { numberIn, wrongNumber, type NumberLimits, type TypedNumber } from "../shell/typed-number.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords, type Words } from "../words/words.tsx";

/** As it is typed: an empty field is nothing told. */
interface Typed {
  amount: TypedNumber;
  currency: string;
  per: "hour" | "job";
  value: TypedNumber;
  count: TypedNumber;
  where: string;
  text: string;
  evidence: string;
}

const limits = {
  amount: { min: 0.01, max: 100_000_000, digits: 2 },
  value: { min: 0, max: 5, digits: 1 },
  count: { min: 0, max: 10_000_000 },
} as const satisfies Readonly<Record<string, NumberLimits>>;

/** Writes down what was told: a rate, stars with how many they rest on, similar work with what shows it. */
export function ToldForm({ card, onDone }: { readonly card: Card; readonly onDone: () => void }) {
  const words = useWords();
  const known = useQueryClient();
  const form = useForm<Typed>({
    initialValues: typedOf(card),
    validate: (typed) => mistakesIn(typed, words),
    validateInputOnBlur: false,
  });
  const save = useMutation({
    mutationFn: (typed: Typed) =>
      done(
        api.PATCH("/api/v1/applications/{application}/told-facts", {
          params: { path: { application: card.id } },
          body: factsOf(typed),
        }),
      ),
    onSuccess: async () => {
      await known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey });
      notifications.show({ color: "ink", message: words.say("told.saved") });
      onDone();
    },
  });
  const { currency } = form.values;
  return (
    <form
      className="form told-form"
      onSubmit={form.onSubmit((typed) => {
        save.mutate(typed);
      })}
    >
      <div className="told-row">
        <NumberInput
          label={words.say("told.amount")}
          description={words.say("told.amount.help")}
          hideControls
          inputMode="decimal"
          {...form.getInputProps("amount")}
        />
        <NativeSelect
          label={words.say("done.currency")}
          data={[...currenciesWith(currency)]}
          {...form.getInputProps("currency")}
        />
        <NativeSelect
          label={words.say("told.per")}
          data={(["hour", "job"] as const).map((per) => ({ value: per, label: words.say(`told.per.${per}`) }))}
          {...form.getInputProps("per")}
        />
      </div>
      <div className="told-row">
        <NumberInput
          label={words.say("told.value")}
          hideControls
          inputMode="decimal"
          {...form.getInputProps("value")}
        />
        <NumberInput
          label={words.say("told.count")}
          hideControls
          inputMode="numeric"
          {...form.getInputProps("count")}
        />
        <TextInput label={words.say("told.where")} maxLength={80} {...form.getInputProps("where")} />
      </div>
      <TextInput label={words.say("told.similar.text")} maxLength={500} {...form.getInputProps("text")} />
      <TextInput label={words.say("told.similar.evidence")} maxLength={500} {...form.getInputProps("evidence")} />
      {save.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.say("told.save")}
        </Button>
        <Button onClick={onDone}>{words.say("told.cancel")}</Button>
      </div>
    </form>
  );
}

function typedOf({ rate, stars, similar_work: similar }: Card): Typed {
  return {
    ...{ amount: rate?.amount ?? "", currency: rate?.currency ?? "USD", per: rate?.per ?? "hour" },
    ...{ value: stars?.value ?? "", count: stars?.count ?? "", where: stars?.where ?? "" },
    ...{ text: similar?.text ?? "", evidence: similar?.evidence ?? "" },
  };
}

function factsOf({ currency, per, where, text, evidence, ...typed }: Typed) {
  const [amount, value, count] = (["amount", "value", "count"] as const).map((name) =>
    numberIn(typed[name], limits[name]),
  );
  return {
    rate: amount === undefined ? null : { amount, currency, per },
    stars: value === undefined || count === undefined ? null : { value, count, where },
    similar_work: text.trim() === "" ? null : { text, evidence },
  };
}

/** What is half told, or can't be so, would be lost: so it is asked for. */
function mistakesIn({ amount, value, count, where, text, evidence }: Typed, words: Words) {
  const wrong = (name: keyof typeof limits, typed: TypedNumber) =>
    typed === "" ? null : wrongNumber(typed, limits[name], words);
  return {
    amount: wrong("amount", amount),
    value: value === "" && (count !== "" || where !== "") ? words.say("told.value.missing") : wrong("value", value),
    count: value !== "" && count === "" ? words.say("told.count.missing") : wrong("count", count),
    text: text.trim() === "" && evidence.trim() !== "" ? words.say("told.similar.missing") : null,
  };
}
