/** The first 90 days, as a draft for both sides. Of the work ahead, never of the person. */
export const enPlan = {
  "plan.arrive": "Our project runs on your own machine",
  "plan.arrive.first": "Sit down with somebody who has done it. Write down each step that was missing.",
  "plan.arrive.seen": "You changed one line and saw it run. You know whom to ask.",
  "plan.read": "We read the report of your task together",
  "plan.read.first": "Each of us picks one thing to keep and one to work on.",
  "plan.read.seen": "Both are written down here, at the first check-in.",
  "plan.lean": "You take the lead where your work held up: “{title}”",
  "plan.lean.first": "Find the place in our project where the same counts. Tell us how it is done there.",
  "plan.lean.seen": "One small change of yours is in use there.",
  "plan.gap": "This holds in our project: “{title}”",
  "plan.gap.first": "Look at how it is done today. {question} A good answer: {good}",
  "plan.gap.seen": "The check “{title}” passes on our project.",
  "plan.rest": "The smaller things of the report are looked at: {count}",
  "plan.rest.first": "Go through them. Say which of them count for our project.",
  "plan.rest.seen": "Each is done, or we wrote down why it need not be.",
  "plan.must": "This holds in our project, and stays so: “{title}”",
  "plan.must.first": "Show us where it is done, and what would break it.",
  "plan.must.seen": "The check “{title}” passes on our project.",
  "plan.back": "We look back together",
  "plan.back.first": "Each of us writes down what went well, and what we would do in another way.",
  "plan.back.seen": "We agreed on what comes next.",
} as const satisfies Record<string, string>;

/** A key of one of these texts. */
export type PlanKey = keyof typeof enPlan;
