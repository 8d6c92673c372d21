import { unfilledIn, type LetterKind } from "@assay/hiring";
import { Button, CopyButton, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { Confirm } from "../settings/confirm.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

interface Written {
  readonly subject: string;
  readonly text: string;
}

/** A letter to be read, changed and sent: by us where the server sends mail, else by hand. */
export function LetterForm({
  application,
  name,
  email,
  sendsMail,
  kinds,
  kept,
  draft,
}: {
  readonly application: string;
  readonly name: string;
  readonly email: string;
  readonly sendsMail: boolean;
  /** The one that serves most first. */
  readonly kinds: readonly [LetterKind, ...LetterKind[]];
  /** The draft that was kept. */
  readonly kept: (Written & { readonly kind: LetterKind }) | undefined;
  readonly draft: (kind: LetterKind) => Written;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [kind, setKind] = useState<LetterKind>(kept !== undefined && kinds.includes(kept.kind) ? kept.kind : kinds[0]);
  /** What was typed, by kind: choosing another one loses nothing. */
  const [typed, setTyped] = useState<Partial<Record<LetterKind, Written>>>(
    kept === undefined ? {} : { [kept.kind]: { subject: kept.subject, text: kept.text } },
  );
  const [isAsking, setAsking] = useState(false);
  const written = typed[kind] ?? draft(kind);
  const type = (change: Partial<Written>) => {
    setTyped({ ...typed, [kind]: { ...written, ...change } });
    keep.reset();
  };
  const about = { params: { path: { application } } };
  const keep = useMutation({
    mutationFn: () =>
      done(api.PUT("/api/v1/applications/{application}/letter", { ...about, body: { kind, ...written } })),
  });
  const send = useMutation({
    mutationFn: (how: "mail" | "by-hand") =>
      done(api.POST("/api/v1/applications/{application}/letter/send", { ...about, body: { kind, ...written, how } })),
    onSuccess: () => known.invalidateQueries(),
  });
  const unfilled = unfilledIn(written.text);
  const [isEarly, setEarly] = useState(false);
  /** What has an open place in it is not sent, and is not said to have been. */
  const whenFilled = (go: () => void) => {
    setEarly(unfilled.length > 0);
    if (unfilled.length === 0) go();
  };
  const mails = sendsMail && email !== "";
  const error = keep.error ?? (isAsking ? null : send.error);
  return (
    <form
      className="letter-form"
      onSubmit={(event) => {
        event.preventDefault();
        whenFilled(() => {
          if (mails) setAsking(true);
          else send.mutate("by-hand");
        });
      }}
    >
      {kinds.length < 2 ? null : (
        <Radio.Group
          label={words.say("letter.kind")}
          value={kind}
          onChange={(chosen) => {
            setKind(kinds.find((one) => one === chosen) ?? kind);
          }}
        >
          <Stack gap="xs" className="choices">
            {kinds.map((one) => (
              <Radio key={one} className="chip" value={one} label={words.say(`letter.kind.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <TextInput
        label={words.say("letter.subject")}
        maxLength={200}
        required
        value={written.subject}
        onChange={({ currentTarget }) => {
          type({ subject: currentTarget.value });
        }}
      />
      <Textarea
        label={words.say("letter.text")}
        autosize
        minRows={14}
        maxLength={20_000}
        required
        value={written.text}
        onChange={({ currentTarget }) => {
          type({ text: currentTarget.value });
        }}
        classNames={{ input: "letter-text" }}
      />
      {unfilled.length === 0 ? null : (
        <p className="letter-unfilled" role={isEarly ? "alert" : undefined}>
          {isEarly ? <b>{words.say("letter.early")} </b> : null}
          {words.say("letter.unfilled", { list: unfilled.join(" ") })}
        </p>
      )}
      {mails ? null : <p className="soft">{words.say(sendsMail ? "letter.no-address" : "letter.no-mail", { name })}</p>}
      {error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(error, words)}
        </p>
      )}
      <div className="form-acts">
        {mails ? (
          <Button type="submit" variant="filled">
            {words.say("letter.mail")}
          </Button>
        ) : null}
        <CopyButton value={written.text}>
          {({ copied, copy }) => (
            <Button variant={mails ? "default" : "filled"} onClick={copy}>
              {words.say(copied ? "letter.copied" : "letter.copy")}
            </Button>
          )}
        </CopyButton>
        <Button
          loading={send.isPending && !isAsking}
          onClick={() => {
            whenFilled(() => {
              send.mutate("by-hand");
            });
          }}
        >
          {words.say("letter.by-hand")}
        </Button>
        <Button
          loading={keep.isPending}
          onClick={() => {
            keep.mutate();
          }}
        >
          {words.say("letter.keep")}
        </Button>
      </div>
      <p role="status">{keep.isSuccess ? words.say("letter.kept") : ""}</p>
      <Confirm
        opened={isAsking}
        title={words.say("letter.mail.title", { name })}
        text={words.say("letter.mail.text", { name, email })}
        act={words.say("letter.mail.do")}
        isPending={send.isPending}
        error={send.error}
        onDo={() => {
          send.mutate("mail");
        }}
        onClose={() => {
          setAsking(false);
          send.reset();
        }}
      />
    </form>
  );
}
