import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { auth } from "../api/auth.ts";
import { api, done } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { answered } from "../api/answered.ts";
import { Loading } from "../shell/loading.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { SecondFactor } from "./second-factor.tsx";
import { told } from "./told.ts";

export function AccountPart() {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  return (
    <>
      {me === undefined ? null : (
        <p className="settings-text">
          {words.say("account.who", { name: me.person.name, email: me.person.email })}.{" "}
          {words.say(`access.${me.access}`)}: {words.say(`access.${me.access}.may`)}
        </p>
      )}
      <SecondFactor />
      <Sessions />
      <Password />
    </>
  );
}

function Password() {
  const words = useWords();
  const known = useQueryClient();
  const form = useForm({ initialValues: { currentPassword: "", newPassword: "" } });
  const change = useMutation({
    mutationFn: (values: typeof form.values) =>
      answered(auth.changePassword({ ...values, revokeOtherSessions: true }), words.say("account.password.wrong")),
    onSuccess: async () => {
      form.reset();
      told(words.say("account.password.done"));
      await known.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  return (
    <>
      <h3>{words.say("account.password")}</h3>
      <p className="settings-text">{words.say("account.password.text")}</p>
      <form
        className="settings-form"
        onSubmit={form.onSubmit((values) => {
          change.mutate(values);
        })}
      >
        <PasswordInput
          label={words.say("account.password.now")}
          autoComplete="current-password"
          required
          {...form.getInputProps("currentPassword")}
        />
        <PasswordInput
          label={words.say("account.password.new")}
          description={words.say("field.password.help")}
          autoComplete="new-password"
          required
          minLength={10}
          {...form.getInputProps("newPassword")}
        />
        {change.error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(change.error, words)}
          </p>
        )}
        <Button type="submit" variant="filled" loading={change.isPending}>
          {words.say("account.password.do")}
        </Button>
      </form>
    </>
  );
}

function Sessions() {
  const words = useWords();
  const known = useQueryClient();
  const sessions = useQuery({ queryKey: ["sessions"], queryFn: () => done(api.GET("/api/v1/sessions")) });
  const ended = async () => {
    told(words.say("account.sessions.ended"));
    await known.invalidateQueries({ queryKey: ["sessions"] });
  };
  const end = useMutation({
    mutationFn: (session: string) => done(api.DELETE("/api/v1/sessions/{session}", { params: { path: { session } } })),
    onSuccess: ended,
  });
  const endOthers = useMutation({ mutationFn: () => done(api.DELETE("/api/v1/sessions")), onSuccess: ended });
  return (
    <>
      <h3>{words.say("account.sessions")}</h3>
      {sessions.isPending ? (
        <Loading />
      ) : sessions.error !== null ? (
        <Wrong error={sessions.error} reset={() => void sessions.refetch()} />
      ) : (
        <>
          <ul className="settings-rows">
            {[...sessions.data]
              .sort((one, other) => Number(other.is_this) - Number(one.is_this))
              .map(({ id, user_agent, made_at, is_this }) => {
                const where = browserIn(user_agent ?? "") ?? words.say("account.sessions.unknown");
                return (
                  <li key={id}>
                    <div className="grow">
                      <p className="name">{is_this ? words.say("account.sessions.here") : where}</p>
                      <p>
                        {is_this ? `${where}. ` : ""}
                        {words.say("account.sessions.since", { time: words.time(made_at) })}
                      </p>
                    </div>
                    {is_this ? null : (
                      <Button
                        aria-label={words.say("account.sessions.end.label", { where })}
                        onClick={() => {
                          end.mutate(id);
                        }}
                      >
                        {words.say("account.sessions.end")}
                      </Button>
                    )}
                  </li>
                );
              })}
          </ul>
          {sessions.data.length < 2 ? null : (
            <div>
              <Button
                loading={endOthers.isPending}
                onClick={() => {
                  endOthers.mutate();
                }}
              >
                {words.say("account.sessions.end-others")}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** As browsers name themselves: "Firefox, Linux". */
function browserIn(userAgent: string): string | undefined {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(userAgent)?.[1];
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|CrOS|Linux)/.exec(userAgent)?.[1];
  const names: Readonly<Record<string, string>> = { Edg: "Edge", OPR: "Opera", CrOS: "ChromeOS", "Mac OS X": "Mac" };
  const said = [browser, system].flatMap((one) => (one === undefined ? [] : [names[one] ?? one]));
  return said.length === 0 ? undefined : said.join(", ");
}
