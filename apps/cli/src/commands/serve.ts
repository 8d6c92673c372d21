import { Command } from "commander";
import { runApp } from "../run-app.ts";

export function serveCommand(): Command {
  return new Command("serve")
    .description("runs the web application on this machine, until it is stopped; docs/operators.md says how it is set")
    .action(() => runApp("server"));
}
