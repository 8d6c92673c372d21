import { Button, CopyButton, Group, TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** What is never shown again: to be copied now. */
export function ShownOnce({
  label,
  help,
  value,
  onDone,
}: {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onDone: () => void;
}) {
  const words = useWords();
  return (
    <div className="settings-once" role="status">
      <TextInput
        label={label}
        description={help}
        value={value}
        readOnly
        onFocus={({ currentTarget }) => {
          currentTarget.select();
        }}
      />
      <Group gap="sm">
        <CopyButton value={value} timeout={3_000}>
          {({ copied, copy }) => (
            <Button onClick={copy}>
              <span aria-live="polite">{words.say(copied ? "settings.copied" : "settings.copy")}</span>
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{words.say("settings.done")}</Button>
      </Group>
    </div>
  );
}
