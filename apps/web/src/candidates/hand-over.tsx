import { contractPlaceOf } from "@assay/hiring";
import { Button, Select } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, challengesQuery, homeQuery, type Card, type Role } from "../api/hiring.ts";
import { useHours } from "../roles/use-hours.ts";
import { Copied } from "../shell/copied.tsx";
import { saveFile } from "../shell/save-file.ts";
import { toldOf } from "../shell/wrong.tsx";
import { languageName } from "../task/language-name.ts";
import { useWords } from "../words/words.tsx";
import { BeforeInviting } from "./before-inviting.tsx";

/** Where a link of ours would not open for anybody else: the task as one file. */
export function HandOver({ card, role }: { readonly card: Card; readonly role: Role }) {
  const words = useWords();
  const known = useQueryClient();
  const { data: challenges = [] } = useQuery(challengesQuery);
  const starters = challenges.find(({ id }) => id === role.challenge)?.starters ?? [];
  const [starter, setStarter] = useState<string | null>(null);
  const pastedAt = contractPlaceOf(card.source);
  const hours = useHours(role);
  const take = useMutation({
    mutationFn: async () => {
      const file = await done(
        api.POST("/api/v1/applications/{application}/hand-over", {
          params: { path: { application: card.id } },
          body: starter === null ? {} : { starter },
          parseAs: "blob",
        }),
      );
      saveFile(file, `${role.challenge}-task.zip`);
      for (const queryKey of [applicationQuery(card.id).queryKey, ["board", card.role_id], homeQuery.queryKey]) {
        await known.invalidateQueries({ queryKey });
      }
    },
  });
  return (
    <section className="candidate-part" aria-labelledby="hand-over">
      <h2 id="hand-over">{words.say("hand.title")}</h2>
      <p className="soft">{words.say("hand.text", { name: card.name })}</p>
      <BeforeInviting {...{ card, role }}>
        <div className="form">
          {starters.length === 0 ? null : (
            <Select
              label={words.say("hand.starter")}
              placeholder={words.say("hand.starter.none")}
              data={starters.map((name) => ({ value: name, label: languageName(name) }))}
              clearable
              value={starter}
              onChange={setStarter}
            />
          )}
          <div className="form-acts">
            <Button
              variant={card.invited_at === null ? "filled" : "default"}
              loading={take.isPending}
              onClick={() => {
                take.mutate();
              }}
            >
              {words.say("hand.do")}
            </Button>
          </div>
          {take.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(take.error, words)}
            </p>
          )}
        </div>
        {pastedAt === undefined || card.due_at === null ? null : (
          <Copied
            label={words.say("contract.paste.file")}
            help={words.say("contract.paste.file.help", { place: words.say(`post.place.${pastedAt}`) })}
            text={words.say("paste.file", { hours, pays: role.pays, day: words.day(card.due_at) })}
          />
        )}
        <p className="quiet small">{words.say("hand.after", { name: card.name })}</p>
      </BeforeInviting>
    </section>
  );
}
