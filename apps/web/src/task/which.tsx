import { Radio, Stack } from "@mantine/core";
import { useWords, type Words } from "../words/words.tsx";
import type { Sent } from "./portal-api.ts";

const isBroken = ({ evaluation }: Sent) => evaluation?.state === "could-not-run" || evaluation?.state === "failed";

export function nameOf({ name, commit }: Sent, words: Words): string {
  return commit === null ? name : words.say("task.try.commit", { commit: commit.slice(0, 7) });
}

/** Between what somebody has to choose: the newest did not run, and one before it did. Undefined where there is no choice. */
export function choiceIn([newest, ...older]: readonly Sent[]): readonly [started: Sent, newest: Sent] | undefined {
  if (newest === undefined || !isBroken(newest)) return undefined;
  const started = older.find(({ evaluation }) => evaluation?.state === "tested");
  return started === undefined ? undefined : [started, newest];
}

/** What would be handed in; where the newest could not be run, that is said, and the last that ran is offered. */
export function Which({
  sent,
  value,
  onChange,
  error,
}: {
  readonly sent: readonly Sent[];
  readonly value: string;
  readonly onChange: (submission: string) => void;
  readonly error: string | undefined;
}) {
  const words = useWords();
  const [newest] = sent;
  if (newest === undefined) return <p>{words.say("task.hand-in.first")}</p>;
  const told = (one: Sent) => ({ name: nameOf(one, words), when: words.time(one.made_at) });
  if (!isBroken(newest)) return <p>{words.say("task.hand-in.text", told(newest))}</p>;
  const choice = choiceIn(sent);
  return (
    <>
      <p className="refused" role="status">
        {words.say("task.hand-in.broken", told(newest))}
      </p>
      {choice === undefined ? (
        <p>{words.say("task.hand-in.mend")}</p>
      ) : (
        <Radio.Group label={words.say("task.hand-in.which")} value={value} onChange={onChange} error={error}>
          <Stack gap="xs" my="sm">
            <Radio value={choice[0].id} label={words.say("task.hand-in.started", told(choice[0]))} />
            <Radio value={choice[1].id} label={words.say("task.hand-in.newest", told(choice[1]))} />
          </Stack>
        </Radio.Group>
      )}
    </>
  );
}
