import { queryOptions } from "@tanstack/react-query";
import { api, done } from "./client.ts";
import type { components } from "./schema.d.ts";

export type FollowUp = components["schemas"]["FollowUp"];
export type WalkThrough = components["schemas"]["WalkThrough"];
export type Prompt = WalkThrough["prompts"][number];

/** The change that this candidate may be asked for, and where that stands. */
export const followUpQuery = (application: string) =>
  queryOptions({
    queryKey: ["application", application, "follow-up"],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/follow-up", { params: { path: { application } } })),
  });

/** Prompts with places in the candidate's own code. */
export const walkThroughQuery = (application: string) =>
  queryOptions({
    queryKey: ["walk-through", application],
    queryFn: () =>
      done(api.GET("/api/v1/applications/{application}/walk-through", { params: { path: { application } } })),
    staleTime: 60_000,
  });
