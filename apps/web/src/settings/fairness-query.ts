import { queryOptions } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";

export const fairnessQuery = queryOptions({ queryKey: ["fairness"], queryFn: () => done(api.GET("/api/v1/fairness")) });
export type FairnessState = Awaited<ReturnType<NonNullable<typeof fairnessQuery.queryFn>>>;
