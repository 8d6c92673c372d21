import { contractPlaceOf, payGapOf, type ContractPlace } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, done } from "../api/client.ts";
import { applicationQuery, type Card, type Role } from "../api/hiring.ts";
import { PayQuestion } from "../roles/pay-question.tsx";
import { useHours } from "../roles/use-hours.ts";
import { Copied } from "../shell/copied.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What must be so before somebody is invited, asked one after the other; then the invitation itself. */
export function BeforeInviting({
  card,
  role,
  children,
}: {
  readonly card: Card;
  readonly role: Role;
  readonly children: ReactNode;
}) {
  const place = contractPlaceOf(card.source);
  const gap = payGapOf(role, place !== undefined);
  if (gap !== undefined) return <PayQuestion {...{ role, gap }} source={card.source} />;
  if (place === undefined) return children;
  if (card.contract_started_at === null) return <ContractQuestion {...{ card, role, place }} />;
  return (
    <>
      <Started card={card} place={place} />
      {children}
    </>
  );
}

/** Says that it has started, or takes that back. */
function useContract(card: Card) {
  const known = useQueryClient();
  return useMutation({
    mutationFn: (started: boolean) =>
      done(
        api.PUT("/api/v1/applications/{application}/contract", {
          params: { path: { application: card.id } },
          body: { started },
        }),
      ),
    onSuccess: () => known.invalidateQueries({ queryKey: applicationQuery(card.id).queryKey }),
  });
}

function ContractQuestion({
  card,
  role,
  place,
}: {
  readonly card: Card;
  readonly role: Role;
  readonly place: ContractPlace;
}) {
  const words = useWords();
  const hours = useHours(role);
  const contract = useContract(card);
  return (
    <div className="form">
      <p>{words.say(`contract.${place}`)}</p>
      <Copied label={words.say("contract.text")} text={words.say("paste.offer", { pays: role.pays, hours })} />
      <p>
        <b>{words.say("contract.title", { place: words.say(`post.place.${place}`) })}</b>
      </p>
      {contract.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(contract.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button
          variant="filled"
          loading={contract.isPending}
          onClick={() => {
            contract.mutate(true);
          }}
        >
          {words.say("contract.do")}
        </Button>
      </div>
    </div>
  );
}

/** Can be taken back until the invitation is out. */
function Started({ card, place }: { readonly card: Card; readonly place: ContractPlace }) {
  const words = useWords();
  const contract = useContract(card);
  if (card.invited_at !== null) return null;
  return (
    <div className="started" role="status">
      <p className="soft">{words.say("contract.done", { place: words.say(`post.place.${place}`) })}</p>
      <Button
        loading={contract.isPending}
        onClick={() => {
          contract.mutate(false);
        }}
      >
        {words.say("contract.undo")}
      </Button>
    </div>
  );
}
