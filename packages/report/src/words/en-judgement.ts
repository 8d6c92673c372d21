/** What people said about findings. */
export const enJudgement = {
  "overruled.tag": "Overruled",
  "overruled.by": "Overruled by {by}: {reason}",
  "overruled.was": "The check itself had found: {was}.",
  "overruled.heading": "What people overruled",
  "overruled.about":
    "{count, plural, one {Here a person says otherwise than our check} other {Here people say otherwise than our checks}}. The verdict above goes by what people say.",
  "overruled.verdict":
    "{people, plural, one {A person} other {People}} changed {count, plural, one {one finding} other {# findings}}: this verdict counts that.",
  "overruled.jump": "See who, and why",
  "overruled.now": "It counts as: {now}.",
  "disputed.tag": "Disputed",
  "disputed.about": "{who} says that this is wrong. A person will look at it, and has not answered yet.",
  "compare.not.rules": "They were tested or judged by different versions of our rules",
  "compare.not.checks": "They were not all asked the same checks",
} as const satisfies Readonly<Record<string, string>>;
