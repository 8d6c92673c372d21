import type { PostPlace } from "@assay/hiring";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Role } from "../api/hiring.ts";
import { useHours } from "../roles/use-hours.ts";
import { Copied } from "../shell/copied.tsx";
import { useWords } from "../words/words.tsx";

/** What comes after the post, where a contract comes before any work. */
export function ThenThere({ role, place }: { readonly role: Role; readonly place: PostPlace }) {
  const words = useWords();
  const hours = useHours(role);
  return (
    <section className="form-part" aria-labelledby="then">
      <h2 id="then">{words.say("post-page.then")}</h2>
      <ol className="then">
        <li>{words.say("post-page.then.add", { place: words.say(`post.place.${place}`) })}</li>
        <li>
          <p>{words.say(role.pays === "" ? "post-page.then.offer.no-price" : "post-page.then.offer")}</p>
          {role.pays === "" ? null : (
            <Copied label={words.say("contract.text")} text={words.say("paste.offer", { pays: role.pays, hours })} />
          )}
        </li>
        <li>{words.say("post-page.then.started")}</li>
      </ol>
      <div className="form-acts">
        <Button renderRoot={(props) => <Link {...props} to="/roles/$role/add" params={{ role: role.id }} />}>
          {words.say("post-page.then.people")}
        </Button>
      </div>
    </section>
  );
}
