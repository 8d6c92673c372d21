import { NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** When check-ins are, and on which clocks. */
export interface Times {
  readonly time_zone: string;
  /** `10:00`. */
  readonly at_time: string;
}

const zones = Intl.supportedValuesOf("timeZone");

export function TimesFields({ times, set }: { readonly times: Times; readonly set: (times: Times) => void }) {
  const words = useWords();
  const { time_zone: zone } = times;
  return (
    <>
      <NativeSelect
        label={words.say("first.zone")}
        description={words.say("first.zone.help")}
        inputWrapperOrder={["label", "input", "description", "error"]}
        value={zone}
        onChange={({ currentTarget }) => {
          set({ ...times, time_zone: currentTarget.value });
        }}
        data={zones.includes(zone) ? zones : [zone, ...zones]}
      />
      <TextInput
        type="time"
        label={words.say("first.time")}
        required
        value={times.at_time}
        onChange={({ currentTarget }) => {
          set({ ...times, at_time: currentTarget.value });
        }}
      />
    </>
  );
}
