import { Command } from "commander";
import { runApp } from "../run-app.ts";

export function workerCommand(): Command {
  return new Command("worker")
    .description("takes evaluations from a server's queue; needs its DATABASE_URL and ASSAY_STORAGE")
    .action(() => runApp("worker"));
}
