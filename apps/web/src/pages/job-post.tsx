import { contractPlaceOf, jobPostOf, needAnswersIn, postPlaces, type PostFacts, type PostPlace } from "@assay/hiring";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { boardQuery, type Role } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import "../look/forms.css";
import "../look/post.css";
import { AboutTheJob } from "../post/about-the-job.tsx";
import { MissingFacts } from "../post/missing-facts.tsx";
import { PlaceRules } from "../post/place-rules.tsx";
import { PostFields } from "../post/post-fields.tsx";
import { ThenThere } from "../post/then-there.tsx";
import { usePost } from "../post/use-post.ts";
import { RolePlaces } from "../roles/role-places.tsx";
import { useStatedHours } from "../roles/use-hours.ts";
import { Loading } from "../shell/loading.tsx";
import { useAsked, useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** A role as a job post, for each place in the form that it expects. */
export function JobPostPage(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const { data: me } = useQuery(meQuery);
  // What others change meanwhile must not take away what is being typed.
  const board = useQuery({ ...boardQuery(id), refetchInterval: false });
  useTitle(words.say("post-page.title", { role: board.data?.role.title ?? "" }));
  if (me === undefined || board.isPending) return <Loading />;
  if (board.data === undefined) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  return <Posted key={id} role={board.data.role} company={me.organization.name} mayWrite={mayRecruit(me)} />;
}

function Posted({
  role,
  company,
  mayWrite,
}: {
  readonly role: Role;
  readonly company: string;
  readonly mayWrite: boolean;
}) {
  const words = useWords();
  const asked = useAsked()("place");
  const place = postPlaces.find((one) => one === asked) ?? postPlaces[0];
  const post = usePost(role);
  const stated = useStatedHours(role);
  const hours = post.value.hours ?? stated;
  const { title, about, test_paid, pays, ai_policy, decider, days, keep_months } = role;
  const facts: PostFacts = {
    ...{ title, about, test_paid, pays, ai_policy, decider, days, keep_months, company, hours },
    ...{ needs: needAnswersIn(role.needs), pay_range: post.value.pay_range ?? "" },
    work_place: post.value.work_place ?? "",
  };
  const { fields, missing } = jobPostOf(place, facts);
  const needsContract = contractPlaceOf(place) !== undefined;
  return (
    <div className="form-page post">
      <h1>{words.say("post-page.title", { role: title })}</h1>
      <RolePlaces role={role.id} title={title} />
      <p className="soft">{words.say("post-page.text")}</p>
      <PlaceLinks role={role.id} place={place} />
      {missing.length === 0 || !mayWrite ? null : (
        <MissingFacts key={missing.join(" ")} {...{ role, missing, post, needsContract, place }} />
      )}
      {needsContract ? null : <AboutTheJob post={post} mayWrite={mayWrite} />}
      <PostFields key={place} {...{ place, fields, post, needsContract, mayWrite }} isComplete={missing.length === 0} />
      {needsContract ? <ThenThere {...{ role, place }} /> : null}
      <PlaceRules place={place} />
    </div>
  );
}

function PlaceLinks({ role, place }: { readonly role: string; readonly place: PostPlace }) {
  const words = useWords();
  return (
    <nav className="post-places" aria-label={words.say("post-page.places")}>
      {postPlaces.map((one) => (
        <Link
          key={one}
          to="/roles/$role/post"
          params={{ role }}
          search={{ place: one }}
          aria-current={one === place ? "page" : undefined}
        >
          {words.say(`post.place.${one}`)}
        </Link>
      ))}
    </nav>
  );
}
