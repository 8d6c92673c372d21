import { tidy } from "@assay/hiring";
import type { ApplicationRow } from "@assay/store";
import { visible } from "@assay/report";
import { packOf } from "../api/portal.ts";
import { askedWith } from "../challenges/follow-ups.ts";
import { assertMaySend, tryDraft } from "../drafts/drafts.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { movedIn, triedOf } from "./push.ts";
import { pushWords } from "./push-words.ts";
import { tellPush } from "./tell-push.ts";

/** Of what a push moved beside main, so many are named: it may have a thousand tags. */
const mostNamed = 5;

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
    say(error instanceof Problem ? pushWords.notNow(error.detail) : pushWords.ours);
  }
  say("");
  say(pushWords.page(link));
  say("");
}

async function keepAndTry(
  application: ApplicationRow,
  lines: readonly string[],
  parts: Parts,
  { say, link, signal }: Telling,
): Promise<void> {
  const { repositories, submissions, hiddenNames } = parts;
  const { id, organization_id: organization } = application;
  const moved = movedIn(lines);
  for (const { commit } of moved) await repositories.keepCommit(id, commit);
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
  const followUp = await assertMaySend(application, parts);
  const { pack } = await packOf(application, parts);
  const archive = repositories.archive(id, commit);
  const { id: submission } = await submissions.keep(
    {
      ...{ organization, application: id, name: `${commit.slice(0, 12)}.tar.gz`, kind: "draft", commit },
      followUp: followUp ?? undefined,
    },
    archive,
    "candidate",
  );
  await hiddenNames.learn(submission, tidy(await repositories.authors(id)));
  const evaluation = await tryDraft(application, { submission, pack, followUp }, parts);
  if (evaluation === undefined) {
    say(pushWords.nothingOpen);
    return;
  }
  say(pushWords.trying(askedWith(pack, followUp).publicChecks.length));
  await tellPush({ evaluation, organization, pack }, parts, { say, link, signal });
}
