import type {
  Adjustments,
  Applications,
  AuditLog,
  Comments,
  Database,
  Decisions,
  Disputes,
  Deletion,
  Evaluations,
  Fairness,
  FairnessAnswers,
  Files,
  FollowUps,
  HiddenNames,
  Home,
  InterviewNotes,
  Letters,
  Members,
  Messages,
  Notices,
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
  Tokens,
  ToldFacts,
  UnseenJudgements,
  Webhooks,
} from "@assay/store";
import type { Operation } from "./configuration.ts";
import type { Auth } from "./auth/auth.ts";
import type { Challenges } from "./challenges/challenges.ts";
import type { FreeSpace } from "./edge/free-space.ts";
import type { Changes } from "./live/changes.ts";
import type { StandingResults } from "./judgement/standing-results.ts";
import type { Mailer } from "./mail/mailer.ts";

/** What routes are made of. */
export interface Parts {
  readonly database: Database;
  readonly queue: Awaited<ReturnType<typeof openQueue>>;
  readonly roles: Roles;
  readonly applications: Applications;
  readonly evaluations: Evaluations;
  readonly submissions: Submissions;
  readonly messages: Messages;
  readonly home: Home;
  /** Names that wait for a rating. */
  readonly hiddenNames: HiddenNames;
  readonly files: Files;
  readonly followUps: FollowUps;
  readonly freeSpace: FreeSpace;
  readonly challenges: Challenges;
  readonly changes: Changes;
  readonly auth: Auth;
  readonly mailer: Mailer;
  readonly members: Members;
  readonly tokens: Tokens;
  readonly sessions: Sessions;
  readonly guessBudget: GuessBudget;
  readonly toldFacts: ToldFacts;
  readonly auditLog: AuditLog;
  readonly webhooks: Webhooks;
  readonly retention: Retention;
  readonly operation: Operation;
  readonly ratings: Ratings;
  readonly ratingRules: RatingRules;
  readonly ratingTalks: RatingTalks;
  readonly interviewNotes: InterviewNotes;
  readonly decisions: Decisions;
  readonly letters: Letters;
  readonly plans: Plans;
  readonly planLinks: PlanLinks;
  readonly overrules: Overrules;
  readonly comments: Comments;
  readonly disputes: Disputes;
  readonly shares: Shares;
  readonly notices: Notices;
  readonly recalls: Recalls;
  /** Results as people let them stand. */
  readonly standing: StandingResults;
  readonly adjustments: Adjustments;
  readonly unseenJudgements: UnseenJudgements;
  readonly deletion: Deletion;
  readonly fairness: Fairness;
  readonly fairnessAnswers: FairnessAnswers;
  readonly portal: Portal;
  readonly repositories: Repositories;
  /** By which people reach us: no slash at the end. */
  readonly url: string;
}
