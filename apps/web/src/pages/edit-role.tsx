import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api, done, Refused } from "../api/client.ts";
import { boardQuery, homeQuery, type Role } from "../api/hiring.ts";
import { meQuery } from "../api/me.ts";
import { RolePlaces } from "../roles/role-places.tsx";
import { paidBy } from "../roles/paid-choice.tsx";
import { RoleForm, type RoleDraft } from "../roles/role-form.tsx";
import { changedSince, RoleConflict } from "../roles/role-conflict.tsx";
import { forgetDraft } from "../shell/kept-draft.ts";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

interface Conflict {
  readonly read: Role;
  readonly saved: Role;
  readonly mine: RoleDraft;
}

export function EditRole(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const navigate = useNavigate();
  const known = useQueryClient();
  // What others change meanwhile must not take away what is being typed.
  const board = useQuery({ ...boardQuery(id), refetchInterval: false });
  const { data: me } = useQuery(meQuery);
  const draftKey = `${me?.person.id ?? ""} role ${id}`;
  const [conflict, setConflict] = useState<Conflict>();
  const title = words.say("role.form.edit", { role: board.data?.role.title ?? "" });
  useTitle(title);
  if (board.isPending) return <Loading />;
  if (board.data === undefined) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  const saved = async (draft: RoleDraft, version: number) => {
    const { title, about, needs, test_paid, pays, days, ai_policy, decider, keep_months, place, blind } = draft;
    const body = {
      title,
      about,
      needs,
      ...paidBy({ test_paid, pays }),
      days,
      ai_policy,
      decider,
      keep_months,
      place,
      blind,
    };
    const params = { path: { role: id }, header: { "if-match": `"${String(version)}"` } };
    await done(api.PATCH("/api/v1/roles/{role}", { params, body }));
    forgetDraft(draftKey);
    notifications.show({ color: "ink", message: words.say("role.form.saved") });
    await Promise.all([
      known.invalidateQueries({ queryKey: boardQuery(id).queryKey }),
      known.invalidateQueries({ queryKey: homeQuery.queryKey }),
    ]);
    await navigate({ to: "/roles/$role", params: { role: id } });
  };
  const { role } = board.data;
  /** What others saved since is put before the person, unless it is of no field of the form. */
  const save = async (draft: RoleDraft, read: Role): Promise<void> => {
    try {
      await saved(draft, read.version);
    } catch (error) {
      if (!(error instanceof Refused) || error.body.code !== "changed-meanwhile") throw error;
      const now = await done(api.GET("/api/v1/roles/{role}", { params: { path: { role: id } } }));
      if (changedSince(read, now).length === 0) return save(draft, { ...now });
      setConflict({ read, saved: now, mine: draft });
    }
  };
  if (conflict !== undefined) {
    return (
      <div className="form-page">
        <h1>{title}</h1>
        <RoleConflict
          {...conflict}
          save={(draft) => save(draft, conflict.saved)}
          back={() => {
            setConflict(undefined);
          }}
        />
      </div>
    );
  }
  return (
    <div className="form-page">
      <h1>{title}</h1>
      <RolePlaces role={id} title={board.data.role.title} />
      <RoleForm
        draftKey={draftKey}
        role={board.data.role}
        save={(draft, read) => save(draft, read ?? role)}
        back={
          <Button renderRoot={(props) => <Link {...props} to="/roles/$role" params={{ role: id }} />}>
            {words.say("role.form.cancel")}
          </Button>
        }
      />
    </div>
  );
}
