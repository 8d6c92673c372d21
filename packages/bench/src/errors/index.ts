export * from "./assay-error.ts";
export * from "./exit-codes.ts";
