import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { auth, logIn } from "../api/auth.ts";
import { meQuery } from "../api/me.ts";
import { Refused } from "../api/client.ts";
import { useTitle } from "../shell/use-title.ts";
import { Frame } from "../shell/frame.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { useState, type ReactNode } from "react";

export function LogIn(): ReactNode {
  const words = useWords();
  useTitle(words.say("log-in.title"));
  const navigate = useNavigate();
  const known = useQueryClient();
  const [needsCode, setNeedsCode] = useState(false);
  const form = useForm({ initialValues: { email: "", password: "", code: "" } });

  const enter = async () => {
    await known.invalidateQueries(meQuery);
    const next = new URLSearchParams(location.search).get("next") ?? "/";
    await navigate({ to: /^\/(?![/\\])/.test(next) ? next : "/" });
  };
  const submit = useMutation({
    mutationFn: async ({ email, password, code }: typeof form.values) => {
      if (needsCode) {
        const isFromApp = /^\s*\d{6}\s*$/.test(code);
        const { error } = await (isFromApp
          ? auth.twoFactor.verifyTotp({ code: code.trim() })
          : auth.twoFactor.verifyBackupCode({ code: code.trim() }));
        if (error !== null) {
          const why = error.status === 429 ? "log-in.too-many-codes" : "log-in.wrong-code";
          throw new Refused({ code: "wrong-code", status: error.status, title: "", detail: words.say(why) });
        }
        return enter();
      }
      const answer = await logIn(email, password).catch((error: unknown) => {
        const isWrong = error instanceof Refused && error.body.status === 401;
        throw isWrong ? new Refused({ ...error.body, detail: words.say("log-in.wrong") }) : error;
      });
      if (answer.needsCode) setNeedsCode(true);
      else await enter();
    },
  });

  return (
    <Frame>
      <form className="narrow" onSubmit={form.onSubmit((values) => submit.mutate(values))}>
        <h1>{words.say("log-in.title")}</h1>
        {needsCode ? (
          <TextInput
            label={words.say("log-in.code")}
            description={words.say("log-in.backup")}
            autoComplete="one-time-code"
            required
            autoFocus
            {...form.getInputProps("code")}
          />
        ) : (
          <>
            <TextInput
              label={words.say("field.email")}
              type="email"
              autoComplete="username"
              required
              {...form.getInputProps("email")}
            />
            <PasswordInput
              label={words.say("field.password")}
              autoComplete="current-password"
              required
              {...form.getInputProps("password")}
            />
          </>
        )}
        {submit.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(submit.error, words)}
          </p>
        )}
        <Button type="submit" variant="filled" loading={submit.isPending}>
          {words.say("log-in.do")}
        </Button>
        {needsCode ? null : <Link to="/reset-password">{words.say("forgot.link")}</Link>}
      </form>
    </Frame>
  );
}
