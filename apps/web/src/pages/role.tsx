import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { boardQuery } from "../api/hiring.ts";
import { mayRecruit, meQuery } from "../api/me.ts";
import { RoleSection } from "../home/role-section.tsx";
import "../look/home.css";
import { CloseRole } from "../roles/close-role.tsx";
import { useNamed } from "../shell/use-address.ts";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

/** One role on a page of its own. */
export function RolePage(): ReactNode {
  const words = useWords();
  const id = useNamed("role");
  const { data: me } = useQuery(meQuery);
  const { data: board } = useQuery(boardQuery(id));
  useTitle(board?.role.title ?? words.say("nav.roles"));
  return (
    <RoleSection
      role={id}
      isPage
      more={
        board === undefined || !mayRecruit(me) ? null : (
          <>
            <CloseRole role={board.role} />
            <Button renderRoot={(props) => <Link {...props} to="/roles/$role/edit" params={{ role: id }} />}>
              {words.say("role.edit")}
            </Button>
          </>
        )
      }
    />
  );
}
