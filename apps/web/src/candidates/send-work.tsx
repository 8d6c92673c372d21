import { Button, FileButton, Progress, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { applicationQuery, evaluationsQuery, homeQuery, type Card, type Evaluation } from "../api/hiring.ts";
import { upload } from "../api/upload.ts";
import "../look/forms.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Work that came back to a person, or lies in a repository, is handed in here. */
export function SendWork({ card }: { readonly card: Card }) {
  const words = useWords();
  const known = useQueryClient();
  const [isOver, setOver] = useState(false);
  const [address, setAddress] = useState("");
  const [sending, setSending] = useState<{ readonly name: string; readonly share: number }>();

  const isIn = async (name: string) => {
    notifications.show({ color: "ink", message: words.say("send.done", { name }) });
    await Promise.all([
      known.invalidateQueries({ queryKey: evaluationsQuery(card.id).queryKey }),
      known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey }),
      known.invalidateQueries({ queryKey: homeQuery.queryKey }),
      known.invalidateQueries({ queryKey: ["board", card.role_id] }),
    ]);
  };
  const send = useMutation({
    mutationFn: async (file: File) => {
      const isArchive = /\.(zip|tar\.gz|tgz)$/i.test(file.name);
      if (!isArchive) {
        throw new Refused({ code: "not-valid", status: 400, title: "", detail: words.say("send.wrong-type") });
      }
      await upload<Evaluation>(`/api/v1/applications/${card.id}/submissions`, file, (share) => {
        setSending({ name: file.name, share });
      });
      await isIn(file.name);
    },
    onSettled: () => {
      setSending(undefined);
    },
  });
  const fetchIt = useMutation({
    mutationFn: async (from: string) => {
      await done(
        api.POST("/api/v1/applications/{application}/submissions/from-git", {
          params: { path: { application: card.id } },
          body: { address: from },
        }),
      );
      setAddress("");
      await isIn(from);
    },
  });
  return (
    <section className="candidate-part" aria-labelledby="send">
      <h2 id="send">{words.say("send.title")}</h2>
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
        <p className="soft">{words.say(isOver ? "send.drop" : "send.text")}</p>
        <FileButton
          accept=".zip,.tgz,.gz,application/zip,application/gzip"
          onChange={(file) => {
            if (file !== null) send.mutate(file);
          }}
        >
          {(props) => (
            <Button {...props} loading={send.isPending}>
              {words.say("send.choose")}
            </Button>
          )}
        </FileButton>
        {sending === undefined ? null : (
          <div className="sending">
            <p role="status">
              {words.say("send.progress", { name: sending.name, percent: words.percent(sending.share) })}
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
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          fetchIt.mutate(address.trim());
        }}
      >
        <TextInput
          label={words.say("send.git")}
          description={words.say("send.git.help")}
          type="url"
          required
          maxLength={2_000}
          value={address}
          onChange={({ currentTarget }) => {
            setAddress(currentTarget.value);
          }}
          error={fetchIt.error === null ? undefined : toldOf(fetchIt.error, words)}
        />
        <div className="form-acts">
          <Button type="submit" loading={fetchIt.isPending}>
            {words.say("send.git.do")}
          </Button>
        </div>
      </form>
    </section>
  );
}
