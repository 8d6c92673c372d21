import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { KeepOrDelete } from "./keep-or-delete.tsx";
import { KeepingRole } from "./keeping-role.tsx";

const retentionQuery = queryOptions({ queryKey: ["retention"], queryFn: () => done(api.GET("/api/v1/retention")) });
type Retention = Awaited<ReturnType<NonNullable<typeof retentionQuery.queryFn>>>;

export function KeepingPart() {
  const words = useWords();
  const known = useQueryClient();
  const all = useQuery(retentionQuery);
  if (all.isPending) return <Loading />;
  if (all.error !== null) return <Wrong error={all.error} reset={() => void all.refetch()} />;
  const { roles, places, leaving } = all.data;
  return (
    <>
      <p className="settings-text">{words.say("keeping.text")}</p>
      <h3>{words.say("keeping.roles")}</h3>
      {roles.length === 0 ? (
        <p className="quiet">{words.say("keeping.roles.none")}</p>
      ) : (
        <ul className="settings-rows">
          {roles.map((role) => (
            <KeepingRole
              key={role.id}
              role={role}
              places={places}
              onSaved={() => known.invalidateQueries({ queryKey: retentionQuery.queryKey })}
            />
          ))}
        </ul>
      )}
      <h3>{words.say("keeping.law")}</h3>
      <p className="settings-text">{words.say("keeping.law.not-advice")}</p>
      <ul className="settings-rows">
        {places.map(({ id, name, says, sources }) => (
          <li key={id}>
            <div className="grow">
              <p className="name">{name}</p>
              <p>{says}</p>
              {sources.map(({ title, url }) => (
                <p key={url}>
                  <a href={url} rel="noreferrer">
                    {title}
                  </a>
                </p>
              ))}
            </div>
          </li>
        ))}
      </ul>
      <h3>{words.say("keeping.next")}</h3>
      {leaving.length === 0 ? (
        <p className="quiet">{words.say("keeping.next.none")}</p>
      ) : (
        <ul className="settings-rows">
          {leaving.map((one) => (
            <LeavingRow key={one.candidate} one={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function LeavingRow({
  one: { candidate, name, name_hidden: isHidden, role, until },
}: {
  readonly one: Retention["leaving"][number];
}) {
  const words = useWords();
  return (
    <li>
      <div className="grow">
        <p className="name">{name}</p>
        <p>{words.say("keeping.next.until", { role, day: words.day(until) })}</p>
      </div>
      <KeepOrDelete candidate={candidate} name={name} isHidden={isHidden} />
    </li>
  );
}
