import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { languageName } from "./language-name.ts";
import { portal, taskQuery, type PortalState } from "./portal-api.ts";

/** What happens to the work, read before anything of it begins. */
export function Notice({ state: { decider, organization, role, challenge } }: { readonly state: PortalState }) {
  const words = useWords();
  const known = useQueryClient();
  const [hasRead, setRead] = useState(false);
  const [isMissed, setMissed] = useState(false);
  const [starter, setStarter] = useState("");
  const start = useMutation({
    mutationFn: () =>
      done(
        portal.POST("/api/v1/portal/agree", {
          body: { understood: true, ...(starter === "" ? {} : { starter }) },
        }),
      ),
    onSuccess: (state) => {
      known.setQueryData(taskQuery.queryKey, state);
      scrollTo({ top: 0 });
    },
  });
  const who = decider === "" ? words.say("task.decides.nobody", { organization }) : decider;
  return (
    <section className="task-part" aria-labelledby="notice">
      <h2 id="notice">{words.say("task.notice")}</h2>
      <p>{words.say("task.notice.text")}</p>
      <ul className="task-says">
        <li>{words.say("task.notice.program")}</li>
        <li>{words.say("task.notice.person", { decider: who })}</li>
        <li>{words.say("task.notice.watch")}</li>
        <li>{words.say("task.notice.kept", { months: role.keep_months })}</li>
        <li>
          {words.say("task.notice.rights")}
          <ul>
            {(["way", "results", "wrong", "delete"] as const).map((right) => (
              <li key={right}>{words.say(`task.notice.${right}`)}</li>
            ))}
          </ul>
        </li>
      </ul>
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissed(!hasRead);
          if (hasRead) start.mutate();
        }}
      >
        {challenge.starters.length === 0 ? null : (
          <NativeSelect
            label={words.say("task.notice.language")}
            value={starter}
            onChange={({ currentTarget }) => {
              setStarter(currentTarget.value);
            }}
            data={[
              { value: "", label: words.say("task.notice.empty") },
              ...challenge.starters.map((name) => ({ value: name, label: languageName(name) })),
            ]}
          />
        )}
        <Checkbox
          size="md"
          label={words.say("task.notice.read")}
          checked={hasRead}
          onChange={({ currentTarget }) => {
            setRead(currentTarget.checked);
            setMissed(false);
          }}
          error={isMissed ? words.say("task.notice.first") : undefined}
        />
        {start.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(start.error, words)}
          </p>
        )}
        <div className="form-acts">
          <Button type="submit" variant="filled" loading={start.isPending}>
            {words.say("task.notice.do")}
          </Button>
        </div>
      </form>
    </section>
  );
}
