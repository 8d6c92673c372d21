import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { isTooMuch, tryCommit } from "./after-push.ts";

const lookEvery = 15_000;
const mostTries = 3;
/** What was pushed longer ago is not tried as if it were new. Milliseconds. */
const oldest = 30 * 24 * 3_600_000;

/** Applications whose pushes are being taken: these look after themselves. */
const receiving = new Map<string, number>();

export async function whileReceiving(application: string, act: () => Promise<void>): Promise<void> {
  receiving.set(application, (receiving.get(application) ?? 0) + 1);
  try {
    await act();
  } finally {
    const others = (receiving.get(application) ?? 1) - 1;
    if (others === 0) receiving.delete(application);
    else receiving.set(application, others);
  }
}

/**
 * Has pushes tried that were interrupted: git had moved `main`, perhaps the commit was kept as well, and then the server
 * was killed or its database was away.
 * The candidate can't do it: to git, everything is up to date. Looks now, and then every few seconds.
 * @returns what ends it
 */
export function resumePushes(parts: Parts): () => Promise<void> {
  let since = Date.now() - oldest;
  /** How often each commit could not be tried. */
  const failures = new Map<string, number>();
  const ending = new AbortController();
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const began = Date.now();
    const isWhole = await resumeSince(since, parts, { failures, signal: ending.signal }).catch(() => false);
    // Twice the interval: a push that is being taken while we look is looked at again.
    if (isWhole) since = began - 2 * lookEvery;
  };
  const timer = setInterval(() => (looking = looking.then(look)), lookEvery);
  looking = look();
  return async () => {
    clearInterval(timer);
    ending.abort();
    await looking;
  };
}

/** Whether all could be looked at. */
async function resumeSince(
  since: number,
  parts: Parts,
  { failures, signal }: { readonly failures: Map<string, number>; readonly signal: AbortSignal },
): Promise<boolean> {
  let isWhole = true;
  for (const { application: id, commit } of await parts.repositories.pushedSince(since)) {
    if (receiving.has(id)) {
      isWhole = false;
      continue;
    }
    const application = await parts.applications.findAnywhere(id);
    if (application === undefined) continue;
    const kept = (await parts.portal.sent(id)).find((submission) => submission.commit === commit);
    // What was handed in without being tested can be handed in again on the candidate's page.
    if (kept !== undefined && (kept.evaluation !== null || kept.kind === "final")) continue;
    if ((failures.get(commit) ?? 0) >= mostTries) continue;
    try {
      await parts.repositories.keepCommits(id, [commit]);
      await tryCommit(application, commit, parts, { signal, kept: kept?.id });
    } catch (error) {
      // Nothing can be sent any more, or too much was: the push stays in the repository.
      if (error instanceof Problem || isTooMuch(error)) continue;
      // What fails each time, such as a push that takes git too long to read, isn't tried forever.
      const tries = (failures.get(commit) ?? 0) + 1;
      failures.set(commit, tries);
      if (tries < mostTries) isWhole = false;
    }
  }
  return isWhole;
}
