import { needQuestionIds, needQuestions, notSure, type NeedAnswers } from "@assay/hiring";
import { testPaid, type TestPaid } from "@assay/store";
import { z } from "zod";
import { Problem } from "../problems/problem.ts";
import { maybeLine } from "./route.ts";

/** Answers to "Do I need one?": of each question one of its own. */
const needs = z.strictObject(
  Object.fromEntries(
    needQuestionIds.map((question) => [question, z.enum([...needQuestions[question], notSure]).optional()]),
  ),
) as unknown as z.ZodType<NeedAnswers>;

const post = z.strictObject({
  hours: maybeLine(60).optional(),
  pay_range: maybeLine(120).optional(),
  work_place: maybeLine(120).optional(),
  texts: z.record(z.string().regex(/^[a-z-]{2,20}\.[a-z]{2,10}$/), z.string().max(8_000)).optional(),
});

/** What a role is for, what its test pays, and how it is told of: as it is kept. */
export const rolePlan = {
  about: z.string(),
  needs: needs.nullable(),
  test_paid: z.enum(testPaid).nullable(),
  post: post.nullable(),
};

/** The same, as it may be sent: what is left out stays as it is. */
export const rolePlanSent = {
  about: maybeLine(2_000).optional(),
  needs: needs.nullable().optional(),
  test_paid: z.enum(testPaid).nullable().optional(),
  post: post.nullable().optional(),
};

interface Pay {
  readonly test_paid?: TestPaid | null | undefined;
  readonly pays?: string | undefined;
}

/** Who says how much has said that it is paid; what is not paid has no sum. @throws Problem where both were said */
export function payOf({ test_paid: paid, pays }: Pay): Pay {
  if (paid === "no") {
    if (pays !== undefined && pays !== "") {
      throw new Problem("not-valid", "The task can’t pay something and not be paid. Say one of the two.", [
        { path: "pays", message: "must be empty where the task is not paid" },
      ]);
    }
    return { test_paid: paid, pays: "" };
  }
  return paid === undefined && pays !== undefined && pays !== "" ? { pays, test_paid: "yes" } : {};
}
