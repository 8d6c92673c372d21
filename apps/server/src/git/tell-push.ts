import { setTimeout as passed } from "node:timers/promises";
import { excerptFromError } from "@assay/bench/errors";
import type { Progress } from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { visible } from "@assay/report";
import type { EvaluationRow } from "@assay/store";
import type { Pack } from "../challenges/challenges.ts";
import { findingsIn, forCandidates, shownProblem } from "../drafts/findings.ts";
import type { Parts } from "../parts.ts";
import { pushWords } from "./push-words.ts";

/** How long a push is told of what becomes of it. Milliseconds. */
const patience = { waiting: 10_000, sinceStart: 30_000, whole: 300_000 };
/** A proxy may end a connection that says nothing. */
const sayEvery = 10_000;

/**
 * Says line by line what happens in an evaluation until it ends; longer than 30 s after the app's start, or while no
 * worker is free, it goes on without the push.
 */
export async function tellPush(
  {
    evaluation,
    organization,
    pack,
  }: { readonly evaluation: string; readonly organization: string; readonly pack: Pack },
  { evaluations, changes }: Pick<Parts, "evaluations" | "changes">,
  { say, link, signal }: { readonly say: (line: string) => void; readonly link: string; readonly signal: AbortSignal },
): Promise<void> {
  const began = performance.now();
  let seen = { attempt: 0, number: 0 };
  let [startedAt, saidAt, phase] = [Infinity, began, ""];
  const tell = (line: string) => {
    saidAt = performance.now();
    say(line);
  };
  const titleOf = (check: string) => pack.catalogue[check]?.words.title ?? visible(check);
  const told = (progress: Progress) => {
    if (progress.type === "phase") {
      phase = progress.phase;
      if (phase === "start") startedAt = performance.now();
      const words = pushWords.phases[phase];
      if (words !== undefined) tell(`${words} ...`);
    }
    if (progress.type === "again") tell(pushWords.again(titleOf(progress.check)));
    if (progress.type === "asked" && progress.outcome in pushWords.outcomes)
      tell(`  ${pushWords.outcomes[progress.outcome] ?? progress.outcome}: ${titleOf(progress.check)}`);
  };

  for (;;) {
    const changed = Promise.withResolvers<undefined>();
    const off = changes.on(evaluation, () => changed.resolve(undefined));
    try {
      const row = await evaluations.find(evaluation, organization);
      if (row === undefined || signal.aborted) return;
      if (row.attempt !== seen.attempt) seen = { attempt: row.attempt, number: 0 };
      for (const { number, event } of await evaluations.eventsAfter(evaluation, seen)) {
        seen = { ...seen, number };
        told(event as Progress);
      }
      if (row.ended_at !== null) {
        for (const line of endOf(row, pack)) say(line);
        return;
      }
      const now = performance.now();
      if (row.state === "waiting" && now - began > patience.waiting) {
        say(pushWords.stillWaiting);
        return;
      }
      if (now - startedAt > patience.sinceStart || now - began > patience.whole) {
        say(pushWords.goesOn);
        return;
      }
      if (now - saidAt > sayEvery) {
        if (row.state === "waiting") tell(pushWords.waiting);
        else if (phase === "install") tell(pushWords.stillInstalling(Math.round((now - began) / 1_000), link));
        else tell(`${pushWords.phases[phase] ?? pushWords.phases["gather"] ?? ""} ...`);
      }
      await Promise.race([changed.promise, passed(1_000)]);
    } finally {
      off();
    }
  }
}

/** A call stack of usual length, and what it belongs to. */
const mostLastLines = 20;

function* endOf({ state, result, problem, verdict }: EvaluationRow, pack: Pack): Iterable<string> {
  yield "";
  if (state === "cancelled") yield pushWords.replaced;
  if (problem !== null) {
    yield pushWords.couldNotRun;
    yield forCandidates(problem.message);
  }
  if (result === null) return;
  const { problem: own } = result as Result;
  if (own !== undefined) {
    const { message, what_to_do, last_lines } = shownProblem(own);
    yield pushWords.couldNotRun;
    yield message;
    if (what_to_do !== "") yield what_to_do;
    if (last_lines.length > 0) yield pushWords.itSaid;
    for (const line of excerptFromError(last_lines, mostLastLines)) yield `  | ${line.slice(0, 200)}`;
    return;
  }
  const findings = findingsIn(result as Result, pack.catalogue).filter(({ outcome }) => outcome !== "not-applicable");
  for (const { outcome, title, sentence } of findings) {
    if (outcome === "pass") continue;
    yield `${pushWords.outcomes[outcome] ?? outcome}: ${title}`;
    if (sentence !== title) yield `  ${sentence}`;
  }
  if (verdict === "could-not-run") yield pushWords.couldNotRun;
  yield pushWords.passed(findings.filter(({ outcome }) => outcome === "pass").length, findings.length);
}
