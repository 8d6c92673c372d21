import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Navigate, Outlet, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Refused } from "../api/client.ts";
import { meQuery } from "../api/me.ts";
import { useWords } from "../words/words.tsx";
import { Frame } from "./frame.tsx";
import { forgetDrafts } from "./kept-draft.ts";
import { Loading } from "./loading.tsx";
import { useScrollToPlace } from "./scroll-to-place.ts";
import { Wrong } from "./wrong.tsx";

export function MembersFrame(): ReactNode {
  const words = useWords();
  const navigate = useNavigate();
  const known = useQueryClient();
  useScrollToPlace();
  const me = useQuery(meQuery);
  if (me.isPending) return <Loading />;
  if (me.error instanceof Refused && me.error.body.status === 401) {
    return <Navigate to="/log-in" search={{ next: location.pathname }} replace />;
  }
  if (me.error !== null) {
    return (
      <Frame>
        <Wrong error={me.error} reset={() => void me.refetch()} />
      </Frame>
    );
  }
  const leave = async () => {
    // Who stays logged in needs nothing of it.
    const { logOut } = await import("../api/auth.ts");
    await logOut();
    forgetDrafts();
    known.clear();
    await navigate({ to: "/log-in", search: { next: "/" } });
  };
  return (
    <Frame
      nav={
        <nav aria-label={words.say("nav.label")}>
          <Link to="/">{words.say("nav.roles")}</Link>
          <Link to="/need">{words.say("nav.need")}</Link>
          <Link to="/cost">{words.say("nav.cost")}</Link>
          <Link to="/settings">{words.say("nav.settings")}</Link>
          <button type="button" className="plain" onClick={() => void leave()}>
            {words.say("nav.log-out")}
          </button>
        </nav>
      }
    >
      <Outlet />
    </Frame>
  );
}
