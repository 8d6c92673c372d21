import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { api, done, Refused } from "../api/client.ts";
import { logIn } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import type { ReactNode } from "react";
import { Frame } from "../shell/frame.tsx";
import { Loading } from "../shell/loading.tsx";
import { useTitle } from "../shell/use-title.ts";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** The way in for who was invited by an owner. */
export function Join(): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  const known = useQueryClient();
  const token = location.hash.slice(1);
  const invited = useQuery({
    queryKey: ["join", token],
    queryFn: () => done(api.POST("/api/v1/join/look", { body: { token } })),
    retry: false,
    staleTime: Infinity,
    enabled: token !== "",
  });
  useTitle(words.say("join.title", { organization: invited.data?.organization ?? words.say("brand") }));
  const form = useForm({ initialValues: { name: "", password: "" } });
  const join = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const { email } = await done(api.POST("/api/v1/join", { body: { token, ...values } }));
      await logIn(email, values.password);
      await known.invalidateQueries(meQuery);
      await navigate({ to: "/" });
    },
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      form.setErrors(Object.fromEntries(error.body.fields?.map(({ path, message }) => [path, message]) ?? []));
    },
  });
  if (token === "") {
    return (
      <Frame>
        <div className="wrong">
          <h1>{words.say("join.no-link")}</h1>
          <p>{words.say("join.no-link.text")}</p>
          <p>
            <Link to="/log-in">{words.say("log-in.do")}</Link>
          </p>
        </div>
      </Frame>
    );
  }
  if (invited.isPending) return <Loading />;
  if (invited.error !== null) {
    return (
      <Frame>
        <Wrong error={invited.error} />
        <p>
          <Link to="/log-in">{words.say("log-in.do")}</Link>
        </p>
      </Frame>
    );
  }
  const { organization, email, access } = invited.data;
  return (
    <Frame>
      <form
        className="narrow"
        onSubmit={form.onSubmit((values) => {
          join.mutate(values);
        })}
      >
        <h1>{words.say("join.title", { organization })}</h1>
        <p className="soft">
          {words.say("join.text", { access: words.say(`access.${access}`), may: words.say(`access.${access}.may`) })}
        </p>
        <TextInput label={words.say("field.email")} autoComplete="username" value={email} readOnly />
        <TextInput label={words.say("field.your-name")} autoComplete="name" required {...form.getInputProps("name")} />
        <PasswordInput
          label={words.say("field.password")}
          description={words.say("field.password.help")}
          autoComplete="new-password"
          required
          minLength={10}
          {...form.getInputProps("password")}
        />
        {join.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(join.error, words)}
          </p>
        )}
        <Button type="submit" variant="filled" loading={join.isPending}>
          {words.say("join.do")}
        </Button>
      </form>
    </Frame>
  );
}
