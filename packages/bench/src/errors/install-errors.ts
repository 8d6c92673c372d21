import type { CatalogueEntry } from "./catalogue.ts";
import { exitCodes } from "./exit-codes.ts";

/** Of the catalogue: why a submission was not installed. */
export const installErrors = {
  "install-failed": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` failed with exit status {exit}.",
    whatToDo: "Its last lines say why. It should work on a clean machine with nothing but the submitted files.",
  },
  "install-timed-out": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` was not done after {seconds} seconds.",
    whatToDo: "See its last lines: it may be waiting for an answer, or for something that isn't there.",
  },
  "install-out-of-memory": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` needed more than {megabytes} MB of memory.",
    whatToDo: "See what its install scripts build; ready-made builds of the same packages need less.",
  },
  "install-too-much-output": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` printed more than {megabytes} MB and was stopped.",
    whatToDo: "See its last lines for what it kept printing.",
  },
  "install-too-much-disk": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` wrote more than {megabytes} MB to the disk and was stopped.",
    whatToDo: "See its last lines and its install scripts for what they write.",
  },
  "install-too-many-files": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` made more than {files} files and folders.",
    whatToDo: "See its last lines and its install scripts for what they write.",
  },
  "install-too-deep": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` nested folders so deep that a path in them has more than {characters} characters.",
    whatToDo: "See its last lines and its install scripts for what they write.",
  },
  "install-refused-by-sandbox": {
    by: "sandbox",
    exitCode: exitCodes.sandboxRefused,
    message: "`{command}` failed, and our sandbox does not reach {hosts}, which it asked for.",
    whatToDo:
      "Nothing counts against the candidate. If you trust these hosts, add them to ASSAY_INSTALL_HOSTS and run it again.",
  },
  "registry-unreachable": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "`{command}` failed, and the package registry at {hosts} could not be reached from this machine.",
    whatToDo:
      "Nothing counts against the candidate. Check this machine's network and the settings of its package client, and run it again.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
