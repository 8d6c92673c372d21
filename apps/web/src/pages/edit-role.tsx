import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, homeQuery } from "../api/hiring.ts";
import { RolePlaces } from "../roles/role-places.tsx";
import { paidBy } from "../roles/paid-choice.tsx";
import { RoleForm, type RoleDraft } from "../roles/role-form.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

export function EditRole(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const navigate = useNavigate();
  const known = useQueryClient();
  // What others change meanwhile must not take away what is being typed.
  const board = useQuery({ ...boardQuery(id), refetchInterval: false });
  const title = words.say("role.form.edit", { role: board.data?.role.title ?? "" });
  useTitle(title);
  if (board.isPending) return <Loading />;
  if (board.data === undefined) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  const save = async (draft: RoleDraft) => {
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
    await done(api.PATCH("/api/v1/roles/{role}", { params: { path: { role: id } }, body }));
    notifications.show({ color: "ink", message: words.say("role.form.saved") });
    await Promise.all([
      known.invalidateQueries({ queryKey: boardQuery(id).queryKey }),
      known.invalidateQueries({ queryKey: homeQuery.queryKey }),
    ]);
    await navigate({ to: "/roles/$role", params: { role: id } });
  };
  return (
    <div className="form-page">
      <h1>{title}</h1>
      <RolePlaces role={id} title={board.data.role.title} />
      <RoleForm
        role={board.data.role}
        save={save}
        back={
          <Button renderRoot={(props) => <Link {...props} to="/roles/$role" params={{ role: id }} />}>
            {words.say("role.form.cancel")}
          </Button>
        }
      />
    </div>
  );
}
