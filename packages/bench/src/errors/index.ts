export * from "./assay-error.ts";
export * from "./excerpt.ts";
export { isErrorCode, type ErrorCode } from "./catalogue.ts";
export * from "./exit-codes.ts";
export * from "./nearest.ts";
