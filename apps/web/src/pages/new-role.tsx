import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { homeQuery } from "../api/hiring.ts";
import { meQuery } from "../api/me.ts";
import { RoleForm, type RoleDraft } from "../roles/role-form.tsx";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

export function NewRole(): ReactNode {
  const words = useWords();
  useTitle(words.say("role.form.new"));
  const navigate = useNavigate();
  const known = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const save = async (draft: RoleDraft) => {
    const { id } = await done(api.POST("/api/v1/roles", { body: draft }));
    await known.invalidateQueries({ queryKey: homeQuery.queryKey });
    await navigate({ to: "/roles/$role", params: { role: id } });
  };
  return me === undefined ? null : (
    <div className="form-page">
      <h1>{words.say("role.form.new")}</h1>
      <RoleForm
        decider={me.person.name}
        save={save}
        back={<Button renderRoot={(props) => <Link {...props} to="/" />}>{words.say("role.form.cancel")}</Button>}
      />
    </div>
  );
}
