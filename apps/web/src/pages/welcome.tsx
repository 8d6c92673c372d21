import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api, done, Refused } from "../api/client.ts";
import { logIn } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { Frame } from "../shell/frame.tsx";
import { useTitle } from "../shell/use-title.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** The first person's way in, by the link that the server printed. */
export function Welcome(): ReactNode {
  const words = useWords();
  useTitle(words.say("welcome.title"));
  const navigate = useNavigate();
  const known = useQueryClient();
  const form = useForm({ initialValues: { organization: "", name: "", email: "", password: "" } });
  const submit = useMutation({
    mutationFn: async (values: typeof form.values) => {
      const token = location.hash.slice(1);
      await done(api.POST("/api/v1/welcome", { body: { token, ...values } }));
      await logIn(values.email, values.password);
      await known.invalidateQueries(meQuery);
      await navigate({ to: "/" });
    },
    onError: (error) => {
      if (!(error instanceof Refused)) return;
      form.setErrors(Object.fromEntries(error.body.fields?.map(({ path, message }) => [path, message]) ?? []));
    },
  });
  return (
    <Frame>
      <form className="narrow" onSubmit={form.onSubmit((values) => submit.mutate(values))}>
        <h1>{words.say("welcome.title")}</h1>
        <p className="soft">{words.say("welcome.text")}</p>
        <TextInput label={words.say("field.company")} required autoFocus {...form.getInputProps("organization")} />
        <TextInput label={words.say("field.your-name")} autoComplete="name" required {...form.getInputProps("name")} />
        <TextInput
          label={words.say("field.email")}
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label={words.say("field.password")}
          description={words.say("field.password.help")}
          autoComplete="new-password"
          required
          minLength={10}
          {...form.getInputProps("password")}
        />
        {submit.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(submit.error, words)}{" "}
            {submit.error instanceof Refused && submit.error.body.code === "link-not-valid" ? (
              <Link to="/log-in">{words.say("log-in.do")}</Link>
            ) : null}
          </p>
        )}
        <Button type="submit" variant="filled" loading={submit.isPending}>
          {words.say("welcome.do")}
        </Button>
      </form>
    </Frame>
  );
}
