import { Button, FileButton, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { Person } from "./one-person.tsx";

const shownAtMost = 20;

/** A table, pasted or as a file: shown as it was understood before anybody is added. */
export function ManyPeople({
  role,
  add,
}: {
  readonly role: string;
  readonly add: (people: readonly Person[]) => Promise<void>;
}) {
  const words = useWords();
  const [text, setText] = useState("");
  const read = useMutation({
    mutationFn: (table: string) =>
      done(api.POST("/api/v1/roles/{role}/candidates/read", { params: { path: { role } }, body: { text: table } })),
  });
  const submit = useMutation({
    mutationFn: async (people: readonly Person[]) => {
      await add(people);
      setText("");
      read.reset();
    },
  });
  const people = read.data?.people ?? [];
  const error = read.error ?? submit.error;
  return (
    <div className="form">
      <Textarea
        label={words.say("people.paste")}
        description={words.say("people.paste.help")}
        autosize
        minRows={4}
        maxRows={14}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          read.reset();
        }}
      />
      <div className="form-acts">
        <Button
          disabled={text.trim() === ""}
          loading={read.isPending}
          onClick={() => {
            read.mutate(text);
          }}
        >
          {words.say("people.read")}
        </Button>
        <FileButton
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          onChange={(file) => {
            void file?.text().then((table) => {
              setText(table);
              read.mutate(table);
            });
          }}
        >
          {(props) => <Button {...props}>{words.say("people.file")}</Button>}
        </FileButton>
      </div>
      {error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(error, words)}
        </p>
      )}
      {read.data === undefined ? null : (
        <>
          <p role="status">{words.say("people.found", { count: people.length })}</p>
          {people.length === 0 ? null : (
            <>
              <table className="people-read">
                <thead>
                  <tr>
                    <th scope="col">{words.say("people.name")}</th>
                    <th scope="col">{words.say("people.email")}</th>
                    <th scope="col">{words.say("people.source.short")}</th>
                  </tr>
                </thead>
                <tbody>
                  {people.slice(0, shownAtMost).map(({ name, email, source }, at) => (
                    <tr key={at}>
                      <td>{name}</td>
                      <td>{email}</td>
                      <td>{source}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {people.length > shownAtMost ? (
                <p className="soft">{words.say("people.more", { count: people.length - shownAtMost })}</p>
              ) : null}
              <div className="form-acts">
                <Button
                  variant="filled"
                  loading={submit.isPending}
                  onClick={() => {
                    submit.mutate(people);
                  }}
                >
                  {words.say("people.add-all", { count: people.length })}
                </Button>
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}
