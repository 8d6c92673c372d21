/** What to ask about similar work that was done before, and how answers sound. */
export const enSimilarWork = {
  "similar.yours": "Which part of it was yours, and who did the rest?",
  "similar.yours.good": "Names a part, and says plainly what others did.",
  "similar.yours.weak": "“We did it all”, with no part that can be named.",
  "similar.broke": "What broke after it went live, and how did you find out?",
  "similar.broke.good":
    "Tells of one case: what happened, who noticed, and what was changed so that it can’t come back.",
  "similar.broke.weak": "“Nothing ever broke.”",
  "similar.grew": "How many people use it, and what had to change as they became more?",
  "similar.grew.good": "Gives a rough number, and one thing that was too slow or too small.",
  "similar.grew.weak": "Does not know who uses it.",
  "similar.again": "What would you build in another way today?",
  "similar.again.good": "Picks one thing, and says what it cost to have it the old way.",
  "similar.again.weak": "“I would do the same again.”",
  "similar.confirm": "Who can confirm that, and may I ask them?",
  "similar.confirm.good": "Names a person, or shows the work itself.",
  "similar.confirm.weak": "Nobody can be asked, and nothing can be shown.",
} as const satisfies Record<string, string>;
