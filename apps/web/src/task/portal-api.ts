import { queryOptions } from "@tanstack/react-query";
import createClient from "openapi-fetch";
import { done, Refused, type ProblemBody } from "../api/client.ts";
import type { components, paths } from "../api/schema.d.ts";
import { authorization } from "./token.ts";

export type PortalState = components["schemas"]["Portal"];
export type Sent = PortalState["sent"][number];

/** The API as a candidate asks it: by the link, without an account. */
export const portal = createClient<paths>({ baseUrl: "" });
portal.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
    return request;
  },
});

const isUnderWay = ({ evaluation }: Sent) => evaluation?.state === "waiting" || evaluation?.state === "running";

export const taskQuery = queryOptions({
  queryKey: ["task"],
  queryFn: () => done(portal.GET("/api/v1/portal")),
  // A push from elsewhere shows, too.
  refetchInterval: ({ state }) => (state.data?.sent.some(isUnderWay) === true ? 3_000 : 15_000),
});

export const questionsQuery = queryOptions({
  queryKey: ["task", "questions"],
  queryFn: () => done(portal.GET("/api/v1/portal/messages")),
  refetchInterval: 20_000,
});

export const triedQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["task", "tried", evaluation],
    queryFn: () => done(portal.GET("/api/v1/portal/evaluations/{evaluation}", { params: { path: { evaluation } } })),
  });

/** Nothing where the team does not ask, or no longer. */
export const fairnessAskedQuery = queryOptions({
  queryKey: ["task", "fairness"],
  queryFn: () => done(portal.GET("/api/v1/portal/fairness")),
});

export const ownReportQuery = (of: "first" | "follow-up") =>
  queryOptions({
    queryKey: ["task", "report", of],
    queryFn: () => done(portal.GET("/api/v1/portal/report", { params: { query: { of } } })),
  });

/** Takes a file to whoever reads the page: a plain link could not say whose it is. @throws Refused */
export async function download(path: string, name: string): Promise<void> {
  const answer = await fetch(path, { headers: authorization() }).catch(() => {
    throw new Refused({ code: "offline", status: 0, title: "", detail: "" });
  });
  if (!answer.ok) throw new Refused((await answer.json()) as ProblemBody);
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
