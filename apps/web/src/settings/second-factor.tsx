import { Button, Group, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { renderSVG } from "uqr";
import { answered } from "../api/answered.ts";
import { auth } from "../api/auth.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { told } from "./told.ts";

interface Started {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

/** Six digits from an app, after the password. */
export function SecondFactor() {
  const words = useWords();
  const known = useQueryClient();
  const session = useQuery({ queryKey: ["session"], queryFn: () => answered(auth.getSession()) });
  const isOn = session.data?.user.twoFactorEnabled === true;
  const [isAsking, setAsking] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [codes, setCodes] = useState<readonly string[]>();
  const wrong = words.say("account.password.wrong");
  const again = () => known.invalidateQueries({ queryKey: ["session"] });

  const start = useMutation({
    mutationFn: (): Promise<Started> => answered(auth.twoFactor.enable({ password }), wrong) as Promise<Started>,
  });
  const finish = useMutation({
    mutationFn: () => answered(auth.twoFactor.verifyTotp({ code }), words.say("factor.code.wrong")),
    onSuccess: async () => {
      setCodes(start.data?.backupCodes);
      leave();
      told(words.say("factor.done"));
      await again();
    },
  });
  const stop = useMutation({
    mutationFn: () => answered(auth.twoFactor.disable({ password }), wrong),
    onSuccess: async () => {
      leave();
      told(words.say("factor.stopped"));
      await again();
    },
  });
  const leave = () => {
    setAsking(false);
    setPassword("");
    setCode("");
    start.reset();
    stop.reset();
  };
  const error = finish.error ?? start.error ?? stop.error;
  const secret = start.data === undefined ? "" : (new URL(start.data.totpURI).searchParams.get("secret") ?? "");
  return (
    <>
      <h3>{words.say("factor.title")}</h3>
      <p className="settings-text">{words.say(isOn ? "factor.on" : "factor.off")}</p>
      {codes === undefined ? null : (
        <div className="settings-once" role="status">
          <p>{words.say("factor.backup")}</p>
          <ul>
            {codes.map((one) => (
              <li key={one}>
                <code>{one}</code>
              </li>
            ))}
          </ul>
          <Button
            onClick={() => {
              setCodes(undefined);
            }}
          >
            {words.say("settings.done")}
          </Button>
        </div>
      )}
      {isAsking ? (
        <form
          className="settings-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isOn) stop.mutate();
            else if (start.data === undefined) start.mutate();
            else finish.mutate();
          }}
        >
          {start.data === undefined ? (
            <PasswordInput
              label={words.say("factor.password")}
              autoComplete="current-password"
              required
              value={password}
              onChange={({ currentTarget }) => {
                setPassword(currentTarget.value);
              }}
            />
          ) : (
            <>
              <p>{words.say("factor.scan")}</p>
              <div
                className="settings-square"
                role="img"
                aria-label={words.say("factor.picture")}
                // Made here, of an address that our own server gave.
                dangerouslySetInnerHTML={{ __html: renderSVG(start.data.totpURI, { border: 0 }) }}
              />
              <TextInput label={words.say("factor.by-hand")} value={secret} readOnly />
              <TextInput
                label={words.say("factor.code")}
                autoComplete="one-time-code"
                inputMode="numeric"
                required
                value={code}
                onChange={({ currentTarget }) => {
                  setCode(currentTarget.value);
                }}
              />
            </>
          )}
          {error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(error, words)}
            </p>
          )}
          <Group gap="sm">
            <Button type="submit" loading={start.isPending || finish.isPending || stop.isPending}>
              {words.say(isOn ? "factor.stop" : start.data === undefined ? "factor.next" : "factor.confirm")}
            </Button>
            <Button onClick={leave}>{words.say("settings.cancel")}</Button>
          </Group>
        </form>
      ) : (
        <div>
          <Button
            onClick={() => {
              setAsking(true);
            }}
          >
            {words.say(isOn ? "factor.stop" : "factor.start")}
          </Button>
        </div>
      )}
    </>
  );
}
