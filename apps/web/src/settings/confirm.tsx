import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

interface Asked {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  /** What the button says that does it. */
  readonly act: string;
  /** What must be typed first, for what can't be undone. */
  readonly typed?: string;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly onDo: () => void;
  readonly onClose: () => void;
}

/** Before what can't be undone: says what it means, and asks for the name where much is lost. */
export function Confirm({ opened, title, text, act, typed, isPending, error, onDo, onClose }: Asked) {
  const words = useWords();
  const [given, setGiven] = useState("");
  const close = () => {
    setGiven("");
    onClose();
  };
  const isRight = typed === undefined || given.trim() === typed.trim();
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": words.say("close") }}>
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isRight) onDo();
        }}
      >
        <p>{text}</p>
        {typed === undefined ? null : (
          <TextInput
            label={words.say("settings.type-name", { name: typed })}
            value={given}
            autoComplete="off"
            onChange={({ currentTarget }) => {
              setGiven(currentTarget.value);
            }}
          />
        )}
        {error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(error, words)}
          </p>
        )}
        <Group gap="sm">
          <Button type="submit" variant="filled" loading={isPending} disabled={!isRight}>
            {act}
          </Button>
          <Button onClick={close}>{words.say("settings.cancel")}</Button>
        </Group>
      </form>
    </Modal>
  );
}
