import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** A line at a check-in or a milestone, by whichever side reads the page. */
export function LineForm({ day, write }: { readonly day: string; readonly write: (text: string) => Promise<void> }) {
  const words = useWords();
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const writing = useMutation({
    mutationFn: async () => {
      await write(text);
      setText("");
      setOpen(false);
    },
  });
  if (!isOpen) {
    return (
      <Button
        className="plan-quiet"
        variant="transparent"
        aria-label={words.say("first.line.of", { day })}
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.say("first.line")}
      </Button>
    );
  }
  return (
    <form
      className="form plan-line-form"
      onSubmit={(event) => {
        event.preventDefault();
        writing.mutate();
      }}
    >
      <Textarea
        label={words.say("first.line.label", { day })}
        autosize
        minRows={2}
        maxLength={2_000}
        required
        autoFocus
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
        error={writing.error === null ? undefined : toldOf(writing.error, words)}
      />
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={writing.isPending}>
          {words.say("first.line.do")}
        </Button>
        <Button
          onClick={() => {
            setOpen(false);
          }}
        >
          {words.say("first.cancel")}
        </Button>
      </div>
    </form>
  );
}
