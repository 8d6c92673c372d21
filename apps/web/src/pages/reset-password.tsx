import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answered } from "../api/answered.ts";
import { Refused } from "../api/client.ts";
import { auth, resetLinkQuery } from "../api/auth.ts";
import type { ReactNode } from "react";
import { Frame } from "../shell/frame.tsx";
import { useTitle } from "../shell/use-title.ts";
import { Loading } from "../shell/loading.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** A password that was forgotten: first the email, then, by the link that came, a new one. */
export function ResetPassword(): ReactNode {
  // The link leads here with one, or with what is wrong with it.
  const token = new URLSearchParams(location.search).get("token");
  return <Frame>{token === null ? <AskForLink /> : <SetPassword token={token} />}</Frame>;
}

function AskForLink() {
  const words = useWords();
  useTitle(words.say("forgot.title"));
  const form = useForm({ initialValues: { email: "" } });
  const ask = useMutation({
    mutationFn: ({ email }: typeof form.values) =>
      answered(auth.requestPasswordReset({ email, redirectTo: "/reset-password" })),
  });
  const goes = useQuery(resetLinkQuery);
  const isOld = new URLSearchParams(location.search).has("error");
  if (goes.isPending) return <Loading />;
  if (goes.error !== null) return <Wrong error={goes.error} reset={() => void goes.refetch()} />;
  const isMailed = goes.data.link_goes === "by-mail";
  return (
    <form
      className="narrow"
      onSubmit={form.onSubmit((values) => {
        ask.mutate(values);
      })}
    >
      <h1>{words.say("forgot.title")}</h1>
      {isOld ? (
        <p className="refused" role="alert">
          {words.say("reset.invalid")}
        </p>
      ) : null}
      {ask.isSuccess ? (
        <p role="status">{words.say(isMailed ? "forgot.sent" : "forgot.printed")}</p>
      ) : (
        <>
          <p className="soft">{words.say(isMailed ? "forgot.text" : "forgot.text.no-mail")}</p>
          <TextInput
            label={words.say("field.email")}
            type="email"
            autoComplete="username"
            required
            {...form.getInputProps("email")}
          />
          {ask.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(ask.error, words)}
            </p>
          )}
          <Button type="submit" variant="filled" loading={ask.isPending}>
            {words.say(isMailed ? "forgot.do" : "forgot.do.no-mail")}
          </Button>
        </>
      )}
      <Link to="/log-in">{words.say("log-in.do")}</Link>
    </form>
  );
}

function SetPassword({ token }: { readonly token: string }) {
  const words = useWords();
  useTitle(words.say("reset.title"));
  const form = useForm({ initialValues: { newPassword: "" } });
  const set = useMutation({
    mutationFn: ({ newPassword }: typeof form.values) =>
      answered(auth.resetPassword({ newPassword, token }), words.say("reset.invalid")),
  });
  if (set.isSuccess) {
    return (
      <div className="narrow" role="status">
        <h1>{words.say("reset.title")}</h1>
        <p>{words.say("reset.done")}</p>
        <Link to="/log-in">{words.say("log-in.do")}</Link>
      </div>
    );
  }
  return (
    <form
      className="narrow"
      onSubmit={form.onSubmit((values) => {
        set.mutate(values);
      })}
    >
      <h1>{words.say("reset.title")}</h1>
      <PasswordInput
        label={words.say("account.password.new")}
        description={words.say("field.password.help")}
        autoComplete="new-password"
        required
        minLength={10}
        {...form.getInputProps("newPassword")}
      />
      {set.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(set.error, words)}{" "}
          {set.error instanceof Refused && set.error.body.code === "common-password" ? null : (
            <Link to="/reset-password">{words.say("forgot.title")}</Link>
          )}
        </p>
      )}
      <Button type="submit" variant="filled" loading={set.isPending}>
        {words.say("reset.do")}
      </Button>
    </form>
  );
}
