import "../look/settings.css";
import { Group } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Card } from "../api/hiring.ts";
import { KeepOrDelete } from "../settings/keep-or-delete.tsx";
import { useWords } from "../words/words.tsx";

/** What becomes of somebody's data, at the end of their page. */
export function Kept({ card }: { readonly card: Card }): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <section className="candidate-part">
      <h2>{words.say("keeping.one.title")}</h2>
      <p className="soft">{words.say("keeping.one.text")}</p>
      {card.name_hidden ? <p className="soft">{words.say("blind.file")}</p> : null}
      <Group gap="sm" mt="md">
        <KeepOrDelete
          candidate={card.candidate_id}
          name={card.name}
          isHidden={card.name_hidden}
          onDeleted={() => navigate({ to: "/roles/$role", params: { role: card.role_id } })}
        />
      </Group>
    </section>
  );
}
