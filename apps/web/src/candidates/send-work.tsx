import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, evaluationsQuery, homeQuery, type Card } from "../api/hiring.ts";
import "../look/forms.css";
import { DropZone } from "../sending/drop-zone.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Work that came back to a person, or lies in a repository, is handed in here. */
export function SendWork({ card }: { readonly card: Card }) {
  const words = useWords();
  const known = useQueryClient();
  const [address, setAddress] = useState("");

  const isIn = async (name: string) => {
    notifications.show({ color: "ink", message: words.say("send.done", { name }) });
    await Promise.all([
      known.invalidateQueries({ queryKey: evaluationsQuery(card.id).queryKey }),
      known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey }),
      known.invalidateQueries({ queryKey: homeQuery.queryKey }),
      known.invalidateQueries({ queryKey: ["board", card.role_id] }),
    ]);
  };
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
  const isInByFile = (name: string) => {
    // What was wrong with an address says nothing of what is in now.
    fetchIt.reset();
    return isIn(name);
  };
  return (
    <section className="candidate-part" aria-labelledby="send">
      <h2 id="send">{words.say("send.title")}</h2>
      <DropZone text={words.say("send.text")} to={`/api/v1/applications/${card.id}/submissions`} onSent={isInByFile} />
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
