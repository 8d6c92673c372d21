import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import type { Card } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import "../look/blind.css";
import { Confirm } from "../settings/confirm.tsx";
import { useWords } from "../words/words.tsx";

type Named = Pick<Card, "id" | "name_hidden" | "name_opened_by">;

/** Why there is a code name, the way to the name for who needs it, and who took that way. */
export function NameNote({
  card,
  hasButton = true,
}: {
  readonly card: Named;
  /** Not where the button stands further down, beside what it is needed for. */
  readonly hasButton?: boolean;
}) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  const { name_hidden: isHidden, name_opened_by: openedBy } = card;
  if (me === undefined || (!isHidden && openedBy.length === 0)) return null;
  return (
    <div className="name-note">
      {isHidden ? (
        <p>
          <Covered /> {words.say(me.access === "reader" ? "blind.note.reader" : "blind.note")}
        </p>
      ) : null}
      {openedBy.length === 0 ? null : <p>{words.say("blind.opened", { names: words.list(openedBy) })}</p>}
      {isHidden && hasButton && mayRecruit(me) ? <OpenName application={card.id} /> : null}
    </div>
  );
}

/** For who has to write to somebody, or send something: asked once more, as others will see it. */
export function OpenName({ application, isMain = false }: { readonly application: string; readonly isMain?: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const open = useMutation({
    mutationFn: () =>
      done(api.POST("/api/v1/applications/{application}/open-name", { params: { path: { application } } })),
    onSuccess: async () => {
      setAsking(false);
      // A name stands on nearly every page.
      await known.invalidateQueries();
    },
  });
  return (
    <>
      <Button
        variant={isMain ? "filled" : "default"}
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say("blind.open")}
      </Button>
      <Confirm
        opened={isAsking}
        title={words.say("blind.open.title")}
        text={words.say("blind.open.text")}
        act={words.say("blind.open.do")}
        isPending={open.isPending}
        error={open.error}
        onDo={() => {
          open.mutate();
        }}
        onClose={() => {
          setAsking(false);
          open.reset();
        }}
      />
    </>
  );
}

/** A covered eye: its word stands beside it. */
export function Covered() {
  return (
    <svg className="covered" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M1.5 8s2.4-4 6.5-4 6.5 4 6.5 4-2.4 4-6.5 4-6.5-4-6.5-4zM2.5 13.5l11-11" />
    </svg>
  );
}
