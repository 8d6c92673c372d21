import type { PressureFact, Result } from "@assay/bench/result";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import { pressureReadingOf, type IncidentReading, type PressureReading } from "./pressure.ts";
import { taskOf } from "./task.ts";

/** One piece of work in a comparison. */
export interface ComparedRow {
  /** The submission's name; with a number where two have the same. */
  readonly name: string;
  readonly pressure: PressureReading;
  /** "1,648 visits: 1,413 answered, 16 told to try again, 219 failed" */
  readonly summary: string;
}

/** By name, which says nothing about who did better. */
export function namedWorks(results: readonly Result[]): readonly { readonly name: string; readonly result: Result }[] {
  const sorted = results.toSorted(
    (a, b) =>
      a.submission.name.localeCompare(b.submission.name, "en") ||
      a.submission.digest.localeCompare(b.submission.digest, "en"),
  );
  return sorted.map((result, at) => {
    const isAlike = (other: Result) => other.submission.name === result.submission.name;
    const name = visible(result.submission.name);
    return {
      name: sorted.filter(isAlike).length > 1 ? `${name} (${sorted.slice(0, at + 1).filter(isAlike).length})` : name,
      result,
    };
  });
}

/** In the order given. Those without a run under pressure are left out. */
export function pressureRowsOf(
  works: readonly { readonly name: string; readonly result: Result }[],
  words: Words,
): readonly ComparedRow[] {
  return works.flatMap(({ name, result: { pressure: fact, checks } }) => {
    if (fact === undefined) return [];
    const { sent, answered, putOff, failed } = fact.visits;
    return {
      name: visible(name),
      pressure: pressureReadingOf(fact, checks, words),
      summary: words.say("compare.summary", { sent, answered, putOff, failed }),
    };
  });
}

/** Why results cannot stand side by side, in a sentence; undefined where they can. */
export function whyNotComparable(results: readonly Result[], words: Words): string | undefined {
  const differing = (of: (result: Result) => string) => [...new Set(results.map(of))].map(visible);
  const challenges = differing(({ challenge }) => `${challenge.id} ${challenge.version}`);
  if (challenges.length > 1) return words.say("compare.not.challenge", { list: words.list(challenges) });
  if (differing(({ followUp }) => `${followUp?.id ?? ""} ${followUp?.version ?? ""}`).length > 1) {
    const tasks = differing((result) => `${taskOf(result, words)} ${result.followUp?.version ?? ""}`.trim());
    return words.say("compare.not.follow-up", { list: words.list(tasks) });
  }
  const rules = differing(({ assay }) => `${String(assay.gathering)} ${String(assay.judging)}`);
  if (rules.length > 1) return words.say("compare.not.rules");
  const machines = differing(machineOf);
  if (machines.length > 1) return words.say("compare.not.machine", { list: words.list(machines) });
  // Of what could not be run nothing was asked: that is what there is to compare.
  const ran = results.filter(({ problem }) => problem === undefined);
  if (new Set(ran.map(askedOf)).size > 1) return words.say("compare.not.checks");
  if (new Set(ran.map(({ pressure }) => incidentsOf(pressure))).size > 1) return words.say("compare.not.incidents");
  return undefined;
}

/** Those that cannot stand beside the newest of them, and so are to be run again. */
export function unlikeTheNewest(results: readonly Result[], words: Words): readonly Result[] {
  const newest = results.toSorted((a, b) => b.endedAt.localeCompare(a.endedAt))[0];
  if (newest === undefined) return [];
  return results.filter((result) => whyNotComparable([newest, result], words) !== undefined);
}

function askedOf({ checks }: Result): string {
  return checks
    .map(({ id, demand }) => `${id} ${demand}`)
    .toSorted()
    .join("\n");
}

const bytesInGigabyte = 1e9;

/** Of machines of one class the same is expected: as many cores, as much memory to the gigabyte, limits set in the same way. */
export function machineOf({ machine, sandbox }: Result): string {
  return `${machine.cores} cores, ${Math.round(machine.memoryBytes / bytesInGigabyte)} GB, ${sandbox.limits}`;
}

/** Of one that we had to repeat, it counts that it was made to go wrong: not how often. */
function incidentsOf(pressure: PressureFact | undefined): string {
  return [...new Set(pressure?.incidents.map(({ name }) => name))].join(" ");
}

/** What stands side by side: incidents that came once to each. What we had to repeat for one of them is left out for all. */
export function comparedIncidentsOf(rows: readonly Pick<ComparedRow, "pressure">[]): {
  readonly compared: readonly IncidentReading[];
  /** By the names that people read. */
  readonly leftOut: readonly string[];
} {
  const first = rows[0]?.pressure.incidents ?? [];
  const repeated = new Set(
    rows.flatMap(({ pressure: { incidents } }) =>
      incidents.flatMap(({ fact }) => {
        const times = incidents.filter((other) => other.fact.name === fact.name).length;
        return times > 1 || fact.lagged === true ? [fact.name] : [];
      }),
    ),
  );
  return {
    compared: first.filter(({ fact }) => !repeated.has(fact.name)),
    leftOut: [...new Set(first.filter(({ fact }) => repeated.has(fact.name)).map(({ name }) => name))],
  };
}
