import type { Generated } from "kysely";
import type { Json, MadeAt, Maybe, MaybeMoment } from "./columns.ts";

/** A job that is to be filled. */
export interface RoleTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly title: string;
  /** The name of the pack's folder. */
  readonly challenge: string;
  readonly state: Generated<"open" | "closed">;
  /** What the task pays, as the hirer says it; empty for nothing said. */
  readonly pays: Generated<string>;
  /** From the invitation to the day when it is due. */
  readonly days: Generated<number>;
  readonly ai_policy: Generated<AiPolicy>;
  /** Who decides, by name: candidates are told. */
  readonly decider: Generated<string>;
  /** How long a candidate's data is kept after the decision. */
  readonly keep_months: Generated<number>;
  /** Whose law says how long: a country, or empty. */
  readonly place: Generated<string>;
  readonly is_demo: Generated<boolean>;
  readonly made_at: MadeAt;
  readonly closed_at: MaybeMoment;
}

/** Help from programs that write code: welcome, to be told of, or not wanted. */
export const aiPolicies = ["welcome", "tell-us", "please-do-not"] as const;
export type AiPolicy = (typeof aiPolicies)[number];

export interface CandidateTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly name: string;
  readonly email: Generated<string>;
  /** Where they came from: Upwork, a referral. */
  readonly source: Generated<string>;
  readonly made_at: MadeAt;
}

/** In the order of the board. */
export const stages = ["added", "invited", "working", "testing", "report", "interview", "decided"] as const;
export type Stage = (typeof stages)[number];

/** What a candidate says of their own work. Never scored. */
export interface Told {
  readonly built: string;
  readonly next: string;
  readonly help: string;
  readonly took: string;
}

/** One candidate for one role. */
export interface ApplicationTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly role_id: string;
  readonly candidate_id: string;
  /** Stands for the name where it should not be seen, and orders every list: never by outcome. */
  readonly code_name: string;
  readonly stage: Generated<Stage>;
  readonly made_at: MadeAt;
  readonly invited_at: MaybeMoment;
  /** By the candidate, for the first time. */
  readonly opened_at: MaybeMoment;
  /** When the candidate said that they have read what happens to their work. */
  readonly agreed_at: MaybeMoment;
  readonly due_at: MaybeMoment;
  readonly submitted_at: MaybeMoment;
  readonly told: Json<Told | null>;
  /** When the findings reached the candidate. */
  readonly released_at: MaybeMoment;
}

/** A candidate's way in, without an account. Only its digest is kept. */
export interface ApplicationLinkTable {
  readonly digest: string;
  readonly application_id: string;
  readonly made_at: MadeAt;
}

export interface MessageTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  readonly person_id: Maybe<string>;
  readonly by_candidate: boolean;
  readonly text: string;
  readonly made_at: MadeAt;
}

/** What people rate, each by itself: never added up with what was tested. */
export const ratingSubjects = [
  "solves-problems",
  "prevents-problems",
  "explains-clearly",
  "works-with-others",
  "owns-the-outcome",
] as const;
export type RatingSubject = (typeof ratingSubjects)[number];
export type Scores = Readonly<Partial<Record<RatingSubject, number>>>;

export interface RatingTable {
  readonly application_id: string;
  readonly person_id: string;
  /** Points from 1 to 4 by subject. */
  readonly scores: Json<Scores>;
  readonly note: Generated<string>;
  readonly made_at: Generated<Date>;
}

export interface ReportOpeningTable {
  readonly evaluation_id: string;
  readonly person_id: string;
  readonly made_at: MadeAt;
}

export const choices = ["hire", "no", "ask-for-a-fix"] as const;
export type Choice = (typeof choices)[number];

/** Stays, with names, when the candidate's data is gone, until its own date. */
export interface DecisionTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly role_id: Maybe<string>;
  readonly application_id: Maybe<string>;
  readonly role_title: string;
  readonly candidate_name: string;
  readonly choice: Choice;
  readonly reason: string;
  readonly person_id: Maybe<string>;
  readonly person_name: string;
  readonly made_at: MadeAt;
  readonly undone_at: MaybeMoment;
  readonly erase_at: MaybeMoment;
  /** Where the card stood. */
  readonly stage_before: Maybe<Stage>;
}

/** What a person may say instead of what a check found. */
export const overruleOutcomes = ["pass", "fail", "not-established", "not-applicable"] as const;
export type OverruleOutcome = (typeof overruleOutcomes)[number];

/** A person's word against an outcome: for everyone in the role, or for one evaluation and why not for all. */
export interface OverruleTable {
  readonly id: Generated<string>;
  readonly role_id: string;
  readonly evaluation_id: Maybe<string>;
  readonly check_id: string;
  readonly outcome: OverruleOutcome;
  readonly reason: string;
  readonly only_here_because: Maybe<string>;
  /** The check itself is wrong: for everyone whom the organization has asked it. */
  readonly everywhere: Generated<boolean>;
  readonly person_id: Maybe<string>;
  readonly person_name: string;
  readonly made_at: MadeAt;
  readonly undone_at: MaybeMoment;
}

/** "This finding is wrong", and what a person answered. */
export interface DisputeTable {
  readonly id: Generated<string>;
  readonly evaluation_id: string;
  readonly check_id: string;
  readonly text: string;
  readonly made_at: MadeAt;
  readonly answer: Maybe<string>;
  readonly answered_by: Maybe<string>;
  readonly answered_at: MaybeMoment;
}

export interface CommentTable {
  readonly id: Generated<string>;
  readonly evaluation_id: string;
  readonly check_id: string;
  readonly person_id: Maybe<string>;
  readonly person_name: string;
  readonly text: string;
  readonly made_at: MadeAt;
}

/** A report that whoever has the link may read, until it is revoked. */
export interface ShareTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly evaluation_id: string;
  readonly digest: string;
  readonly person_id: Maybe<string>;
  readonly made_at: MadeAt;
  readonly revoked_at: MaybeMoment;
}

export interface WebhookTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly url: string;
  readonly secret: string;
  readonly made_at: MadeAt;
  readonly removed_at: MaybeMoment;
}

export interface WebhookDeliveryTable {
  readonly id: Generated<string>;
  readonly webhook_id: string;
  readonly event: string;
  readonly payload: Json<object>;
  readonly tries: Generated<number>;
  /** A status, or why there was none. */
  readonly last_answer: Maybe<string>;
  readonly made_at: MadeAt;
  readonly delivered_at: MaybeMoment;
  /** When it was handed to the queue. */
  readonly queued_at: MaybeMoment;
  /** When it had been tried often enough. */
  readonly given_up_at: MaybeMoment;
}

/** What somebody concerned must hear, also after the decision. */
export interface NoticeTable {
  readonly id: Generated<string>;
  readonly organization_id: string;
  readonly application_id: string;
  readonly for_candidate: boolean;
  readonly kind: string;
  readonly facts: Json<object>;
  readonly made_at: MadeAt;
  readonly seen_at: MaybeMoment;
}

export interface HiringTables {
  readonly role: RoleTable;
  readonly candidate: CandidateTable;
  readonly application: ApplicationTable;
  readonly application_link: ApplicationLinkTable;
  readonly message: MessageTable;
  readonly rating: RatingTable;
  readonly report_opening: ReportOpeningTable;
  readonly decision: DecisionTable;
  readonly overrule: OverruleTable;
  readonly dispute: DisputeTable;
  readonly comment: CommentTable;
  readonly share: ShareTable;
  readonly webhook: WebhookTable;
  readonly webhook_delivery: WebhookDeliveryTable;
  readonly notice: NoticeTable;
}
