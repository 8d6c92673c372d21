import { queryOptions } from "@tanstack/react-query";
import type { Catalogue } from "@assay/report/page";
import type { Result } from "@assay/bench/result";
import { api, done } from "./client.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Card = Schemas["Card"];
export type Role = Schemas["Role"];
export type Challenge = Schemas["Challenge"];
export type Evaluation = Schemas["Evaluation"];
export type Need = Schemas["Need"];
export type Running = Schemas["Running"];
export type Happening = Schemas["Happening"];
export type RoleInShort = Schemas["RoleInShort"];
export type Message = Schemas["Message"];
export type Adjustment = Schemas["Adjustment"];
export type Stage = Card["stage"];

/** In the order of the board. */
export const stages = [
  ...(["added", "invited", "working", "testing", "report", "interview", "decided"] as const),
] satisfies readonly Stage[];

export const homeQuery = queryOptions({
  queryKey: ["home"],
  queryFn: () => done(api.GET("/api/v1/home")),
  // What others do, and what workers take, shows up by itself.
  refetchInterval: 10_000,
});

export const boardQuery = (role: string) =>
  queryOptions({
    queryKey: ["board", role],
    queryFn: () => done(api.GET("/api/v1/roles/{role}/board", { params: { path: { role } } })),
    refetchInterval: 15_000,
  });

export const challengesQuery = queryOptions({
  queryKey: ["challenges"],
  queryFn: () => done(api.GET("/api/v1/challenges")),
  staleTime: Infinity,
});

/** The words of its checks. */
export const catalogueQuery = (challenge: string) =>
  queryOptions({
    queryKey: ["catalogue", challenge],
    queryFn: async () =>
      (await done(
        api.GET("/api/v1/challenges/{challenge}/catalogue", { params: { path: { challenge } } }),
      )) as unknown as Catalogue,
    staleTime: Infinity,
  });

export const applicationQuery = (application: string) =>
  queryOptions({
    queryKey: ["application", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}", { params: { path: { application } } })),
  });

/** What the candidate said with the work. */
export const noteQuery = (application: string) =>
  queryOptions({
    queryKey: ["application", application, "note"],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/note", { params: { path: { application } } })),
  });

export const evaluationsQuery = (application: string) =>
  queryOptions({
    queryKey: ["evaluations", application],
    queryFn: () =>
      done(api.GET("/api/v1/applications/{application}/evaluations", { params: { path: { application } } })),
    refetchInterval: ({ state }) => (state.data?.some(({ ended_at }) => ended_at === null) === true ? 3_000 : false),
  });

/** What the candidate asked for so that they can take part: for those who run the role alone. */
export const adjustmentsQuery = (application: string) =>
  queryOptions({
    queryKey: ["adjustments", application],
    queryFn: () =>
      done(api.GET("/api/v1/applications/{application}/adjustments", { params: { path: { application } } })),
    refetchInterval: 20_000,
  });

export const messagesQuery = (application: string) =>
  queryOptions({
    queryKey: ["messages", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/messages", { params: { path: { application } } })),
    refetchInterval: 20_000,
  });

/** With whose work it is of. */
export const aboutQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["evaluation", evaluation],
    queryFn: () => done(api.GET("/api/v1/evaluations/{evaluation}/about", { params: { path: { evaluation } } })),
  });

export const resultQuery = (evaluation: string) =>
  queryOptions({
    queryKey: ["result", evaluation],
    queryFn: async () =>
      (await done(
        api.GET("/api/v1/evaluations/{evaluation}/result", { params: { path: { evaluation } } }),
      )) as unknown as Result,
    staleTime: 60_000,
  });
