import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Confirm } from "./confirm.tsx";
import { Deliveries } from "./deliveries.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { told } from "./told.ts";

const webhooksQuery = queryOptions({ queryKey: ["webhooks"], queryFn: () => done(api.GET("/api/v1/webhooks")) });

export function WebhooksPart() {
  const words = useWords();
  const known = useQueryClient();
  const all = useQuery(webhooksQuery);
  const form = useForm({ initialValues: { url: "" } });
  const make = useMutation({
    mutationFn: (body: typeof form.values) => done(api.POST("/api/v1/webhooks", { body })),
    onSuccess: () => known.invalidateQueries({ queryKey: webhooksQuery.queryKey }),
    onError: (error) => {
      if (error instanceof Refused) form.setErrors({ url: error.of("url") });
    },
  });
  return (
    <>
      <p className="settings-text">{words.say("webhooks.text")}</p>
      {all.isPending ? (
        <Loading />
      ) : all.error !== null ? (
        <Wrong error={all.error} reset={() => void all.refetch()} />
      ) : (
        <>
          <p className="settings-text small">{words.say("webhooks.events", { events: words.list(all.data.events) })}</p>
          {all.data.webhooks.length === 0 ? (
            <p className="quiet">{words.say("webhooks.none")}</p>
          ) : (
            <ul className="settings-rows">
              {all.data.webhooks.map((webhook) => (
                <WebhookRow key={webhook.id} {...webhook} />
              ))}
            </ul>
          )}
        </>
      )}
      {make.data === undefined ? (
        <form
          className="settings-form"
          onSubmit={form.onSubmit((values) => {
            make.mutate(values);
          })}
        >
          <TextInput
            label={words.say("webhooks.url")}
            description={words.say("webhooks.url.help")}
            type="url"
            required
            {...form.getInputProps("url")}
          />
          {make.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(make.error, words)}
            </p>
          )}
          <Button type="submit" variant="filled" loading={make.isPending}>
            {words.say("webhooks.make")}
          </Button>
        </form>
      ) : (
        <ShownOnce
          label={words.say("webhooks.made", { url: make.data.url })}
          help={words.say("webhooks.made.help")}
          value={make.data.secret}
          onDone={() => {
            make.reset();
            form.reset();
          }}
        />
      )}
    </>
  );
}

function WebhookRow({ id, url }: { readonly id: string; readonly url: string }) {
  const words = useWords();
  const known = useQueryClient();
  const [isRemoving, setRemoving] = useState(false);
  const path = { params: { path: { webhook: id } } };
  const ping = useMutation({
    mutationFn: () => done(api.POST("/api/v1/webhooks/{webhook}/ping", path)),
    onSuccess: async () => {
      told(words.say("webhooks.tried"));
      await known.invalidateQueries({ queryKey: ["deliveries", id] });
    },
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/webhooks/{webhook}", path)),
    onSuccess: async () => {
      setRemoving(false);
      told(words.say("webhooks.removed", { url }));
      await known.invalidateQueries({ queryKey: webhooksQuery.queryKey });
    },
  });
  return (
    <li>
      <p className="grow name">{url}</p>
      <Button
        aria-label={words.say("webhooks.try.label", { url })}
        loading={ping.isPending}
        onClick={() => {
          ping.mutate();
        }}
      >
        {words.say("webhooks.try")}
      </Button>
      <Button
        aria-label={words.say("webhooks.remove.label", { url })}
        onClick={() => {
          setRemoving(true);
        }}
      >
        {words.say("webhooks.remove")}
      </Button>
      {ping.error === null ? null : (
        <p className="refused under" role="alert">
          {toldOf(ping.error, words)}
        </p>
      )}
      <Deliveries webhook={id} />
      <Confirm
        opened={isRemoving}
        title={words.say("webhooks.remove.title")}
        text={words.say("webhooks.remove.text", { url })}
        act={words.say("webhooks.remove")}
        isPending={remove.isPending}
        error={remove.error}
        onDo={() => {
          remove.mutate();
        }}
        onClose={() => {
          setRemoving(false);
          remove.reset();
        }}
      />
    </li>
  );
}
