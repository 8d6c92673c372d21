import { Button, FileButton, Progress } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Refused } from "../api/client.ts";
import { upload } from "../api/upload.ts";
import "../look/forms.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** As much as the server takes: it would only say so after all of it was sent. Bytes. */
const largestArchive = 100 * 1024 * 1024;

/** Where a packed folder is dropped or chosen, and sent at once. */
export function DropZone({
  text,
  to,
  headers,
  onSent,
}: {
  /** What to drop here. */
  readonly text: string;
  /** A route that takes one file. */
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly onSent: (name: string) => Promise<void>;
}) {
  const words = useWords();
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number }>();
  const send = useMutation({
    mutationFn: async (file: File) => {
      if (!/\.(zip|tar\.gz|tgz)$/i.test(file.name)) {
        throw new Refused({ code: "not-valid", status: 400, title: "", detail: words.say("drop.wrong-type") });
      }
      if (file.size > largestArchive) {
        const [size, most] = [file.size, largestArchive].map((bytes) => words.number(Math.ceil(bytes / 1_048_576)));
        const detail = words.say("drop.too-large", { name: file.name, size: size ?? "", most: most ?? "" });
        throw new Refused({ code: "too-large", status: 413, title: "", detail });
      }
      const onPart = (share: number) => {
        setSending({ name: file.name, share });
      };
      await upload(to, file, onPart, headers);
      await onSent(file.name);
    },
    onSettled: () => {
      setSending(undefined);
    },
  });
  return (
    <div
      className={isOver ? "drop over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) send.mutate(file);
      }}
    >
      <p className="soft">{isOver ? words.say("drop.over") : text}</p>
      <FileButton
        accept=".zip,.tgz,.gz,application/zip,application/gzip"
        onChange={(file) => {
          if (file !== null) send.mutate(file);
        }}
      >
        {(props) => (
          <Button {...props} loading={send.isPending}>
            {words.say("drop.choose")}
          </Button>
        )}
      </FileButton>
      {sending === undefined ? null : (
        <div className="sending">
          <p role="status">
            {words.say("drop.sending", { name: sending.name, percent: words.percent(sending.share) })}
          </p>
          <Progress value={sending.share * 100} aria-label={sending.name} />
        </div>
      )}
      {send.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(send.error, words)}
        </p>
      )}
    </div>
  );
}
