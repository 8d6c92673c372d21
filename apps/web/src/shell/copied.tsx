import { Button, CopyButton, Textarea } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** A text to be pasted elsewhere, with the button that copies it. */
export function Copied({
  label,
  help,
  text,
  isMain = false,
}: {
  readonly label: string;
  readonly help?: string;
  readonly text: string;
  readonly isMain?: boolean;
}) {
  const words = useWords();
  return (
    <div className="form">
      <Textarea
        {...{ label, description: help, value: text }}
        readOnly
        autosize
        onFocus={({ currentTarget }) => {
          currentTarget.select();
        }}
      />
      <div className="form-acts">
        <CopyButton value={text} timeout={3_000}>
          {({ copied, copy }) => (
            <Button variant={isMain ? "filled" : "default"} onClick={copy}>
              <span aria-live="polite">{words.say(copied ? "post-page.copied" : "contract.copy")}</span>
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
