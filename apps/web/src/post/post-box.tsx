import { Button, CopyButton, Textarea } from "@mantine/core";
import { biasIn, contactsIn, unfilledIn, type PostField } from "@assay/hiring";
import { useState } from "react";
import { useWords } from "../words/words.tsx";
import { MarkedWords } from "./marked-words.tsx";

/** One box: its text, what is marked in it, and the button that copies it once nothing is open. */
export function PostBox({
  field,
  made,
  typed,
  needsContract,
  mayWrite,
  isComplete,
  change,
}: {
  readonly field: PostField["id"];
  /** As it is made from the role. */
  readonly made: string;
  /** As a person changed it. */
  readonly typed?: string;
  readonly needsContract: boolean;
  readonly mayWrite: boolean;
  readonly isComplete: boolean;
  /** With nothing, it follows the role again. */
  readonly change: (text: string | undefined) => void;
}) {
  const words = useWords();
  const [thrown, setThrown] = useState<string>();
  const text = typed ?? made;
  const contacts = needsContract ? contactsIn(text) : [];
  const unfilled = unfilledIn(text);
  const label = words.say(`post.field.${field}`);
  return (
    <div className="post-box">
      <Textarea
        {...{ label, value: text, readOnly: !mayWrite }}
        autosize
        minRows={field === "text" ? 6 : 1}
        maxLength={8_000}
        onChange={({ currentTarget }) => {
          change(currentTarget.value);
        }}
      />
      {typed === undefined || typed === made ? null : (
        <p className="post-changed quiet small">
          {words.say("post-page.changed")}{" "}
          <button
            type="button"
            className="post-link"
            onClick={() => {
              setThrown(typed);
              change(undefined);
            }}
          >
            {words.say("post-page.reset")}
          </button>
        </p>
      )}
      {thrown === undefined || typed !== undefined ? null : (
        <p className="post-changed quiet small">
          <button
            type="button"
            className="post-link"
            onClick={() => {
              change(thrown);
              setThrown(undefined);
            }}
          >
            {words.say("post-page.undo")}
          </button>
        </p>
      )}
      <MarkedWords {...{ text, contacts, change, mayWrite }} marks={biasIn(text)} />
      {unfilled.length === 0 ? null : (
        <p className="refused small" role="status">
          {words.say("post-page.unfilled", { places: words.list(unfilled) })}
        </p>
      )}
      <div className="form-acts">
        <CopyButton value={text} timeout={3_000}>
          {({ copied, copy }) => (
            <Button
              variant={field === "text" && isComplete ? "filled" : "default"}
              disabled={!isComplete || contacts.length > 0 || unfilled.length > 0}
              onClick={copy}
            >
              <span aria-live="polite">
                {copied ? words.say("post-page.copied") : words.say("post-page.copy", { field: label.toLowerCase() })}
              </span>
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
