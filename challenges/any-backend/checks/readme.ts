import { defineCheck, noted } from "@assay/bench";

/** A note: whether it explains well is for people to say. */
export default defineCheck({
  id: "readme",
  area: "well-built",
  severity: "minor",
  kind: "note",
  rests: "brief#hand-over",
  ofAnyBackend: true,
  words: {
    title: "README",
    titleWhenFailed: "README",
    why: "The README is where the next developer begins.",
    passed:
      "{words, plural, =0 {There is no README} one {There is a README of one word} other {There is a README of # words}}.",
    failed: "There is no README.",
    ask: {
      question: "What would a new developer need to know that is not in the README?",
      goodAnswer: "They name a thing or two, and why they left it out.",
      weakAnswer: "The code explains itself.",
    },
  },
  technical: { summary: "A README in the top folder, and its number of words." },
  needs: [],
  cell: "shared",
  gather({ app }) {
    return Promise.resolve({ readme: app.project.readme ?? null });
  },
  judge({ readme }) {
    return noted({ words: readme?.words ?? 0 }, readme === null ? {} : { details: { path: readme.path } });
  },
});
