import {
  Listr,
  ListrLogger,
  ProcessOutput,
  type DefaultRenderer,
  type ListrTaskWrapper,
  type SimpleRenderer,
} from "listr2";
import type { AnyCheck } from "@assay/bench";
import type { OnProgress, PhaseName } from "@assay/bench/evaluation";
import { drawLive, wordsOf } from "@assay/report";

const told = {
  receive: "Taking in the files",
  identify: "Finding out what it is",
  install: "Installing what it needs, closed in",
  start: "Starting it in a cell with a database and a mail server of its own",
  gather: "Asking it",
  judge: "Judging what was seen",
} as const satisfies Partial<Record<PhaseName, string>>;

type ToldPhase = keyof typeof told;
type Task = ListrTaskWrapper<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;

const words = wordsOf("en");

/** As wide as the terminal, less what stands before a task's output. */
function pictureWidth(): number {
  return Math.max(20, Math.min(100, process.stderr.columns) - 4);
}

/**
 * Live progress on the terminal, on standard error so that standard output stays the result alone.
 * A line a phase where there is no terminal.
 */
export async function showingProgress<T>(
  checks: readonly AnyCheck[],
  act: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  const names = Object.keys(told) as ToldPhase[];
  const ends = new Map(names.map((name) => [name, Promise.withResolvers<undefined>()]));
  const begun = new Set<string>();
  /** Those that a later one went past: what never began is not told. */
  const over = new Set<string>();
  const titles = new Map(checks.map((check) => [check.id, check.words.title]));
  let planned = 0;
  let gathering: Task | undefined;
  let incidents = 0;

  const endBefore = (phase: ToldPhase | undefined) => {
    const upTo = phase === undefined ? names.length : names.indexOf(phase);
    for (const name of names.slice(0, upTo)) {
      over.add(name);
      ends.get(name)?.resolve(undefined);
    }
  };
  const onProgress: OnProgress = (progress) => {
    if (progress.type === "planned") planned = progress.checks;
    if (progress.type === "phase" && progress.phase in told) {
      begun.add(progress.phase);
      endBefore(progress.phase as ToldPhase);
    }
    if (gathering === undefined) return;
    if (progress.type === "asking") gathering.output = titles.get(progress.check) ?? progress.check;
    if (progress.type === "asked")
      gathering.title = `${told.gather}: ${String(progress.done)} of ${String(planned)} checks`;
    if (progress.type === "reference")
      gathering.output = `Measuring our own solution ${progress.solution} once, on this machine`;
    if (progress.type === "again")
      gathering.output = `once more, to be sure: ${titles.get(progress.check) ?? progress.check}`;
    if (progress.type === "pressure") {
      const latest = progress.incidents.at(-1);
      if (process.stderr.isTTY) gathering.output = drawLive(progress, pictureWidth()).join("\n");
      // Where lines are only ever added, one for each incident is enough.
      else if (latest !== undefined && progress.incidents.length > incidents)
        gathering.output = words.say("live.now", { incident: words.say(`incident.${latest.name}`) });
      incidents = progress.incidents.length;
    }
  };

  // listr2 takes standard output for its own, whatever the renderer.
  const logger = () => new ListrLogger({ useIcons: true, processOutput: new ProcessOutput(process.stderr) });
  const list = new Listr(
    names.map((name) => ({
      title: told[name],
      enabled: () => begun.has(name) || !over.has(name),
      task: async (_context: unknown, task: Task) => {
        if (name === "gather") gathering = task;
        await ends.get(name)?.promise;
      },
    })),
    {
      renderer: process.stderr.isTTY ? "default" : "simple",
      fallbackRenderer: "simple",
      // Its own would end us on Ctrl-C before we had ended what we began.
      registerSignalListeners: false,
      rendererOptions: { collapseSkips: false, logger: logger() },
      fallbackRendererOptions: { logger: logger() },
    },
  );
  const shown = list.run();
  try {
    return await act(onProgress);
  } finally {
    endBefore(undefined);
    await shown;
  }
}
