import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { stages, type Card } from "../api/hiring.ts";
import { meQuery } from "../api/me.ts";
import { useMove } from "../board/use-move.tsx";
import { useWords } from "../words/words.tsx";

/** What is known of somebody, and where they stand. */
export function Facts({ card, recruits }: { readonly card: Card; readonly recruits: boolean }) {
  const words = useWords();
  const move = useMove();
  const when = (moment: string | null) => (moment === null ? words.say("candidate.nothing") : words.time(moment));
  const { data: me } = useQuery(meQuery);
  const hidden = words.say(me?.access === "reader" ? "blind.hidden.reader" : "blind.hidden");
  const text = (said: string) => (said === "" ? (card.name_hidden ? hidden : words.say("candidate.nothing")) : said);
  const facts = [
    ["candidate.email", text(card.email)],
    ["candidate.source", text(card.source)],
    ["candidate.code-name", card.code_name],
    ["candidate.invited", when(card.invited_at)],
    ...(card.invited_at === null
      ? []
      : [
          [
            "candidate.link",
            card.link_made_at === null ? words.say("candidate.link.none") : words.time(card.link_made_at),
          ] as const,
        ]),
    ["candidate.opened", when(card.opened_at)],
    ["candidate.due", when(card.due_at)],
    ["candidate.submitted", when(card.submitted_at)],
  ] as const;
  return (
    <aside className="candidate-facts">
      {recruits ? (
        <NativeSelect
          label={words.say("candidate.stage")}
          value={card.stage}
          onChange={({ currentTarget }) => {
            const to = stages.find((stage) => stage === currentTarget.value);
            if (to !== undefined) move(card, to);
          }}
          data={stages.map((stage) => ({ value: stage, label: words.say(`stage.${stage}`) }))}
        />
      ) : (
        <p>
          <b>{words.say("candidate.stage")}</b> {words.say(`stage.${card.stage}`)}
        </p>
      )}
      <dl>
        {facts.map(([label, fact]) => (
          <div key={label}>
            <dt>{words.say(label)}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
