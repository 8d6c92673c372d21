import "../look/settings.css";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import { meQuery } from "../api/me.ts";
import { AccountPart } from "../settings/account.tsx";
import { AuditPart } from "../settings/audit.tsx";
import { FairnessPart } from "../settings/fairness.tsx";
import { KeepingPart } from "../settings/keeping.tsx";
import { PeoplePart } from "../settings/people.tsx";
import { ProgramsPart } from "../settings/programs.tsx";
import { WebhooksPart } from "../settings/webhooks.tsx";
import { Missing } from "../shell/missing.tsx";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

type Access = "owner" | "recruiter" | "reviewer" | "reader";
interface Part {
  readonly id: "people" | "account" | "programs" | "webhooks" | "keeping" | "fairness" | "audit";
  readonly who: readonly Access[];
  readonly Content: ComponentType;
}

const owner = ["owner"] as const;
const everybody = ["owner", "recruiter", "reviewer", "reader"] as const;
const parts: readonly Part[] = [
  { id: "account", who: everybody, Content: AccountPart },
  { id: "people", who: owner, Content: PeoplePart },
  { id: "keeping", who: ["owner", "recruiter"], Content: KeepingPart },
  { id: "fairness", who: owner, Content: FairnessPart },
  { id: "audit", who: owner, Content: AuditPart },
  { id: "programs", who: everybody, Content: ProgramsPart },
  { id: "webhooks", who: owner, Content: WebhooksPart },
];

/** Everything that is set once in a while, a part at a time. */
export function Settings(): ReactNode {
  const words = useWords();
  const { section = "account" }: { readonly section?: string } = useParams({ strict: false });
  const part = parts.find(({ id }) => id === section);
  useTitle(words.say(part === undefined ? "settings.title" : `settings.${part.id}`));
  const { data: me } = useQuery(meQuery);
  if (part === undefined) return <Missing />;
  if (me === undefined) return null;
  const { Content } = part;
  return (
    <div className="settings">
      <h1>{words.say("settings.title")}</h1>
      <nav className="settings-parts" aria-label={words.say("settings.label")}>
        {parts
          .filter(({ who }) => who.includes(me.access))
          .map(({ id }) => (
            <Link key={id} to="/settings/$section" params={{ section: id }} aria-current={id === part.id || undefined}>
              {words.say(`settings.${id}`)}
            </Link>
          ))}
      </nav>
      <section className="settings-part" aria-labelledby="settings-part">
        <h2 id="settings-part">{words.say(`settings.${part.id}`)}</h2>
        {part.who.includes(me.access) ? <Content /> : <p>{words.say("settings.not-yours")}</p>}
      </section>
    </div>
  );
}
