import { areEqual, possibleWeights, type Weights } from "@assay/hiring";
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { ruleQuery, type RatingRule } from "../api/interview.ts";
import { subjects } from "../api/judgement.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** How often each subject counts, and why not all the same. */
export function RuleForm({
  role,
  rule,
  close,
}: {
  readonly role: string;
  readonly rule: RatingRule;
  readonly close: (saved: boolean) => void;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [weights, setWeights] = useState<Weights>(rule.weights);
  const [reason, setReason] = useState(rule.reason);
  const save = useMutation({
    mutationFn: () =>
      done(
        api.PUT("/api/v1/roles/{role}/rating-rule", {
          params: { path: { role } },
          body: { weights, reason: areEqual(weights) ? "" : reason },
        }),
      ),
    onSuccess: (set) => {
      known.setQueryData(ruleQuery(role).queryKey, set);
      close(true);
    },
  });
  const wrongReason = save.error instanceof Refused ? save.error.of("reason") : undefined;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {subjects.map((subject) => (
        <NativeSelect
          key={subject}
          label={words.say("rule.times", { subject: words.say(`subject.${subject}`) })}
          value={String(weights[subject])}
          data={possibleWeights.map((times) => ({ value: String(times), label: words.say("rule.counts", { times }) }))}
          onChange={({ currentTarget }) => {
            setWeights({ ...weights, [subject]: Number(currentTarget.value) });
          }}
        />
      ))}
      {areEqual(weights) ? null : (
        <Textarea
          label={words.say("rule.reason")}
          description={words.say("rule.reason.help")}
          error={wrongReason === undefined ? undefined : words.say("rule.reason.help")}
          autosize
          minRows={3}
          maxLength={2_000}
          value={reason}
          onChange={({ currentTarget }) => {
            setReason(currentTarget.value);
          }}
        />
      )}
      {save.error === null || wrongReason !== undefined ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={save.isPending}>
          {words.say("rule.save")}
        </Button>
        <Button
          onClick={() => {
            close(false);
          }}
        >
          {words.say("rule.cancel")}
        </Button>
      </div>
    </form>
  );
}
