import { Textarea } from "@mantine/core";
import type { Notes } from "./use-notes.ts";

/** Where one writes while the other speaks. */
export function NoteField({
  notes,
  place,
  label,
  help,
}: {
  readonly notes: Notes;
  readonly place: string;
  readonly label: string;
  readonly help?: string;
}) {
  return (
    <Textarea
      label={label}
      description={help}
      autosize
      minRows={4}
      maxRows={16}
      maxLength={4_000}
      value={notes.at(place).text}
      onChange={({ currentTarget }) => {
        notes.change(place, { text: currentTarget.value });
      }}
    />
  );
}
