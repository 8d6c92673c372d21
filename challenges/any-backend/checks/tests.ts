import { defineCheck, noted } from "@assay/bench";

/** A note: tests show care, but how many are right for so small a task is not for us to say. We don’t run them. */
export default defineCheck({
  id: "tests",
  area: "well-built",
  severity: "minor",
  kind: "note",
  rests: "brief#hand-over",
  ofAnyBackend: true,
  words: {
    title: "Tests",
    titleWhenFailed: "Tests",
    why: "Tests let the next developer change something without fear.",
    passed:
      "{files, plural, =0 {There are no files with tests} one {There is one file with tests} other {There are # files with tests}}{runs, select, yes {, and a command that runs them} other {}}. We did not run them.",
    failed: "There are no tests.",
    ask: {
      question: "What do your tests cover, and what did you leave out?",
      goodAnswer: "The rules that would hurt most if they broke, through the real service and database.",
      weakAnswer: "There was no time for tests.",
    },
  },
  technical: { summary: "Files that look like tests, and a test command in the manifest." },
  needs: [],
  cell: "shared",
  gather({ app }) {
    const { files, command } = app.project.tests;
    return Promise.resolve({ files, command: command ?? null });
  },
  judge({ files, command }) {
    return noted({ files, runs: command === null ? "no" : "yes" }, { details: { command } });
  },
});
