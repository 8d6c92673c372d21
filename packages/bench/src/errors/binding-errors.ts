import type { CatalogueEntry } from "./catalogue.ts";
import { exitCodes } from "./exit-codes.ts";

/** Of the catalogue: what a person meets who binds a backend that already exists. */
export const bindingErrors = {
  "binding-unreadable": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "The binding {path} cannot be read: {problem}.",
    whatToDo: "Check the path. `./assay bind PATH` proposes a binding.",
  },
  "binding-broken": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{file} can't be understood{where}: {problem}.",
    whatToDo: "Correct the binding. docs/bindings.md says what may stand in it.",
  },
  "binding-lacks": {
    by: "usage",
    exitCode: exitCodes.bindingNotUsable,
    message: "{file} does not say yet which request does {missing}, and nothing can be asked without it.",
    whatToDo: "Write it below `operations:`. docs/bindings.md has examples to copy.",
  },
  "binding-exists": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{path} is already there.",
    whatToDo: "Choose another file with --out, or give --force to replace it.",
  },
  "document-unreadable": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "{path} is no OpenAPI or Swagger document that can be read.",
    whatToDo: "Give the document itself (YAML or JSON, OpenAPI 3 or Swagger 2), or the folder of the backend.",
  },
  "document-too-big": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "{path} is longer than 10 MB.",
    whatToDo: "Give the part of it that has the log-ins, or the folder of the backend.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
