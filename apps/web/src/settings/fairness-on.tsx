import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Confirm } from "./confirm.tsx";
import { fairnessQuery } from "./fairness-query.ts";
import { told } from "./told.ts";

/** While it is on: the ways to turn it off. */
export function FairnessOn() {
  const words = useWords();
  const turnOff = useTurnOff();
  return (
    <div className="form-acts">
      <Button
        loading={turnOff.isPending}
        onClick={() => {
          turnOff.mutate(false);
        }}
      >
        {words.say("fairness.turn-off")}
      </Button>
      <Forget />
      {turnOff.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(turnOff.error, words)}
        </p>
      )}
    </div>
  );
}

/** Deletes all that was said: asked first, as it can't be undone. */
export function Forget({ isOff = false }: { readonly isOff?: boolean }) {
  const words = useWords();
  const [isAsking, setAsking] = useState(false);
  const turnOff = useTurnOff();
  return (
    <>
      <Button
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.say(isOff ? "fairness.forget.only" : "fairness.forget")}
      </Button>
      <Confirm
        opened={isAsking}
        title={words.say("fairness.forget.title")}
        text={words.say("fairness.forget.text")}
        act={words.say("fairness.forget.do")}
        isPending={turnOff.isPending}
        error={turnOff.error}
        onDo={() => {
          turnOff.mutate(true, {
            onSuccess: () => {
              setAsking(false);
            },
          });
        }}
        onClose={() => {
          setAsking(false);
        }}
      />
    </>
  );
}

function useTurnOff() {
  const words = useWords();
  const known = useQueryClient();
  return useMutation({
    mutationFn: (forget: boolean) => done(api.PUT("/api/v1/fairness", { body: { on: false, forget } })),
    onSuccess: (_, forget) => {
      told(words.say(forget ? "fairness.saved.forgotten" : "fairness.saved.off"));
      return known.invalidateQueries({ queryKey: fairnessQuery.queryKey });
    },
  });
}
