import { Button, Group, Modal } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";

/** Who leaves a form with changes that were not saved is asked first; of the whole tab, the browser asks. */
export function AskBeforeLeaving({
  isUnsaved,
  onLeave,
}: {
  readonly isUnsaved: () => boolean;
  readonly onLeave: () => void;
}) {
  const words = useWords();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  return (
    <Modal
      opened={status === "blocked"}
      onClose={() => reset?.()}
      title={words.say("leave.title")}
      closeButtonProps={{ "aria-label": words.say("close") }}
    >
      <p>{words.say("leave.text")}</p>
      <Group mt="lg" gap="sm">
        <Button variant="filled" onClick={() => reset?.()}>
          {words.say("leave.stay")}
        </Button>
        <Button
          onClick={() => {
            onLeave();
            proceed?.();
          }}
        >
          {words.say("leave.do")}
        </Button>
      </Group>
    </Modal>
  );
}
