import type { CatalogueEntry } from "./catalogue.ts";
import { exitCodes } from "./exit-codes.ts";

/** Part of the catalogue: a process of ours that ended or hung. */
export const processErrors = {
  "agent-died": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "Assay's own process in the cell ended unexpectedly ({ending}).",
    whatToDo: "Run it again. Nothing counts against the candidate. If it happens again, report it with the last lines.",
  },
  "evaluation-died": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "The process that ran the test ended unexpectedly ({ending}).",
    whatToDo: "Run it again. Nothing counts against the candidate. If it happens again, report it.",
  },
  "evaluation-stuck": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "The process that ran the test stopped responding, so we ended it.",
    whatToDo: "Run it again. Nothing counts against the candidate. If it happens again, report it.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
