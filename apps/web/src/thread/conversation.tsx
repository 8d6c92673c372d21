import { Button, Textarea } from "@mantine/core";
import { useMutation, type UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import "../look/thread.css";
import { keptDraft, useKeepDraft } from "../shell/kept-draft.ts";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

interface Message {
  readonly id: string;
  readonly by_candidate: boolean;
  readonly person_name: string | null;
  readonly text: string;
  readonly made_at: string;
}

interface Writing {
  readonly label: string;
  readonly act: string;
  /** By what this browser keeps what was typed and not sent. */
  readonly draftKey: string;
  readonly send: (text: string) => Promise<void>;
}

/** What a candidate and whoever hires wrote to each other, and where one writes more. */
export function Conversation({
  messages,
  nameOf,
  none,
  write,
}: {
  readonly messages: UseQueryResult<readonly Message[]>;
  readonly nameOf: (message: Message) => string;
  /** Said where there is nothing yet. */
  readonly none: string;
  /** Undefined for who may only read. */
  readonly write?: Writing;
}) {
  const words = useWords();
  if (messages.error !== null && messages.data === undefined) {
    return <Wrong error={messages.error} reset={() => void messages.refetch()} />;
  }
  return (
    <>
      {messages.data?.length === 0 ? <p className="soft">{none}</p> : null}
      <ol className="thread">
        {messages.data?.map((message) => (
          <li key={message.id} className={message.by_candidate ? "asked" : undefined}>
            <p className="small quiet">
              <b>{nameOf(message)}</b> <time dateTime={message.made_at}>{words.time(message.made_at)}</time>
            </p>
            <p className="thread-text">{message.text}</p>
          </li>
        ))}
      </ol>
      {write === undefined ? null : <Write {...write} />}
    </>
  );
}

function Write({ label, act, draftKey, send }: Writing) {
  const words = useWords();
  const [text, setText] = useState(() => (keptDraft(draftKey) as string | undefined) ?? "");
  useKeepDraft(draftKey, text === "" ? undefined : text);
  const sending = useMutation({
    mutationFn: async () => {
      await send(text);
      setText("");
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5_000}
        required
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
        }}
        error={sending.error === null ? undefined : toldOf(sending.error, words)}
      />
      <div className="form-acts">
        <Button type="submit" loading={sending.isPending}>
          {act}
        </Button>
      </div>
    </form>
  );
}
