import { Button, CopyButton, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { sharesQuery } from "../api/judgement.ts";
import "../look/judgement.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** A link by which others may read the report, and the way to take it back. */
export function ShareDialog({
  evaluation,
  isOpen,
  close,
}: {
  readonly evaluation: string;
  readonly isOpen: boolean;
  readonly close: () => void;
}) {
  const words = useWords();
  const known = useQueryClient();
  const { data: shares = [] } = useQuery({ ...sharesQuery(evaluation), enabled: isOpen });
  const changed = () => known.invalidateQueries({ queryKey: sharesQuery(evaluation).queryKey });
  const make = useMutation({
    mutationFn: () => done(api.POST("/api/v1/evaluations/{evaluation}/shares", { params: { path: { evaluation } } })),
    onSuccess: changed,
  });
  const revoke = useMutation({
    mutationFn: (share: string) => done(api.DELETE("/api/v1/shares/{share}", { params: { path: { share } } })),
    onSuccess: async (_, share) => {
      if (make.data?.id === share) make.reset();
      await changed();
    },
  });
  const error = make.error ?? revoke.error;
  return (
    <Modal
      opened={isOpen}
      onClose={() => {
        close();
        make.reset();
      }}
      title={words.say("share.title")}
      closeButtonProps={{ "aria-label": words.say("close") }}
    >
      <p>{words.say("share.text")}</p>
      {make.data === undefined ? (
        <Button
          mt="lg"
          variant="filled"
          loading={make.isPending}
          onClick={() => {
            make.mutate();
          }}
        >
          {words.say("share.make")}
        </Button>
      ) : (
        <Group mt="lg" align="end" gap="sm" wrap="nowrap">
          <TextInput style={{ flex: 1 }} label={words.say("share.link")} value={make.data.link} readOnly />
          <CopyButton value={make.data.link}>
            {({ copied, copy }) => (
              <Button variant="filled" onClick={copy}>
                {words.say(copied ? "share.copied" : "share.copy")}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      {error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(error, words)}
        </p>
      )}
      <h3>{words.say("share.there")}</h3>
      {shares.length === 0 ? <p className="soft">{words.say("share.none")}</p> : null}
      <ul className="decided">
        {shares.map(({ id, person, made_at }) => {
          const when = words.time(made_at);
          return (
            <li key={id}>
              <span>{words.say("share.made", { person: person ?? "", when })}</span>
              <Button
                aria-label={words.say("share.revoke.of", { when })}
                onClick={() => {
                  revoke.mutate(id);
                }}
              >
                {words.say("share.revoke")}
              </Button>
            </li>
          );
        })}
      </ul>
      <p role="status">{revoke.isSuccess ? words.say("share.revoked") : ""}</p>
    </Modal>
  );
}
