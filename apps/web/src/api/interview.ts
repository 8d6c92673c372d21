import { queryOptions } from "@tanstack/react-query";
import type { Result } from "@assay/bench/result";
import { api, done } from "./client.ts";
import type { components } from "./schema.d.ts";

type Schemas = components["schemas"];
export type InterviewNote = Schemas["InterviewNote"];
/** One's own, and others' once both have rated. */
export interface SeenNotes {
  readonly mine: readonly InterviewNote[];
  readonly others: readonly (InterviewNote & { readonly person: string })[] | null;
}
export type RatingRule = Schemas["RatingRule"];
export type RatingTalk = Schemas["RatingTalk"];

/** Of whoever looks, and of others once both have rated; with the newest result, where there is one. */
export const interviewQuery = (application: string) =>
  queryOptions({
    queryKey: ["interview", application],
    queryFn: async () => {
      const { result, ...notes } = await done(
        api.GET("/api/v1/applications/{application}/interview", { params: { path: { application } } }),
      );
      return { ...notes, result: result as unknown as Result | null };
    },
  });

export const ruleQuery = (role: string) =>
  queryOptions({
    queryKey: ["rating-rule", role],
    queryFn: () => done(api.GET("/api/v1/roles/{role}/rating-rule", { params: { path: { role } } })),
  });

export const scorecardsQuery = (application: string) =>
  queryOptions({
    queryKey: ["scorecards", application],
    queryFn: () =>
      done(api.GET("/api/v1/applications/{application}/scorecards", { params: { path: { application } } })),
  });
