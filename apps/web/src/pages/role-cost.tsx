import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { boardQuery, type Role } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { CostPage } from "../cost/cost-page.tsx";
import { rightHours, type TypedHours } from "../cost/hours-fields.tsx";
import { RoleHours } from "../cost/role-hours.tsx";
import { RolePlaces } from "../roles/role-places.tsx";
import { Loading } from "../shell/loading.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

/** What one role may cost: the hours that are typed here hold for everyone in it. */
export function RoleCost(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const { data: me } = useQuery(meQuery);
  // What others change meanwhile must not take away what is being typed.
  const board = useQuery({ ...boardQuery(id), refetchInterval: false });
  useTitle(words.say("cost.title"));
  if (board.error !== null) return <Wrong error={board.error} reset={() => void board.refetch()} />;
  if (board.data === undefined || me === undefined) return <Loading />;
  return <Whole key={id} role={board.data.role} recruits={mayRecruit(me)} />;
}

function Whole({ role, recruits }: { readonly role: Role; readonly recruits: boolean }) {
  const words = useWords();
  const [hours, setHours] = useState<TypedHours>({ low: role.hours_low, high: role.hours_high });
  return (
    <CostPage
      head={
        <header>
          <p className="date">{role.title}</p>
          <h1>{words.say("cost.title")}</h1>
          <RolePlaces role={role.id} title={role.title} />
        </header>
      }
      hours={rightHours(hours)}
      hoursForm={<RoleHours role={role} hours={hours} onHours={setHours} recruits={recruits} />}
    />
  );
}
