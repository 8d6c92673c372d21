import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { TimesFields, type Times } from "./times-fields.tsx";

/** Another time for the check-ins: their days stay. */
export function TimesForm({
  times: given,
  save,
  close,
}: {
  readonly times: Times;
  readonly save: (times: Times) => Promise<void>;
  readonly close: () => void;
}) {
  const words = useWords();
  const [times, setTimes] = useState(given);
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
        saving.mutate();
      }}
    >
      <TimesFields times={times} set={setTimes} />
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
