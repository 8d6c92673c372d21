import { defineCheck, noted } from "@assay/bench";

/** A note: some work in small steps, some hand over one. No dates and no hours: how long someone took is theirs. */
export default defineCheck({
  id: "commits",
  area: "well-built",
  severity: "minor",
  kind: "note",
  rests: "brief#hand-over",
  ofAnyBackend: true,
  words: {
    title: "History",
    titleWhenFailed: "History",
    why: "A history of small steps tells the next developer why things are as they are.",
    passed:
      "{known, select, yes {{count, plural, one {The work came in one step} other {The work came in # steps}}} other {No history was handed over}}.",
    failed: "No history was handed over.",
    ask: {
      question: "Show me a change that you are glad to have made. Why did you make it?",
      goodAnswer: "They find it in the history, and its message says why.",
      weakAnswer: "It is all in one step.",
    },
  },
  technical: { summary: "Number of commits and their last messages; no dates." },
  needs: [],
  cell: "shared",
  gather({ app }) {
    return Promise.resolve({ commits: app.project.commits ?? null });
  },
  judge({ commits }) {
    return noted(
      { known: commits === null ? "no" : "yes", count: commits?.count ?? 0 },
      commits === null ? {} : { details: { lastMessages: commits.lastMessages } },
    );
  },
});
