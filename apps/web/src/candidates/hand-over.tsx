import { Button, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { applicationQuery, challengesQuery, homeQuery, type Card, type Role } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** Where a link of ours would not open for anybody else: the task as one file. */
export function HandOver({ card, role }: { readonly card: Card; readonly role: Role }) {
  const words = useWords();
  const known = useQueryClient();
  const { data: challenges = [] } = useQuery(challengesQuery);
  const starters = challenges.find(({ id }) => id === role.challenge)?.starters ?? [];
  const [starter, setStarter] = useState<string | null>(null);
  const query = starter === null ? "" : `?starter=${encodeURIComponent(starter)}`;
  /** The browser takes the file by itself: when the server is asked for it, the candidate is invited. */
  const lookAgain = () => {
    setTimeout(() => {
      for (const queryKey of [applicationQuery(card.id).queryKey, ["board", card.role_id], homeQuery.queryKey]) {
        void known.invalidateQueries({ queryKey });
      }
    }, 1_000);
  };
  return (
    <section className="candidate-part" aria-labelledby="hand-over">
      <h2 id="hand-over">{words.say("hand.title")}</h2>
      <p className="soft">{words.say("hand.text", { name: card.name })}</p>
      <div className="form">
        {starters.length === 0 ? null : (
          <Select
            label={words.say("hand.starter")}
            placeholder={words.say("hand.starter.none")}
            data={starters.map((name) => ({ value: name, label: languages[name] ?? name }))}
            clearable
            value={starter}
            onChange={setStarter}
          />
        )}
        <div className="form-acts">
          <Button
            component="a"
            variant={card.invited_at === null ? "filled" : "default"}
            href={`/api/v1/applications/${card.id}/hand-over.zip${query}`}
            download
            onClick={lookAgain}
          >
            {words.say("hand.do")}
          </Button>
        </div>
      </div>
      <p className="quiet small">{words.say("hand.after", { name: card.name })}</p>
    </section>
  );
}

/** As they write themselves: no word of a language. */
const languages: Readonly<Record<string, string>> = {
  node: "Node.js",
  php: "PHP",
  python: "Python",
  go: "Go",
  java: "Java",
};
