export { advance, Applications, type ApplicationRow, type Card, type Person } from "./applications/applications.ts";
export { record, type Actor, type Change } from "./audit/record.ts";
export * from "./database/hiring-tables.ts";
export { migrate } from "./database/migrate.ts";
export { openDatabase, type Database } from "./database/open-database.ts";
export { accesses, type Access } from "./database/people-tables.ts";
export type { EvaluationState, Tables } from "./database/tables.ts";
export { isAway, throughOutages } from "./database/while-away.ts";
export {
  evaluationChannel,
  Evaluations,
  type Claim,
  type Ending,
  type EvaluationEvent,
  type EvaluationRequest,
  type EvaluationRow,
} from "./evaluations/evaluations.ts";
export { openQueue } from "./evaluations/queue.ts";
export { workOn, type Evaluate, type Meanwhile, type Worker } from "./evaluations/work.ts";
export type { Files } from "./files/files.ts";
export { filesInFolder } from "./files/folder.ts";
export { digestOf, makeToken, type Token } from "./links/token.ts";
export { openOwnServer, type OwnServer } from "./postgres/own-server.ts";
export { Submissions, type HandedIn, type SubmissionRow } from "./submissions/submissions.ts";
export { Roles, type RoleDraft, type RoleRow } from "./roles/roles.ts";
