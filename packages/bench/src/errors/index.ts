export * from "./assay-error.ts";
export * from "./excerpt.ts";
export { errorFactSchema } from "./error-fact.ts";
export * from "./exit-codes.ts";
export * from "./nearest.ts";
