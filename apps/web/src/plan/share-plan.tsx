import { Button, CopyButton, Group, Modal, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { planLinksQuery } from "../api/after.ts";
import { api, done } from "../api/client.ts";
import "../look/judgement.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** The link by which whoever starts opens the plan, and the way to take it back. */
export function SharePlan({ application, name }: { readonly application: string; readonly name: string }) {
  const words = useWords();
  const known = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const { queryKey } = planLinksQuery(application);
  const { data: links = [] } = useQuery({ ...planLinksQuery(application), enabled: isOpen });
  const make = useMutation({
    mutationFn: () =>
      done(api.POST("/api/v1/applications/{application}/plan/links", { params: { path: { application } } })),
    onSuccess: () => known.invalidateQueries({ queryKey }),
  });
  const revoke = useMutation({
    mutationFn: (link: string) =>
      done(api.DELETE("/api/v1/plan-links/{plan_link}", { params: { path: { plan_link: link } } })),
    onSuccess: async (_, link) => {
      if (make.data?.id === link) make.reset();
      await known.invalidateQueries({ queryKey });
    },
  });
  const error = make.error ?? revoke.error;
  return (
    <>
      <Button
        variant="filled"
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.say("first.share", { name })}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => {
          setOpen(false);
          make.reset();
        }}
        title={words.say("first.share", { name })}
        closeButtonProps={{ "aria-label": words.say("close") }}
      >
        <p>{words.say("first.share.text", { name })}</p>
        {make.data === undefined ? (
          <Button
            mt="lg"
            variant="filled"
            loading={make.isPending}
            onClick={() => {
              make.mutate();
            }}
          >
            {words.say("first.share.make")}
          </Button>
        ) : (
          <Group mt="lg" align="end" gap="sm" wrap="nowrap">
            <TextInput style={{ flex: 1 }} label={words.say("first.share.link")} value={make.data.link} readOnly />
            <CopyButton value={make.data.link}>
              {({ copied, copy }) => (
                <Button variant="filled" onClick={copy}>
                  {words.say(copied ? "first.share.copied" : "first.share.copy")}
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
        <h3>{words.say("first.share.there")}</h3>
        {links.length === 0 ? <p className="soft">{words.say("first.share.none")}</p> : null}
        <ul className="decided">
          {links.map(({ id, made_at }) => {
            const when = words.time(made_at);
            return (
              <li key={id}>
                <span>{words.say("first.share.made", { when })}</span>
                <Button
                  aria-label={words.say("first.share.revoke.of", { when })}
                  onClick={() => {
                    revoke.mutate(id);
                  }}
                >
                  {words.say("first.share.revoke")}
                </Button>
              </li>
            );
          })}
        </ul>
        <p role="status">{revoke.isSuccess ? words.say("first.share.revoked") : ""}</p>
      </Modal>
    </>
  );
}
