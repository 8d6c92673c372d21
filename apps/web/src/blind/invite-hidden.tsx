import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { applicationQuery, homeQuery, type Card } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Assay can write to somebody whose name whoever invites does not see. By hand, nobody can. */
export function InviteHidden({ card, sendsMail }: { readonly card: Card; readonly sendsMail: boolean }) {
  const words = useWords();
  const known = useQueryClient();
  const invite = useMutation({
    mutationFn: () =>
      done(
        api.POST("/api/v1/applications/{application}/invite", {
          params: { path: { application: card.id } },
          body: { mail: true },
        }),
      ),
    onSuccess: async ({ due_at }) => {
      notifications.show({ color: "ink", message: words.say("blind.invited", { day: words.day(due_at) }) });
      for (const queryKey of [applicationQuery(card.id).queryKey, ["board", card.role_id], homeQuery.queryKey]) {
        await known.invalidateQueries({ queryKey });
      }
    },
  });
  if (!sendsMail || !card.has_email) return null;
  return (
    <>
      <Button
        variant={card.invited_at === null ? "filled" : "default"}
        loading={invite.isPending}
        onClick={() => {
          invite.mutate();
        }}
      >
        {words.say(card.invited_at === null ? "blind.invite" : "blind.invite.again")}
      </Button>
      {invite.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(invite.error, words)}
        </p>
      )}
    </>
  );
}
