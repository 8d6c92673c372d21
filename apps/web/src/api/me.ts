import { queryOptions } from "@tanstack/react-query";
import { api, done } from "./client.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => done(api.GET("/api/v1/me")),
  staleTime: 60_000,
});

type Me = Awaited<ReturnType<NonNullable<typeof meQuery.queryFn>>>;

/** Whether buttons that change candidates and roles are shown; the server decides anyway. */
export function mayRecruit(me: Me | undefined): boolean {
  return me !== undefined && ["owner", "recruiter"].includes(me.access);
}
