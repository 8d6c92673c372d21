import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { FirstDay, isLongAgo } from "./first-day.tsx";
import { TimesFields, type Times } from "./times-fields.tsx";

export interface PlanTimes extends Times {
  readonly starts_on: string;
}

/** Another first day, with which all moves that is not ticked; another time for the check-ins. */
export function TimesForm({
  times: given,
  save,
  close,
}: {
  readonly times: PlanTimes;
  readonly save: (times: PlanTimes) => Promise<void>;
  readonly close: () => void;
}) {
  const words = useWords();
  const [times, setTimes] = useState(given);
  const mayBeOld = times.starts_on === given.starts_on;
  const saving = useMutation({
    mutationFn: async () => {
      await save(times);
      close();
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (mayBeOld || !isLongAgo(times.starts_on)) saving.mutate();
      }}
    >
      <FirstDay
        value={times.starts_on}
        help={words.say("first.start.moves")}
        mayBeOld={mayBeOld}
        onChange={(starts_on) => {
          setTimes({ ...times, starts_on });
        }}
      />
      <TimesFields
        times={times}
        set={(clocks) => {
          setTimes({ ...times, ...clocks });
        }}
      />
      {saving.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(saving.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={saving.isPending}>
          {words.say("first.save")}
        </Button>
        <Button onClick={close}>{words.say("first.cancel")}</Button>
      </div>
    </form>
  );
}
