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
  /** What this person shall build, in plain words. */
  readonly about: Generated<string>;
  /** What was answered to "Do I need one?": answers by question. */
  readonly needs: Json<Readonly<Record<string, string>> | null>;
  /** Whether the task is paid: null until somebody said. */
  readonly test_paid: Maybe<TestPaid>;
  /** What the task pays, as the hirer says it: the same for all. Empty where nothing was said, or it pays nothing. */
  readonly pays: Generated<string>;
  readonly post: Json<RolePost | null>;
  /** From the invitation to the day when it is due. */
  readonly days: Generated<number>;
  readonly ai_policy: Generated<AiPolicy>;
  /** Who decides, by name: candidates are told. */
  readonly decider: Generated<string>;
  /** How long a candidate's data is kept after the decision. */
  readonly keep_months: Generated<number>;
  /** Whose law says how long: a country, or empty. */
  readonly place: Generated<string>;
  /** Whether whoever rates sees code names alone until they have. */
  readonly blind: Generated<boolean>;
  /** When names were last put in sight of all, and by whom. */
  readonly blind_off_at: MaybeMoment;
  readonly blind_off_by: Maybe<string>;
  readonly is_demo: Generated<boolean>;
  readonly made_at: MadeAt;
  readonly closed_at: MaybeMoment;
  /** The change that is asked for after the first work, by its name in the challenge, and the days for it: both or neither. */
  readonly follow_up: Maybe<string>;
  readonly follow_up_days: Maybe<number>;
  /** How many hours the hirer thinks that the job takes; both or neither. */
  readonly hours_low: Maybe<number>;
  readonly hours_high: Maybe<number>;
  /** What may be spent, in the hirer's own words. */
  readonly budget: Generated<string>;
  /** Counts up with each change. */
  readonly version: Generated<number>;
}

export const testPaid = ["yes", "no"] as const;
export type TestPaid = (typeof testPaid)[number];

/** What a job post says beside what the role does, and the texts that a person changed. */
export interface RolePost {
  readonly hours?: string | undefined;
  readonly pay_range?: string | undefined;
  readonly work_place?: string | undefined;
  /** By place and field: `upwork.text`. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
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

/** What somebody asks for their work, an hour or for all of it, as they said. */
export interface Rate {
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly per: "hour" | "job";
}

/** A rating of a marketplace, with how many it rests on: shown as it is, and never mixed with what was measured. */
export interface Stars {
  /** From 0 to 5, one decimal. */
  readonly value: number;
  readonly count: number;
  /** "Upwork"; empty for not said. */
  readonly where: string;
}

/** Work like this that was done before, and what shows it: a link, or who can say so. */
export interface SimilarWork {
  readonly text: string;
  readonly evidence: string;
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
  readonly rate: Json<Rate | null>;
  readonly stars: Json<Stars | null>;
  readonly similar_work: Json<SimilarWork | null>;
  /** When the findings reached the candidate. */
  readonly released_at: MaybeMoment;
  /** The role's follow-up change, where this candidate was asked for it. */
  readonly follow_up_asked_at: MaybeMoment;
  readonly follow_up_due_at: MaybeMoment;
  readonly follow_up_submitted_at: MaybeMoment;
  readonly follow_up_told: Json<Told | null>;
  /** When a person said that the small job has started where the candidate was found: by contract or order. */
  readonly contract_started_at: MaybeMoment;
  readonly contract_started_by: Maybe<string>;
}

/** A candidate's way in, without an account. Only its digest is kept. */
export interface ApplicationLinkTable {
  readonly digest: string;
  readonly application_id: string;
  readonly made_at: MadeAt;
  /** When it was revoked, or a new one took its place. */
  readonly revoked_at: MaybeMoment;
}

export interface MessageTable {
  readonly id: Generated<string>;
  readonly application_id: string;
  readonly person_id: Maybe<string>;
  readonly by_candidate: boolean;
  readonly text: string;
  readonly made_at: MadeAt;
  /** Of a letter that was mailed, which says what was decided; null for all else. */
  readonly letter_id: Maybe<string>;
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
  /** Points from 1 to `out_of` by subject. */
  readonly scores: Json<Scores>;
  /** As first given: others’ were not to be seen yet. */
  readonly first_scores: Json<Scores>;
  /** 5; 4 where it was given before there were five points. */
  readonly out_of: Generated<number>;
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
