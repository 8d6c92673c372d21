import type { App } from "../check/world.ts";
import type { Operator } from "../operations/operator.ts";
import { environmentFor } from "./submission-command.ts";
import type { Copies } from "./copies.ts";
import type { Log } from "./log.ts";
import type { CellPlan } from "./protocol.ts";
import { readSourceFiles } from "./source-files.ts";

/** The submission as a check sees it. */
export function appOf(
  { copies, log }: { readonly copies: Copies; readonly log: Log },
  plan: CellPlan,
  operator: Operator,
): App {
  return {
    copies: copies.count,
    operate: (person, operation, inputs, options) => operator.operate(person, operation, inputs, options),
    together: (...asked) => operator.together(...asked),
    inTurn: (...asked) => operator.inTurn(...asked),
    requestFor: (...asked) => operator.requestFor(...asked),
    knows: (operation) => operator.knows(operation),
    takes: (operation, input) => operator.takes(operation, input),
    placed: (operation, inputs) => operator.placed(operation, inputs),
    reads: (operation, output) => operator.reads(operation, output),
    start: (options) => copies.start(options),
    stop: (options) => copies.stop(options),
    kill: (options) => copies.kill(options),
    restart: () => copies.restart(),
    alive: (copy) => copies.alive(copy),
    exitOf: (copy) => copies.exitOf(copy),
    memory: (copy) => copies.memory(copy),
    logLines: (sinceMs) => log.linesSince(sinceMs),
    watchLog: (texts) => log.watch(texts),
    environment: environmentFor(plan, 0),
    sourceFiles: () => readSourceFiles(plan.submission.directory),
    project: plan.submission.project,
  };
}
