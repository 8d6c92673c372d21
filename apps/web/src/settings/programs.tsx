import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Confirm } from "./confirm.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { told } from "./told.ts";

const tokensQuery = queryOptions({ queryKey: ["tokens"], queryFn: () => done(api.GET("/api/v1/tokens")) });
type Token = Awaited<ReturnType<NonNullable<typeof tokensQuery.queryFn>>>[number];

export function ProgramsPart() {
  const words = useWords();
  const known = useQueryClient();
  const tokens = useQuery(tokensQuery);
  const [ending, setEnding] = useState<Token>();
  const form = useForm({ initialValues: { name: "", days: "90" } });
  const again = () => known.invalidateQueries({ queryKey: tokensQuery.queryKey });
  const make = useMutation({
    mutationFn: ({ name, days }: typeof form.values) =>
      done(api.POST("/api/v1/tokens", { body: { name, days: Number(days) } })),
    onSuccess: again,
  });
  const end = useMutation({
    mutationFn: ({ id }: Token) => done(api.DELETE("/api/v1/tokens/{token}", { params: { path: { token: id } } })),
    onSuccess: async (_nothing, { name }) => {
      setEnding(undefined);
      told(words.say("programs.revoked", { name }));
      await again();
    },
  });
  const factsOf = ({ person, made_at, used_at, expires_at }: Token) => {
    const used =
      used_at === null ? words.say("programs.unused") : words.say("programs.used", { when: words.ago(used_at) });
    const ends = Date.parse(expires_at) > Date.now() ? "programs.expires" : "programs.expired";
    return words.say("programs.facts", {
      ...{ person, day: words.day(made_at), used },
      ends: words.say(ends, { day: words.day(expires_at) }),
    });
  };
  return (
    <>
      <p className="settings-text">
        {words.say("programs.text")} <a href="/api/reference">{words.say("programs.reference")}</a>
      </p>
      {tokens.isPending ? (
        <Loading />
      ) : tokens.error !== null ? (
        <Wrong error={tokens.error} reset={() => void tokens.refetch()} />
      ) : tokens.data.length === 0 ? (
        <p className="quiet">{words.say("programs.none")}</p>
      ) : (
        <ul className="settings-rows">
          {tokens.data.map((token) => (
            <li key={token.id}>
              <div className="grow">
                <p className="name">{token.name}</p>
                <p>{factsOf(token)}</p>
              </div>
              <Button
                aria-label={words.say("programs.revoke.label", { name: token.name })}
                onClick={() => {
                  setEnding(token);
                }}
              >
                {words.say("programs.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {make.data === undefined ? (
        <form
          className="settings-form"
          onSubmit={form.onSubmit((values) => {
            make.mutate(values);
          })}
        >
          <TextInput
            label={words.say("programs.name")}
            description={words.say("programs.name.help")}
            required
            maxLength={80}
            {...form.getInputProps("name")}
          />
          <NativeSelect
            label={words.say("programs.days")}
            description={words.say("programs.days.help")}
            data={["7", "30", "90", "180", "365"].map((value) => ({
              value,
              label: words.say("programs.days.count", { days: Number(value) }),
            }))}
            {...form.getInputProps("days")}
          />
          {make.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(make.error, words)}
            </p>
          )}
          <Button type="submit" variant="filled" loading={make.isPending}>
            {words.say("programs.make")}
          </Button>
        </form>
      ) : (
        <ShownOnce
          label={words.say("programs.made", form.values)}
          help={words.say("programs.made.help")}
          value={make.data.token}
          onDone={() => {
            make.reset();
            form.reset();
          }}
        />
      )}
      <Confirm
        opened={ending !== undefined}
        title={words.say("programs.revoke.title", { name: ending?.name ?? "" })}
        text={words.say("programs.revoke.text")}
        act={words.say("programs.revoke")}
        isPending={end.isPending}
        error={end.error}
        onDo={() => {
          if (ending !== undefined) end.mutate(ending);
        }}
        onClose={() => {
          setEnding(undefined);
          end.reset();
        }}
      />
    </>
  );
}
