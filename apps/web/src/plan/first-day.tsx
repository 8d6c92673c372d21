import { earliestStart, mostDaysAgo } from "@assay/hiring";
import { TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** A day that nobody can mean, such as one of another year. */
export const isLongAgo = (start: string) => start !== "" && start < earliestStart(new Date());

/** When somebody starts. */
export function FirstDay({
  value,
  help,
  mayBeOld = false,
  onChange,
}: {
  readonly value: string;
  readonly help?: string;
  /** It is what it was: the plan may be old. */
  readonly mayBeOld?: boolean;
  readonly onChange: (start: string) => void;
}) {
  const words = useWords();
  return (
    <TextInput
      type="date"
      label={words.say("first.start")}
      description={help}
      required
      error={isLongAgo(value) && !mayBeOld ? words.say("first.start.past", { days: mostDaysAgo }) : null}
      value={value}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value);
      }}
    />
  );
}
