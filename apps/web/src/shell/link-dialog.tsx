import { Button, CopyButton, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import "../look/judgement.css";
import { useWords } from "../words/words.tsx";
import { OnlyHere } from "./only-here.tsx";
import { toldOf } from "./wrong.tsx";

interface Made {
  readonly id: string;
  readonly made_at: string;
}

/** Links by which somebody without an account may read one thing, and the way to take each back. */
export function LinkDialog<Link extends Made>({
  isOpen,
  close,
  title,
  text,
  instead,
  links,
  tell,
  queryKey,
  make: makeLink,
  revoke: revokeLink,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly title: string;
  readonly text: string;
  /** How it gets to somebody where links of ours open on this computer alone. */
  readonly instead: string;
  /** Those that are good now. */
  readonly links: readonly Link[];
  readonly tell: (link: Link, when: string) => string;
  /** Of the links: asked for anew when one was made or taken back. */
  readonly queryKey: readonly unknown[];
  readonly make: () => Promise<{ readonly id: string; readonly link: string }>;
  readonly revoke: (id: string) => Promise<unknown>;
}) {
  const words = useWords();
  const known = useQueryClient();
  const changed = () => known.invalidateQueries({ queryKey });
  const make = useMutation({ mutationFn: makeLink, onSuccess: changed });
  const revoke = useMutation({
    mutationFn: revokeLink,
    onSuccess: async (_, id) => {
      if (make.data?.id === id) make.reset();
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
      title={title}
      closeButtonProps={{ "aria-label": words.say("close") }}
    >
      <p>{text}</p>
      <OnlyHere instead={instead} />
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
      {links.length === 0 ? <p className="soft">{words.say("share.none")}</p> : null}
      <ul className="decided">
        {links.map((link) => {
          const when = words.time(link.made_at);
          return (
            <li key={link.id}>
              <span>{tell(link, when)}</span>
              <Button
                aria-label={words.say("share.revoke.of", { when })}
                onClick={() => {
                  revoke.mutate(link.id);
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
