import { defineCheck, fail, pass } from "@assay/bench";

/** Minor: it works today, and may not tomorrow. */
export default defineCheck({
  id: "lock-file",
  area: "well-built",
  severity: "minor",
  kind: "proof",
  rests: "brief#hand-over",
  ofAnyBackend: true,
  words: {
    title: "The parts it is built from are pinned",
    titleWhenFailed: "The parts it is built from are not pinned",
    why: "A service is built from parts that others make. If their versions are not written down, the next install may get other ones and break.",
    passed: "The file {file} says which version of each part to use.",
    failed: "No file says which version of each part to use.",
    ask: {
      question: "How do I get the very same versions that you tested?",
      goodAnswer: "From the lock file, which is in the repository and is used to install.",
      weakAnswer: "Install the newest ones.",
    },
  },
  technical: { summary: "A lock file is handed over.", cwe: [1395], asvs: ["15.1.1"] },
  needs: [],
  cell: "shared",
  gather({ app }) {
    return Promise.resolve({ file: app.project.lockFile ?? null });
  },
  judge({ file }) {
    return file === null ? fail() : pass({ file });
  },
});
