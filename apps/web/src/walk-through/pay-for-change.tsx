import { contractPlaceOf } from "@assay/hiring";
import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { boardQuery, type Card } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** The change is work too: what its price is, is said before anybody is asked for it. */
export function PayForChange({
  card,
  isAgreed,
  onAgreed,
}: {
  readonly card: Card;
  readonly isAgreed: boolean;
  readonly onAgreed: (isAgreed: boolean) => void;
}) {
  const words = useWords();
  const { data: board } = useQuery({ ...boardQuery(card.role_id), refetchInterval: false });
  const at = contractPlaceOf(card.source);
  const isPaid = board?.role.test_paid === "yes" && board.role.pays !== "";
  return (
    <>
      {isPaid ? <p>{words.say("follow-up.pay.task", { pays: board.role.pays, name: card.name })}</p> : null}
      {at === undefined ? null : (
        <>
          <p>{words.say(`follow-up.pay.${at}`)}</p>
          <Checkbox
            label={words.say("follow-up.pay.agreed", { place: words.say(`post.place.${at}`) })}
            checked={isAgreed}
            onChange={({ currentTarget }) => {
              onAgreed(currentTarget.checked);
            }}
          />
        </>
      )}
    </>
  );
}
