import { Button } from "@mantine/core";
import { answerNeed, type NeedAnswers } from "@assay/hiring";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { homeQuery } from "../api/hiring.ts";
import { meQuery } from "../api/me.ts";
import { keepAnswers, keptAnswers } from "../need/kept-answers.ts";
import { roleDraftOf } from "../need/say-need.ts";
import { paidBy } from "../roles/paid-choice.tsx";
import { RoleForm, type RoleDraft } from "../roles/role-form.tsx";
import { useAsked } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { useWords, type Words } from "../words/words.tsx";

export function NewRole(): ReactNode {
  const words = useWords();
  useTitle(words.say("role.form.new"));
  const navigate = useNavigate();
  const known = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const isFromNeed = useAsked()("from") === "need";
  const [proposed] = useState(() => (isFromNeed ? proposedBy(keptAnswers(), words) : {}));
  const save = async (draft: RoleDraft) => {
    const { id } = await done(api.POST("/api/v1/roles", { body: { ...draft, ...paidBy(draft) } }));
    if (isFromNeed) keepAnswers({});
    await known.invalidateQueries({ queryKey: homeQuery.queryKey });
    await navigate({ to: "/roles/$role", params: { role: id } });
  };
  return me === undefined ? null : (
    <div className="form-page">
      <h1>{words.say("role.form.new")}</h1>
      <RoleForm
        draftKey={`${me.person.id} role`}
        decider={me.person.name}
        proposed={proposed}
        save={save}
        back={<Button renderRoot={(props) => <Link {...props} to="/" />}>{words.say("role.form.cancel")}</Button>}
      />
    </div>
  );
}

/** What "Do I need one?" carries on into a role. */
function proposedBy(needs: NeedAnswers, words: Words): Partial<RoleDraft> {
  return { ...roleDraftOf(needs, answerNeed(needs).build, words), needs };
}
