import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { OnlyHere } from "../shell/only-here.tsx";
import { Loading } from "../shell/loading.tsx";
import { toldOf, Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { Confirm } from "./confirm.tsx";
import { Invited } from "./invited.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { told } from "./told.ts";

const accesses = ["owner", "recruiter", "reviewer", "reader"] as const;
type Access = (typeof accesses)[number];

const membersQuery = queryOptions({ queryKey: ["members"], queryFn: () => done(api.GET("/api/v1/members")) });
type Member = Awaited<ReturnType<NonNullable<typeof membersQuery.queryFn>>>[number];

export function PeoplePart() {
  const words = useWords();
  const members = useQuery(membersQuery);
  return (
    <>
      <p className="settings-text">{words.say("people.text")}</p>
      {members.isPending ? (
        <Loading />
      ) : members.error === null ? (
        <ul className="settings-rows">
          {members.data.map((member) => (
            <MemberRow key={member.id} member={member} />
          ))}
        </ul>
      ) : (
        <Wrong error={members.error} reset={() => void members.refetch()} />
      )}
      <Invited />
      <InviteForm />
    </>
  );
}

function MemberRow({ member }: { readonly member: Member }) {
  const words = useWords();
  const known = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const [isRemoving, setRemoving] = useState(false);
  const { id, name, email } = member;
  const path = { params: { path: { member: id } } };
  const again = () => known.invalidateQueries({ queryKey: membersQuery.queryKey });
  const change = useMutation({
    mutationFn: (access: Access) => done(api.PUT("/api/v1/members/{member}/access", { ...path, body: { access } })),
    onSuccess: async (_nothing, access) => {
      told(words.say("people.changed", { name, access: words.say(`access.${access}`) }));
      await Promise.all([again(), known.invalidateQueries({ queryKey: meQuery.queryKey })]);
    },
  });
  const remove = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/members/{member}", path)),
    onSuccess: async () => {
      setRemoving(false);
      told(words.say("people.removed", { name }));
      await again();
    },
  });
  const logOut = useMutation({
    mutationFn: () => done(api.DELETE("/api/v1/members/{member}/sessions", path)),
    onSuccess: () => {
      told(words.say("people.logged-out", { name }));
    },
  });
  const error = change.error ?? logOut.error;
  const isMe = me?.person.id === id;
  return (
    <li>
      <div className="grow">
        <p className="name">
          {name} {isMe ? <span className="quiet small">({words.say("people.you")})</span> : null}
        </p>
        <p>
          {email}. {words.say(member.second_factor ? "people.second-factor" : "people.no-second-factor")}.
        </p>
      </div>
      <NativeSelect
        aria-label={words.say("people.access", { name })}
        value={member.access}
        disabled={change.isPending}
        data={accesses.map((value) => ({ value, label: words.say(`access.${value}`) }))}
        onChange={({ currentTarget }) => {
          const access = accesses.find((one) => one === currentTarget.value);
          if (access !== undefined) change.mutate(access);
        }}
      />
      {isMe ? null : (
        <Button
          aria-label={words.say("people.log-out.label", { name })}
          loading={logOut.isPending}
          onClick={() => {
            logOut.mutate();
          }}
        >
          {words.say("people.log-out")}
        </Button>
      )}
      <Button
        aria-label={words.say("people.remove.label", { name })}
        onClick={() => {
          setRemoving(true);
        }}
      >
        {words.say("people.remove")}
      </Button>
      {error === null ? null : (
        <p className="refused under" role="alert">
          {toldOf(error, words)}
        </p>
      )}
      <Confirm
        opened={isRemoving}
        title={words.say("people.remove.title", { name })}
        text={words.say("people.remove.text", { name })}
        act={words.say("people.remove")}
        typed={name}
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

function InviteForm() {
  const words = useWords();
  const known = useQueryClient();
  const form = useForm<{ email: string; access: Access }>({ initialValues: { email: "", access: "reviewer" } });
  const invite = useMutation({
    mutationFn: (body: typeof form.values) => done(api.POST("/api/v1/invitations", { body })),
    onSuccess: () => known.invalidateQueries({ queryKey: ["invitations"] }),
    onError: (error) => {
      if (error instanceof Refused) form.setErrors({ email: error.of("email") });
    },
  });
  const finish = () => {
    invite.reset();
    form.reset();
  };
  return (
    <>
      <h3>{words.say("people.invite.title")}</h3>
      <p className="settings-text">{words.say("people.invite.text")}</p>
      <OnlyHere instead={words.say("people.invite.instead")} />
      {invite.data === undefined ? (
        <form
          className="settings-form"
          onSubmit={form.onSubmit((values) => {
            invite.mutate(values);
          })}
        >
          <TextInput label={words.say("field.email")} type="email" required {...form.getInputProps("email")} />
          <NativeSelect
            label={words.say("people.invite.access")}
            description={words.say(`access.${form.values.access}.may`)}
            data={accesses.map((value) => ({ value, label: words.say(`access.${value}`) }))}
            {...form.getInputProps("access")}
          />
          {invite.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(invite.error, words)}
            </p>
          )}
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {words.say("people.invite.do")}
          </Button>
        </form>
      ) : (
        <>
          {invite.data.mailed ? <p role="status">{words.say("people.invite.mailed", form.values)}</p> : null}
          <ShownOnce
            label={words.say("people.invite.link", form.values)}
            help={words.say("people.invite.link.help")}
            value={invite.data.link}
            onDone={finish}
          />
        </>
      )}
    </>
  );
}
