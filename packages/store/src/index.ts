export { advance, Applications, type ApplicationRow, type Card, type Person } from "./applications/applications.ts";
export { HiddenNames, type HiddenName, type Viewer } from "./blind/hidden-names.ts";
export { record, type Actor, type Change } from "./audit/record.ts";
export * from "./database/hiring-tables.ts";
export { letterKinds, letterWays, planItemKinds, planSides } from "./database/after-tables.ts";
export type { RuleWeights } from "./database/interview-tables.ts";
export { migrate } from "./database/migrate.ts";
export { openDatabase, type Database } from "./database/open-database.ts";
export { accesses, type Access } from "./database/people-tables.ts";
export type { EvaluationState, Tables } from "./database/tables.ts";
export { assertCurrent, waitForServer } from "./database/wait-for-server.ts";
export { isAway, throughOutages } from "./database/while-away.ts";
export { prepareWorkerRole, workerRole, type WorkerRoleState } from "./database/worker-role.ts";
export {
  Evaluations,
  type Claim,
  type Ending,
  type EvaluationEvent,
  type EvaluationRequest,
  type EvaluationRow,
} from "./evaluations/evaluations.ts";
export { evaluationQueue, joinQueue, openQueue } from "./evaluations/queue.ts";
export { EvaluatorDied, workOn, type Evaluate, type Meanwhile, type Worker } from "./evaluations/work.ts";
export type { Files } from "./files/files.ts";
export { dataFolder } from "./files/data-folder.ts";
export { filesInFolder } from "./files/folder.ts";
export { bucketIn, openFiles } from "./files/open-files.ts";
export { Comments, type CommentRow } from "./judgement/comments.ts";
export { Decisions, type Decided, type DecisionRow, type NotYet } from "./judgement/decisions.ts";
export { Disputes, type DisputeRow } from "./judgement/disputes.ts";
export { notify, Notices, type NewNotice, type Notice } from "./judgement/notices.ts";
export { Overrules, wordOf, type OverruleRow, type Reach, type Said, type Word } from "./judgement/overrules.ts";
export { RatingRules, type RatingRuleRow } from "./judgement/rating-rules.ts";
export { RatingTalks, type RatingTalkRow } from "./judgement/rating-talks.ts";
export { Ratings, type Rating, type SeenRatings } from "./judgement/ratings.ts";
export { Recalls, type Judged, type Recall, type RecallReason } from "./judgement/recalls.ts";
export { Shares, type ShareRow } from "./judgement/shares.ts";
export { Letters, type LetterDraft, type LetterOwed, type LetterRow } from "./letters/letters.ts";
export { digestOf, makeToken, type Token } from "./links/token.ts";
export { PlanLinks } from "./plan/plan-links.ts";
export { Plans, type PlanActor, type PlanItemRow, type PlanRow } from "./plan/plans.ts";
export { openOwnServer, ownServerUrl, type OwnServer } from "./postgres/own-server.ts";
export { Submissions, type HandedIn, type SubmissionRow } from "./submissions/submissions.ts";
export { InterviewNotes, type InterviewNote, type SeenNotes } from "./interviews/interview-notes.ts";
export { Home, type Need, type RoleInShort, type Running } from "./home/home.ts";
export { told, type Happening } from "./home/lately.ts";
export { Messages, type MessageRow, type Writer } from "./messages/messages.ts";
export { Roles, type RoleDraft, type RoleRow } from "./roles/roles.ts";
export { evaluationChannel } from "./evaluations/changed.ts";
export { UnseenJudgements, type JudgedWhom, type UnseenJudgement } from "./judgement/unseen-judgements.ts";
export { Adjustments, type AdjustmentAnswer, type AdjustmentRow } from "./adjustments/adjustments.ts";
export { Deletion } from "./deletion/deletion.ts";
export { FollowUps, type NotAsked } from "./follow-ups/follow-ups.ts";
export { closedFor, followUpOf, isFixAwaited, openFor, type Closed } from "./portal/open-for.ts";
export { Portal, releaseOf, type Released, type Sent } from "./portal/portal.ts";
export { gitEnvironment, largestPush } from "./repositories/git.ts";
export { largestRepository, namedIn, Repositories } from "./repositories/repositories.ts";
export { AuditLog, auditPlace, type AuditRow } from "./audit/audit-log.ts";
export { Members, type Invited, type InvitationRow, type MemberRow } from "./people/members.ts";
export { GuessBudget, type Budget } from "./people/guess-budget.ts";
export { Sessions, type SessionRow } from "./people/sessions.ts";
export { longestToken, Tokens, usualToken, type TokenRow } from "./people/tokens.ts";
export { pingEvent, webhookEvents } from "./webhooks/events.ts";
export {
  mostTries,
  webhookQueue,
  Webhooks,
  type DeliveryRow,
  type Delivery,
  type WebhookRow,
} from "./webhooks/webhooks.ts";
export { exportCandidate, leftOut, type CandidateExport } from "./export/candidate-export.ts";
export { places, type Place } from "./retention/places.ts";
export { Retention, retentionQueue, type Leaving, type Round } from "./retention/retention.ts";
export { backUp, type About } from "./backup/back-up.ts";
export { BackupRefused, placeIn } from "./backup/place.ts";
export { restore } from "./backup/restore.ts";
export { ToldFacts, type ToldFactsChange } from "./told-facts/told-facts.ts";
export { FairnessAnswers, standsAfter } from "./fairness/answers.ts";
export { Fairness, type FairnessCount, type FairnessSetting } from "./fairness/fairness.ts";
