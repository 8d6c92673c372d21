import { queryOptions } from "@tanstack/react-query";
import { api, done } from "./client.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type Letter = Schemas["Letter"];
export type LetterOwed = Schemas["LetterOwed"];
export type InWords = Schemas["InWords"];
export type Plan = Schemas["Plan"];
export type PlanItem = Plan["items"][number];

const ofApplication = (application: string) => ({ params: { path: { application } } });

export const owedQuery = queryOptions({
  queryKey: ["letters", "owed"],
  queryFn: () => done(api.GET("/api/v1/letters/owed")),
});

export const lettersQuery = (application: string) =>
  queryOptions({
    queryKey: ["letters", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/letters", ofApplication(application))),
  });

/** What was found, as texts. Reading it opens no report. */
export const inWordsQuery = (application: string) =>
  queryOptions({
    queryKey: ["in-words", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/in-words", ofApplication(application))),
  });

export const planQuery = (application: string) =>
  queryOptions({
    queryKey: ["plan", application],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/plan", ofApplication(application))),
    // The other side ticks and writes too.
    refetchInterval: 30_000,
  });

export const planLinksQuery = (application: string) =>
  queryOptions({
    queryKey: ["plan", application, "links"],
    queryFn: () => done(api.GET("/api/v1/applications/{application}/plan/links", ofApplication(application))),
  });
