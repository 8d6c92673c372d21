import { queryOptions } from "@tanstack/react-query";
import { api, done } from "./client.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Ratings = Schemas["Ratings"];
export type Rating = NonNullable<Ratings["mine"]>;
export type Decision = Schemas["Decision"];
export type Choice = Decision["choice"];
export type Overrule = Schemas["Overrule"];
export type Comment = Schemas["Comment"];
export type Dispute = Schemas["Dispute"];
export type Share = Schemas["Share"];
export type Notice = Schemas["Notice"];
export type Compared = Schemas["Compared"];

export const subjects = [
  ...(["solves-problems", "prevents-problems", "explains-clearly", "works-with-others", "owns-the-outcome"] as const),
] satisfies readonly (keyof Rating["scores"])[];
export type Subject = (typeof subjects)[number];

const ofApplication = (application: string) => ({ params: { path: { application } } });
const ofEvaluation = (evaluation: string) => ({ params: { path: { evaluation } } });

export const ratingsQuery = (application: string) =>
  queryOptions({
    queryKey: ["ratings", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/ratings", ofApplication(application))),
  });

export const decisionsQuery = (application: string) =>
  queryOptions({
    queryKey: ["decisions", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/decisions", ofApplication(application))),
  });

export const overrulesQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["said", evaluation, "overrules"],
    queryFn: () => done(api.GET("/api/v1/evaluations/{evaluation}/overrules", ofEvaluation(evaluation))),
  });

export const commentsQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["said", evaluation, "comments"],
    queryFn: () => done(api.GET("/api/v1/evaluations/{evaluation}/comments", ofEvaluation(evaluation))),
  });

export const disputesQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["said", evaluation, "disputes"],
    queryFn: () => done(api.GET("/api/v1/evaluations/{evaluation}/disputes", ofEvaluation(evaluation))),
  });

export const sharesQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["shares", evaluation],
    queryFn: () => done(api.GET("/api/v1/evaluations/{evaluation}/shares", ofEvaluation(evaluation))),
  });

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: () => done(api.GET("/api/v1/notices")),
  refetchInterval: 30_000,
});

/** In the order of code names, whatever the order of the ids. */
export const comparisonQuery = (applications: readonly string[]) =>
  queryOptions({
    queryKey: ["comparison", ...applications.toSorted()],
    queryFn: () =>
      done(api.GET("/api/v1/comparisons", { params: { query: { applications: applications.join(",") } } })),
  });
