import { z } from "zod";
import { isErrorCode, type ErrorCode } from "./catalogue.ts";

/** An error of the catalogue, as it comes from another process. */
export const errorFactSchema = z.object({
  code: z.custom<ErrorCode>(isErrorCode),
  facts: z.record(z.string(), z.union([z.string().max(10_000), z.number()])).readonly(),
  lastLines: z.array(z.string()).max(100).readonly(),
});
