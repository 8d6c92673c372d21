import { experiences, forms, regions, works, type Region } from "@assay/hiring";
import { NativeSelect } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import { useCostSearch } from "./search.ts";

const regionIds = Object.keys(regions) as Region[];

/** Where, how long, by which form, for what: each in one choice. */
export function PayQuestionForm() {
  const words = useWords();
  const [search, change] = useCostSearch();
  return (
    <div className="cost-question">
      <NativeSelect
        label={words.say("cost.region")}
        value={search.region ?? ""}
        data={[
          { value: "", label: words.say("cost.region.none") },
          ...regionIds.map((region) => ({ value: region, label: words.say(`region.${region}`) })),
        ]}
        onChange={({ currentTarget }) => {
          change({ region: regionIds.find((region) => region === currentTarget.value) });
        }}
      />
      <NativeSelect
        label={words.say("cost.experience")}
        value={search.experience ?? "6-to-10"}
        data={experiences.map((years) => ({ value: years, label: words.say(`experience.${years}`) }))}
        onChange={({ currentTarget }) => {
          change({ experience: experiences.find((years) => years === currentTarget.value) });
        }}
      />
      <NativeSelect
        label={words.say("cost.form")}
        value={search.form ?? "contract"}
        data={forms.map((form) => ({ value: form, label: words.say(`form.${form}`) }))}
        onChange={({ currentTarget }) => {
          change({ form: forms.find((form) => form === currentTarget.value) });
        }}
      />
      <NativeSelect
        label={words.say("cost.work")}
        value={search.work ?? "usual"}
        data={works.map((work) => ({ value: work, label: words.say(`work.${work}`) }))}
        onChange={({ currentTarget }) => {
          change({ work: works.find((work) => work === currentTarget.value) });
        }}
      />
    </div>
  );
}
