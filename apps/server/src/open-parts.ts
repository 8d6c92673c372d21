import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  Adjustments,
  Applications,
  AuditLog,
  bucketIn,
  Comments,
  Decisions,
  Disputes,
  Deletion,
  Evaluations,
  FollowUps,
  Fairness,
  FairnessAnswers,
  HiddenNames,
  Home,
  InterviewNotes,
  Letters,
  Members,
  Messages,
  migrate,
  Notices,
  openDatabase,
  openFiles,
  openOwnServer,
  openQueue,
  Overrules,
  PlanLinks,
  Plans,
  Portal,
  Repositories,
  Retention,
  RatingRules,
  Ratings,
  GuessBudget,
  RatingTalks,
  Recalls,
  Roles,
  Sessions,
  Shares,
  Submissions,
  throughOutages,
  Tokens,
  ToldFacts,
  UnseenJudgements,
  Webhooks,
} from "@assay/store";
import { makeAuth } from "./auth/auth.ts";
import { Challenges } from "./challenges/challenges.ts";
import { startBackground } from "./background/start.ts";
import { plainOperation, type Configuration } from "./configuration.ts";
import { FreeSpace } from "./edge/free-space.ts";
import { Changes } from "./live/changes.ts";
import { openMailer } from "./mail/mailer.ts";
import { openToWorkers } from "./open-to-workers.ts";
import { StandingResults } from "./judgement/standing-results.ts";
import type { Parts } from "./parts.ts";

/** How long a database may take to come up beside us. Milliseconds. */
const patience = 600_000;

const usuallyFree = 512_000_000;

export interface Opened {
  readonly parts: Parts;
  readonly databaseUrl: string;
  /** For workers beside us: they can't read people, sessions or tokens with it. */
  readonly workerDatabaseUrl: string;
  close(): Promise<void>;
}

/**
 * Everything that the server stands on: opened in order, closed in the other.
 *
 * @param print writes into the window of whoever runs the server
 */
export async function openParts(
  configuration: Configuration,
  { url, print }: { readonly url: string; readonly print: (text: string) => void },
): Promise<Opened> {
  const { data, storage } = configuration;
  // Its database runs as another user, who must be able to pass.
  await mkdir(data, { recursive: true, mode: 0o711 });
  await chmod(data, 0o711);
  // In containers this folder alone is mounted into the worker, so it must be there first.
  await mkdir(join(data, "files"), { recursive: true });
  const own = configuration.databaseUrl === undefined ? await openOwnServer(join(data, "postgres")) : undefined;
  const databaseUrl = configuration.databaseUrl ?? own?.url ?? "";
  const database = openDatabase(databaseUrl);
  await throughOutages(() => migrate(database), patience);
  const queue = await throughOutages(
    () =>
      openQueue(databaseUrl, {
        name: "server",
        onTrouble: (error) => process.stderr.write(`The queue: ${error.message}\n`),
      }),
    patience,
  );
  const workerDatabaseUrl = await openToWorkers(database, { configuration, databaseUrl, print });
  const mailer = openMailer(configuration.mail);
  const files = openFiles(storage);
  if (bucketIn(storage) === undefined) await mkdir(storage, { recursive: true });
  const folders = bucketIn(storage) === undefined ? [data, storage] : [data];
  const freeSpace = new FreeSpace(folders, configuration.operation?.leastFree ?? usuallyFree);
  const changes = new Changes(databaseUrl);
  const evaluations = new Evaluations(database, queue);
  const repositories = new Repositories(join(data, "repositories"));
  const challenges = await Challenges.open(configuration.challenges);
  const [overrules, disputes] = [new Overrules(database), new Disputes(database)];
  const secret = configuration.secret ?? (await secretIn(data));
  const fairnessAnswers = new FairnessAnswers(database, { secret });
  const deletion = new Deletion(database, { files, evaluations, repositories, fairnessAnswers });
  const parts: Parts = {
    ...{ database, queue, files, freeSpace, changes, mailer, url },
    roles: new Roles(database),
    applications: new Applications(database),
    submissions: new Submissions(database, files),
    ...{ evaluations, repositories },
    ...{ fairness: new Fairness(database), fairnessAnswers },
    ...{ deletion, retention: new Retention(database, deletion) },
    members: new Members(database),
    tokens: new Tokens(database),
    sessions: new Sessions(database),
    guessBudget: new GuessBudget(database),
    toldFacts: new ToldFacts(database),
    auditLog: new AuditLog(database),
    webhooks: new Webhooks(database, queue),
    operation: configuration.operation ?? plainOperation,
    messages: new Messages(database),
    home: new Home(database),
    hiddenNames: new HiddenNames(database),
    adjustments: new Adjustments(database),
    unseenJudgements: new UnseenJudgements(database),
    followUps: new FollowUps(database),
    notices: new Notices(database),
    portal: new Portal(database),
    ...{ challenges, overrules, disputes },
    ratings: new Ratings(database),
    ratingRules: new RatingRules(database),
    ratingTalks: new RatingTalks(database),
    interviewNotes: new InterviewNotes(database),
    decisions: new Decisions(database),
    letters: new Letters(database),
    plans: new Plans(database),
    planLinks: new PlanLinks(database),
    comments: new Comments(database),
    shares: new Shares(database),
    recalls: new Recalls(database, queue),
    standing: new StandingResults({ overrules, disputes, challenges }),
    auth: makeAuth(database, { url, secret, mailer, print }),
  };
  const stopBackground = await startBackground(parts);
  return {
    parts,
    ...{ databaseUrl, workerDatabaseUrl },
    async close() {
      await stopBackground();
      await changes.close();
      await queue.stop({ graceful: true, timeout: 10_000 });
      await database.destroy();
      await own?.stop();
    },
  };
}

/** Signs sessions. Made once, and read by nobody else. */
async function secretIn(data: string): Promise<string> {
  const path = join(data, "secret");
  try {
    await writeFile(path, randomBytes(48).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFile(path, "utf8");
}
