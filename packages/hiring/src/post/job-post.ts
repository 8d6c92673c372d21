import type { HiringKey } from "../words/en.ts";
import type { NeedAnswers, NeedQuestion } from "../need/questions.ts";
import { answerNeed } from "../need/answer-need.ts";
import { contractPlaces } from "./contract-place.ts";
import { payGapOf, type PayGap, type TestPaid } from "./pay.ts";
import type { PostPlace } from "./places.ts";

/** What a post is made from. */
export interface PostFacts {
  readonly title: string;
  /** What is to be built, as the hirer says it. */
  readonly about: string;
  readonly needs: NeedAnswers;
  readonly company: string;
  /** How long the test takes, in words: "two to three hours". Empty where nobody has said. */
  readonly hours: string;
  readonly test_paid: TestPaid | null;
  readonly pays: string;
  readonly ai_policy: "welcome" | "tell-us" | "please-do-not";
  readonly decider: string;
  readonly days: number;
  readonly keep_months: number;
  /** What the job itself pays, and where it is done: as typed, or empty. */
  readonly pay_range: string;
  readonly work_place: string;
}

/** A sentence to be made, or what the hirer wrote. */
export type PostPart =
  { readonly key: HiringKey; readonly facts?: Readonly<Record<string, string | number>> } | { readonly text: string };

/** A box of the place's own form; its label is `post.field.<id>`. Each paragraph is sentences. */
export interface PostField {
  readonly id: "title" | "text" | "skills" | "budget" | "place" | "pay";
  readonly paragraphs: readonly (readonly PostPart[])[];
}

/** What must be answered before the post can go out. */
export type PostGap = PayGap | "about" | "hours";

export interface JobPost {
  readonly fields: readonly PostField[];
  readonly missing: readonly PostGap[];
}

/** What is asked for at each place, as sentences to be made. Where a contract comes first, it tells nothing of the task. */
export function jobPostOf(place: PostPlace, facts: PostFacts): JobPost {
  const needsContract = (contractPlaces as readonly PostPlace[]).includes(place);
  const pay = payGapOf(facts, needsContract);
  const missing: readonly PostGap[] = [
    ...(facts.about.trim() === "" ? (["about"] as const) : []),
    ...(pay === undefined ? [] : [pay]),
    ...(facts.hours === "" ? (["hours"] as const) : []),
  ];
  return { fields: fieldsOf(place, facts), missing };
}

/** Stands where something is not said yet. */
const open = "…";

function fieldsOf(place: PostPlace, facts: PostFacts): readonly PostField[] {
  const { about, title, days, ai_policy: ai, pay_range: range, work_place: where } = facts;
  const [pays, hours] = [facts.pays.trim() || open, facts.hours || open];
  const line = (id: PostField["id"], part: PostPart): PostField => ({ id, paragraphs: [[part]] });
  const told: readonly PostPart[] = [{ text: about.trim() }];
  const small = [said("post.text.small-job", { pays, hours }), said("post.text.whatever")];
  const help = [said(`post.text.ai.${ai}`)];
  switch (place) {
    case "upwork":
      return [
        line("title", { text: title }),
        paragraphs(told, small, [said("post.text.after-contract")], [...choice(facts), ...help], tellUs),
        { id: "skills", paragraphs: [skillsOf(facts.needs)] },
        line("budget", said("post.text.budget.upwork", { pays })),
      ];
    case "fiverr":
      return [
        paragraphs(told, small, [said("post.text.after-order")], [...choice(facts), ...help], tellUs),
        line("budget", said("post.text.budget.fiverr", { pays, days })),
      ];
    case "job-board":
      return [
        line("title", { text: title }),
        ...(where === "" ? [] : [line("place", { text: where })]),
        ...(range === "" ? [] : [line("pay", { text: range })]),
        paragraphs(
          [said("post.text.company", { company: facts.company, title })],
          told,
          taskOf(facts),
          [...choice(facts), ...help],
          tellUs,
          apply,
        ),
      ];
    case "company-page":
      return [
        line("title", { text: title }),
        paragraphs(
          [said("post.text.company", { company: facts.company, title })],
          told,
          ...(where === "" ? [] : [[said("post.text.where", { where })]]),
          ...(range === "" ? [] : [[said("post.text.range", { range })]]),
          taskOf(facts),
          [...choice(facts), ...help],
          [said("post.text.findings")],
          [said("post.text.kept", { months: facts.keep_months }), said("post.text.other-way")],
          tellUs,
          apply,
        ),
      ];
  }
}

const tellUs: readonly PostPart[] = [said("post.text.tell-us")];

/** Only the hirer knows: gaps as letters have them, to be filled in. */
const apply: readonly PostPart[] = [said("post.text.apply")];

function said(key: HiringKey, facts: Readonly<Record<string, string | number>> = {}): PostPart {
  return { key, facts };
}

function paragraphs(...all: readonly (readonly PostPart[])[]): PostField {
  return { id: "text", paragraphs: all };
}

/** The test's length and what it pays: never left out. */
function taskOf({ hours, days, test_paid: paid, pays }: PostFacts): readonly PostPart[] {
  return [
    said("post.text.task", { hours: hours || open, days }),
    ...(paid === "no"
      ? [said("post.text.not-paid")]
      : [said("post.text.pays", { pays: pays.trim() || open }), said("post.text.whatever")]),
  ];
}

function choice({ decider }: PostFacts): readonly PostPart[] {
  return [decider === "" ? said("post.text.a-person") : said("post.text.person", { decider })];
}

/** Names of skills as a market place has them, of what there is to build. */
const skills: Readonly<Partial<Record<NeedQuestion, HiringKey>>> = {
  "log-ins": "post.skill.log-ins",
  profiles: "post.skill.data",
  payments: "post.skill.payments",
  chat: "post.skill.chat",
  uploads: "post.skill.uploads",
  data: "post.skill.data",
  systems: "post.skill.systems",
  automation: "post.skill.automation",
  visitors: "post.skill.visitors",
};

function skillsOf(needs: NeedAnswers): readonly PostPart[] {
  const wanted = answerNeed(needs).about.flatMap((question) => skills[question] ?? []);
  return [...new Set<HiringKey>(["post.skill.server", ...wanted])].map((key) => said(key));
}
