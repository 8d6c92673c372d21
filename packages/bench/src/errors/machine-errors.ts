import type { CatalogueEntry } from "./catalogue.ts";
import { exitCodes } from "./exit-codes.ts";

/** Of the catalogue: what this machine lacks for one submission. */
export const machineErrors = {
  "runtime-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "This machine has {runtime} {has}; the project asks for {wants}.",
    whatToDo: "Run it on a machine with {runtime} {wants}. Nothing counts against the candidate.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
