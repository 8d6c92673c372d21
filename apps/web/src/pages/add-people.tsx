import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, homeQuery } from "../api/hiring.ts";
import "../look/forms.css";
import { ManyPeople } from "../roles/many-people.tsx";
import { RolePlaces } from "../roles/role-places.tsx";
import { OnePerson, type Person } from "../roles/one-person.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Those whom a hirer has found come into a role: one by one, or as a table. */
export function AddPeople(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const known = useQueryClient();
  const board = useQuery(boardQuery(id));
  const role = board.data?.role.title ?? "";
  useTitle(words.say("people.title", { role }));
  if (board.isPending) return <Loading />;
  if (board.data === undefined) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  // Who has somebody goes on; who has nobody adds the first.
  const isEmpty = board.data.cards.length === 0;
  const add = async (people: readonly Person[]) => {
    const { added, skipped } = await done(
      api.POST("/api/v1/roles/{role}/candidates", { params: { path: { role: id } }, body: { people: [...people] } }),
    );
    const message = [
      words.say("people.added", { count: added.length }),
      ...(skipped > 0 ? [words.say("people.skipped", { count: skipped })] : []),
    ].join(" ");
    notifications.show({ color: "ink", message });
    await Promise.all([
      known.invalidateQueries({ queryKey: boardQuery(id).queryKey }),
      known.invalidateQueries({ queryKey: homeQuery.queryKey }),
    ]);
  };
  return (
    <div className="form-page">
      <h1>{words.say("people.title", { role })}</h1>
      <RolePlaces role={id} title={role} />
      <section className="form-part" aria-labelledby="by-hand">
        <h2 id="by-hand">{words.say("people.by-hand")}</h2>
        <OnePerson add={add} isMain={isEmpty} />
      </section>
      <section className="form-part" aria-labelledby="list">
        <h2 id="list">{words.say("people.list")}</h2>
        <ManyPeople role={id} add={add} />
      </section>
      <Button
        variant={isEmpty ? "default" : "filled"}
        renderRoot={(props) => <Link {...props} to="/roles/$role" params={{ role: id }} />}
      >
        {words.say("people.back", { role })}
      </Button>
    </div>
  );
}
