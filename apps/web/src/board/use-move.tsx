import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { applicationQuery, boardQuery, homeQuery, type Card, type Stage } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

interface Move {
  readonly card: Pick<Card, "id" | "role_id" | "name" | "stage">;
  readonly to: Stage;
  readonly isUndo?: boolean;
}

const undoneWithin = 12_000;

/** Moves a card at once, says so, and offers to undo it; puts it back where the server refused. */
export function useMove(): (card: Move["card"], to: Stage) => void {
  const words = useWords();
  const known = useQueryClient();
  const show = (card: Move["card"], stage: Stage) => {
    known.setQueryData(boardQuery(card.role_id).queryKey, (board) =>
      board === undefined
        ? undefined
        : { ...board, cards: board.cards.map((one) => (one.id === card.id ? { ...one, stage } : one)) },
    );
    known.setQueryData(applicationQuery(card.id).queryKey, (one) =>
      one === undefined ? undefined : { ...one, stage },
    );
  };
  const { mutate } = useMutation({
    mutationFn: ({ card, to }: Move) =>
      done(
        api.PUT("/api/v1/applications/{application}/stage", {
          params: { path: { application: card.id } },
          body: { stage: to },
        }),
      ),
    onMutate: async ({ card, to }) => {
      await known.cancelQueries({ queryKey: boardQuery(card.role_id).queryKey });
      show(card, to);
    },
    onError: (error, { card }) => {
      show(card, card.stage);
      notifications.show({ color: "ink", message: toldOf(error, words) });
    },
    onSuccess: ({ before }, { card, to, isUndo }) => {
      const stage = words.say(`stage.${to}`);
      if (isUndo === true) {
        notifications.show({ color: "ink", message: words.say("card.undone", { name: card.name, stage }) });
        return;
      }
      const id = `moved-${card.id}`;
      const undo = () => {
        notifications.hide(id);
        mutate({ card: { ...card, stage: to }, to: before, isUndo: true });
      };
      notifications.hide(id);
      notifications.show({
        ...{ id, color: "ink", autoClose: undoneWithin },
        message: (
          <span className="undo">
            {words.say("card.moved", { name: card.name, stage })}
            <Button onClick={undo}>{words.say("card.undo")}</Button>
          </span>
        ),
        closeButtonProps: { "aria-label": words.say("close") },
      });
    },
    onSettled: async (_answer, _error, { card }) => {
      await Promise.all([
        known.invalidateQueries({ queryKey: boardQuery(card.role_id).queryKey }),
        known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey }),
        known.invalidateQueries({ queryKey: homeQuery.queryKey }),
      ]);
    },
  });
  return (card, to) => {
    if (card.stage !== to) mutate({ card, to });
  };
}
