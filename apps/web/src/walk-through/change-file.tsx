import { contractPlaceOf } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { boardQuery, type Card } from "../api/hiring.ts";
import type { FollowUp } from "../api/walk-through.ts";
import { Copied } from "../shell/copied.tsx";
import { saveFile } from "../shell/save-file.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** Where no link of ours would open for anybody else: the change as one file, and what to write beside it. */
export function ChangeFile({
  card,
  change,
  due,
}: {
  readonly card: Card;
  readonly change: NonNullable<FollowUp["change"]>;
  readonly due: string;
}) {
  const words = useWords();
  const { data: board } = useQuery({ ...boardQuery(card.role_id), refetchInterval: false });
  const isPaid = board?.role.test_paid === "yes" || contractPlaceOf(card.source) !== undefined;
  const take = useMutation({
    mutationFn: async () => {
      const params = { path: { application: card.id } };
      const file = api.GET("/api/v1/applications/{application}/follow-up/file", { params, parseAs: "blob" });
      saveFile(await done(file), `${change.id}-change.zip`);
    },
  });
  return (
    <div className="form">
      <p>{words.say("follow-up.file.text", { name: card.name })}</p>
      <div className="form-acts">
        <Button
          variant="filled"
          loading={take.isPending}
          onClick={() => {
            take.mutate();
          }}
        >
          {words.say("hand.do")}
        </Button>
      </div>
      {take.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(take.error, words)}
        </p>
      )}
      {board === undefined ? null : (
        <Copied
          label={words.say("contract.paste.file")}
          {...(isPaid ? { help: words.say("follow-up.file.gap") } : {})}
          text={words.say("paste.change", {
            ...{ change: change.title, minutes: change.minutes, day: words.day(due) },
            pay: isPaid ? "yes" : (board.role.test_paid ?? "unsaid"),
          })}
        />
      )}
    </div>
  );
}
