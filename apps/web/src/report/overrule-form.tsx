import { Button, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import type { Overrule } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { Here } from "./said-here.tsx";

const outcomes = ["pass", "fail", "not-established", "not-applicable"] as const;
const reaches = ["role", "one", "everywhere"] as const;
type Reach = (typeof reaches)[number];

/** A person's word against the check: what is right, why, and for whom. Nothing is chosen but that it counts for all. */
export function OverruleForm({ here: { evaluation, check, recruits } }: { readonly here: Here }) {
  const words = useWords();
  const known = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [reach, setReach] = useState<Reach>("role");
  const [reason, setReason] = useState("");
  const [because, setBecause] = useState("");
  const say = useMutation({
    mutationFn: () =>
      done(
        api.POST("/api/v1/evaluations/{evaluation}/overrules", {
          params: { path: { evaluation } },
          body: {
            ...{ check: check.id, outcome: outcome as (typeof outcomes)[number], reason },
            ...(reach === "one" ? { only_here_because: because } : {}),
            everywhere: reach === "everywhere",
          },
        }),
      ),
    onSuccess: async () => {
      setOpen(false);
      await known.invalidateQueries();
    },
  });
  if (!isOpen) {
    return (
      <div className="form-acts">
        <Button
          onClick={() => {
            setOpen(true);
          }}
        >
          {words.say("say.overrule")}
        </Button>
      </div>
    );
  }
  // Of a check that is wrong, nothing is known of anybody.
  const isSayable = (one: string) =>
    one !== check.outcome && (reach !== "everywhere" || one === "not-established" || one === "not-applicable");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        say.mutate();
      }}
    >
      <h4>{words.say("say.overrule")}</h4>
      <p className="soft">{words.say("say.overrule.text")}</p>
      <Radio.Group
        label={words.say("say.overrule.reach")}
        value={reach}
        onChange={(value) => {
          setReach(reaches.find((one) => one === value) ?? "role");
          setOutcome(null);
        }}
      >
        <Stack gap="xs" className="choices">
          {reaches.map((one) =>
            one === "everywhere" && !recruits ? null : (
              <Radio key={one} className="chip" value={one} label={words.say(`say.overrule.${one}`)} />
            ),
          )}
        </Stack>
      </Radio.Group>
      {reach === "everywhere" ? <p className="soft">{words.say("say.overrule.everywhere.help")}</p> : null}
      <Radio.Group label={words.say("say.overrule.outcome")} value={outcome} onChange={setOutcome}>
        <Stack gap="xs" className="choices">
          {outcomes.filter(isSayable).map((one) => (
            <Radio key={one} className="chip" value={one} label={words.say(`said.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Textarea
        label={words.say("say.overrule.reason")}
        autosize
        minRows={3}
        maxLength={4_000}
        value={reason}
        onChange={({ currentTarget }) => {
          setReason(currentTarget.value);
        }}
      />
      {reach === "one" ? (
        <Textarea
          label={words.say("say.overrule.because")}
          autosize
          minRows={2}
          maxLength={4_000}
          value={because}
          onChange={({ currentTarget }) => {
            setBecause(currentTarget.value);
          }}
        />
      ) : null}
      {say.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(say.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" loading={say.isPending} disabled={outcome === null}>
          {words.say("say.overrule.do")}
        </Button>
        <Button
          onClick={() => {
            setOpen(false);
          }}
        >
          {words.say("say.overrule.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** What was said against it, what was undone too. */
export function Overrules({
  said,
  here: { reviews, recruits },
}: {
  readonly said: readonly Overrule[];
  readonly here: Here;
}) {
  const words = useWords();
  const known = useQueryClient();
  const undo = useMutation({
    mutationFn: (overrule: string) =>
      done(api.POST("/api/v1/overrules/{overrule}/undo", { params: { path: { overrule } } })),
    onSuccess: () => known.invalidateQueries(),
  });
  if (said.length === 0) return null;
  return (
    <ul>
      {said.map(({ id, person_name: person, outcome, reason, only_here_because: because, everywhere, undone_at }) => (
        <li key={id} className={undone_at === null ? undefined : "undone"}>
          <b>{words.say("say.overruled", { person, outcome: words.say(`said.${outcome}`), reason })}</b>
          {because === null ? null : <p>{words.say("say.overruled.one", { because })}</p>}
          {everywhere ? <p>{words.say("say.overruled.everywhere")}</p> : null}
          {undone_at !== null ? (
            <p>{words.say("say.overruled.undone", { when: words.time(undone_at) })}</p>
          ) : reviews && (!everywhere || recruits) ? (
            <Button
              mt="xs"
              loading={undo.isPending}
              onClick={() => {
                undo.mutate(id);
              }}
            >
              {words.say("say.overruled.undo")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
