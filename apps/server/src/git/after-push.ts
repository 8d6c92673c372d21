import { AssayError } from "@assay/bench/errors";
import { isLeftOut, receiveLimits } from "@assay/bench/evaluation";
import { tidy } from "@assay/hiring";
import type { ApplicationRow } from "@assay/store";
import { visible } from "@assay/report";
import { packOf } from "../api/portal.ts";
import { askedWith } from "../challenges/follow-ups.ts";
import { assertMaySend, isHandedIn, tryDraft } from "../drafts/drafts.ts";
import type { Pack } from "../challenges/challenges.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { movedIn, triedOf } from "./push.ts";
import { pushWords } from "./push-words.ts";
import { tellPush } from "./tell-push.ts";
import { packing } from "./turns.ts";

/** Of what a push moved beside main, so many are named: it may have a thousand tags. */
const mostNamed = 5;

/** A push is still tried when its client leaves right away, but not when reading it takes longer than this. Milliseconds. */
const graceAfterLeaving = 10_000;

interface Telling {
  readonly say: (line: string) => void;
  /** The candidate's page. */
  readonly link: string;
  /** Whoever pushed has left. */
  readonly signal: AbortSignal;
}

/** Keeps what was pushed, has it tried, and says how it goes. Never throws: the push itself has worked already. */
export async function afterPush(
  application: ApplicationRow,
  lines: readonly string[],
  parts: Parts,
  { say, link, signal }: Telling,
): Promise<void> {
  say("");
  try {
    await keepAndTry(application, lines, parts, { say, link, signal });
  } catch (error) {
    say(wordsFor(error));
    if (isTooMuch(error))
      await tellOnPage(application, lines, { error, notices: parts.notices }).catch(() => undefined);
  }
  say("");
  say(pushWords.page(link));
  say("");
}

function wordsFor(error: unknown): string {
  if (error instanceof Problem) return pushWords.notNow(error.detail);
  return isTooMuch(error) ? pushWords.tooMuch(error.message, error.whatToDo) : pushWords.ours;
}

export function isTooMuch(error: unknown): error is AssayError {
  return error instanceof AssayError && error.by === "submission";
}

/** Nothing was kept that an evaluation could tell of. */
async function tellOnPage(
  { id: application, organization_id: organization }: ApplicationRow,
  lines: readonly string[],
  { error, notices }: { readonly error: AssayError; readonly notices: Parts["notices"] },
): Promise<void> {
  const commit = triedOf(movedIn(lines))?.commit ?? "";
  const facts = { commit, problem: pushWords.tooMuch(error.message, error.whatToDo) };
  await notices.replace({ organization, application, forCandidate: true, kind: "push-refused", facts });
}

async function keepAndTry(
  application: ApplicationRow,
  lines: readonly string[],
  parts: Parts,
  { say, link, signal }: Telling,
): Promise<void> {
  const { id, organization_id: organization } = application;
  const moved = movedIn(lines);
  await parts.repositories.keepCommits(
    id,
    moved.map(({ commit }) => commit),
  );
  const tried = triedOf(moved);
  for (const { ref, commit } of moved.filter((one) => one !== tried).slice(0, mostNamed)) {
    say(pushWords.kept(commit.slice(0, 7), visible(ref.replace(/^refs\/(heads|tags)\//, ""))));
  }
  if (tried === undefined) {
    // A push that only deletes moves nothing that could be sent.
    if (moved.length > 0) say(pushWords.onlyMain);
    return;
  }
  const { commit } = tried;
  say(pushWords.arrived(commit.slice(0, 7)));
  const leaving = someTimeAfter(signal, graceAfterLeaving);
  const { evaluation, pack, followUp } = await tryCommit(application, commit, parts, { signal: leaving });
  const isAfterHandIn = await isHandedIn(application, parts);
  if (isAfterHandIn) say(pushWords.afterHandIn);
  if (evaluation === undefined) {
    if (!isAfterHandIn) say(pushWords.nothingOpen);
    return;
  }
  say(pushWords.trying(askedWith(pack, followUp).publicChecks.length));
  await tellPush({ evaluation, organization, pack }, parts, { say, link, signal });
}

/**
 * Keeps a commit as what was sent, and asks for its evaluation.
 * @param options.kept the submission, where the commit was kept before and its evaluation never asked for
 * @throws Problem where nothing can be sent any more; AssayError where it is too much, see `isTooMuch`
 */
export async function tryCommit(
  application: ApplicationRow,
  commit: string,
  parts: Parts,
  { signal, kept }: { readonly signal: AbortSignal; readonly kept?: string | undefined },
): Promise<{ readonly evaluation: string | undefined; readonly pack: Pack; readonly followUp: string | null }> {
  const { repositories, submissions, hiddenNames } = parts;
  const { id, organization_id: organization, role_id: role } = application;
  const followUp = await assertMaySend(application, parts);
  const { pack } = await packOf(application, parts);
  const keep = async () => {
    const options = { name: "Your push", limits: receiveLimits, isLeftOut, signal };
    const row = await submissions.keep(
      {
        ...{ organization, application: id, name: `${commit.slice(0, 12)}.tar.gz`, kind: "draft", commit },
        followUp: followUp ?? undefined,
      },
      await repositories.archive(id, commit, options),
      "candidate",
    );
    return row.id;
  };
  const submission = kept ?? (await packing.take(role, signal, keep));
  await hiddenNames.learn(submission, tidy(await repositories.authors(id)));
  return { evaluation: await tryDraft(application, { submission, pack, followUp }, parts), pack, followUp };
}

function someTimeAfter(signal: AbortSignal, milliseconds: number): AbortSignal {
  const later = new AbortController();
  const wait = () => {
    setTimeout(() => {
      later.abort();
    }, milliseconds).unref();
  };
  if (signal.aborted) wait();
  else signal.addEventListener("abort", wait, { once: true });
  return later.signal;
}
