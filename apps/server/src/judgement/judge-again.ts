import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isDeepStrictEqual } from "node:util";
import type { Challenge } from "@assay/bench";
import {
  evidenceFileName,
  gatheringVersion,
  makeTemporaryFolder,
  readEvidence,
  rejudge,
  removeTemporaryFolder,
  withOverrules,
} from "@assay/bench/evaluation";
import type { Result } from "@assay/bench/result";
import { wordOf, type Recall } from "@assay/store";
import type { Pack } from "../challenges/challenges.ts";
import { askedWith } from "../challenges/follow-ups.ts";
import type { Parts } from "../parts.ts";

type Needed = Pick<Parts, "database" | "files" | "challenges" | "overrules" | "recalls">;

/** What became of one check. */
interface Changed {
  readonly check: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** Looks at one stored result again, keeps what it says now, and tells whoever was told otherwise. */
export async function judgeAgain({ evaluation, why, overrule }: Recall, parts: Needed): Promise<void> {
  const row = await rowOf(evaluation, parts);
  if (row?.result == null) return;
  const pack = parts.challenges.find(row.challenge);
  if (pack === undefined) return;
  const stored = row.result as Result;
  const { challenge } = askedWith(pack, row.follow_up);
  const all = await parts.overrules.of(evaluation);
  const said = all.find(({ id }) => id === overrule);
  const again =
    why === "newer-rules" || said?.everywhere === true
      ? await fromEvidence(row.evidence_key, stored, challenge, parts)
      : undefined;

  const counting = all.filter(({ undone_at }) => undone_at === null);
  const before = all.filter(({ id, undone_at }) => (id === overrule ? why === "overrule-undone" : undone_at === null));
  const was = withOverrules(stored, before.map(wordOf), challenge);
  const is = withOverrules(again ?? stored, counting.map(wordOf), challenge);
  const changes = changesOf(was, is, pack);
  const isTold = row.application_id !== null && (changes.length > 0 || was.verdict !== is.verdict);
  await parts.recalls.settle({
    ...{ organization: row.organization_id, evaluation, why, result: again, verdict: is.verdict },
    isOther: again !== undefined && saysOther(again, stored),
    notice: !isTold
      ? undefined
      : {
          application: row.application_id ?? "",
          facts: {
            ...{ evaluation, why, changes, verdict: { before: was.verdict, after: is.verdict } },
            ...(said === undefined ? {} : { overrule: said.id, by: said.person_name, reason: said.reason }),
          },
          // Whoever has not seen the findings yet will see them as they are.
          tellCandidate: row.released_at !== null,
          tellMembers: why === "newer-rules" || said?.everywhere === true,
        },
  });
}

async function rowOf(evaluation: string, { database }: Needed) {
  return database
    .selectFrom("evaluation")
    .leftJoin("submission", "submission.id", "evaluation.submission_id")
    .leftJoin("application", "application.id", "submission.application_id")
    .select(["evaluation.organization_id", "evaluation.challenge", "evaluation.follow_up", "result", "evidence_key"])
    .select(["submission.application_id", "released_at"])
    .where("evaluation.id", "=", evaluation)
    .executeTakeFirst();
}

/** Undefined where there is no evidence, or of another kind than today's judges read: then what was found stays. */
async function fromEvidence(
  key: string | null,
  stored: Result,
  challenge: Challenge,
  { files }: Needed,
): Promise<Result | undefined> {
  if (key === null) return undefined;
  const folder = await makeTemporaryFolder();
  try {
    const path = join(folder, evidenceFileName);
    await pipeline(await files.read(key), createWriteStream(path));
    const evidence = await readEvidence(path);
    return evidence.gathering === gatheringVersion ? rejudge(stored, evidence, challenge) : undefined;
  } finally {
    await removeTemporaryFolder(folder);
  }
}

/** By which version it was judged is no difference. */
function saysOther(again: Result, stored: Result): boolean {
  const saidBy = ({ checks, notes, verdict, verdictRests, scope }: Result): unknown =>
    JSON.parse(JSON.stringify({ checks, notes, verdict, verdictRests, scope }));
  return !isDeepStrictEqual(saidBy(again), saidBy(stored));
}

function changesOf(was: Result, is: Result, { catalogue }: Pack): readonly Changed[] {
  const before = new Map(was.checks.map(({ id, outcome }) => [id, outcome]));
  return is.checks.flatMap(({ id, outcome }) => {
    const old = before.get(id);
    if (old === undefined || old === outcome) return [];
    return { check: id, title: catalogue[id]?.words.title ?? id, before: old, after: outcome };
  });
}
