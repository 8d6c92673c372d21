import { Autocomplete, Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Refused } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords, type Words } from "../words/words.tsx";

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly source: string;
}

const sources = [
  ...(["upwork", "fiverr", "linkedin", "referral", "job-post", "freelancer", "toptal", "malt"] as const),
];

export function sourcesIn(words: Words): string[] {
  return sources.map((source) => words.say(`source.${source}`));
}

/** Somebody who is typed in. The form is empty for the next one as soon as this one is in. */
export function OnePerson({
  add,
  isMain,
}: {
  readonly add: (people: readonly Person[]) => Promise<void>;
  /** Whether it is the page's main thing to do. */
  readonly isMain: boolean;
}) {
  const words = useWords();
  const form = useForm<Person>({ initialValues: { name: "", email: "", source: "" } });
  const submit = useMutation({
    mutationFn: async (person: Person) => {
      await add([person]);
      // The next one often comes from the same place.
      form.setValues({ name: "", email: "", source: person.source });
    },
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      const fields = error.body.fields?.map(({ path, message }) => [path.split(".").at(-1) ?? "", message] as const);
      form.setErrors(Object.fromEntries(fields ?? []));
    },
  });
  return (
    <form
      className="form-row"
      onSubmit={form.onSubmit((person) => {
        submit.mutate(person);
      })}
    >
      <TextInput label={words.say("people.name")} required maxLength={120} {...form.getInputProps("name")} />
      <TextInput
        label={words.say("people.email")}
        type="email"
        placeholder={words.say("people.email.help")}
        {...form.getInputProps("email")}
      />
      <Autocomplete
        label={words.say("people.source")}
        maxLength={80}
        data={sourcesIn(words)}
        {...form.getInputProps("source")}
      />
      <Button type="submit" variant={isMain ? "filled" : "default"} loading={submit.isPending}>
        {words.say("people.add-one")}
      </Button>
      {submit.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(submit.error, words)}
        </p>
      )}
    </form>
  );
}
