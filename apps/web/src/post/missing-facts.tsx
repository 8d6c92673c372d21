import { Button, Textarea, TextInput } from "@mantine/core";
import type { PayGap, PostGap, PostPlace } from "@assay/hiring";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, type Role } from "../api/hiring.ts";
import { PayQuestion } from "../roles/pay-question.tsx";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { KeptPost } from "./use-post.ts";

/** What people must be told, and nobody has said yet: asked here, kept in the role. */
export function MissingFacts({
  role,
  missing,
  post,
  needsContract,
  place,
}: {
  readonly role: Role;
  readonly missing: readonly PostGap[];
  readonly post: KeptPost;
  readonly needsContract: boolean;
  readonly place: PostPlace;
}) {
  const words = useWords();
  const pay = missing.find((gap): gap is PayGap => gap !== "about" && gap !== "hours");
  return (
    <section className="form-part" aria-labelledby="missing">
      <h2 id="missing">{words.say("post-page.missing")}</h2>
      <p>{words.say("post-page.missing.text")}</p>
      {missing.includes("about") ? <AboutQuestion role={role} /> : null}
      {pay === undefined ? null : (
        <PayQuestion role={role} gap={pay} source={needsContract ? place : ""} isMain={missing[0] === pay} />
      )}
      {missing.includes("hours") ? <HoursQuestion role={role} post={post} isMain={missing[0] === "hours"} /> : null}
    </section>
  );
}

function AboutQuestion({ role }: { readonly role: Role }) {
  const words = useWords();
  const known = useQueryClient();
  const [about, setAbout] = useState(role.about);
  const save = useMutation({
    mutationFn: () => done(api.PATCH("/api/v1/roles/{role}", { params: { path: { role: role.id } }, body: { about } })),
    onSuccess: () => known.invalidateQueries({ queryKey: boardQuery(role.id).queryKey }),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Textarea
        label={words.say("role.form.about")}
        autosize
        minRows={3}
        maxLength={2_000}
        value={about}
        onChange={({ currentTarget }) => {
          setAbout(currentTarget.value);
        }}
      />
      {save.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(save.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" disabled={about.trim() === ""} loading={save.isPending}>
          {words.say("pay.save")}
        </Button>
      </div>
    </form>
  );
}

function HoursQuestion({
  role,
  post,
  isMain,
}: {
  readonly role: Role;
  readonly post: KeptPost;
  readonly isMain: boolean;
}) {
  const words = useWords();
  const [hours, setHours] = useState(role.post?.hours ?? "");
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        post.change({ hours: hours.trim() });
      }}
    >
      <TextInput
        label={words.say("post-page.hours")}
        description={words.say("post-page.hours.help")}
        maxLength={60}
        value={hours}
        onChange={({ currentTarget }) => {
          setHours(currentTarget.value);
        }}
      />
      <div className="form-acts">
        <Button type="submit" variant={isMain ? "filled" : "default"} disabled={hours.trim() === ""}>
          {words.say("pay.save")}
        </Button>
      </div>
    </form>
  );
}
