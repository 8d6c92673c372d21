import { readFile } from "node:fs/promises";
import { zip } from "../../../packages/bench/test/submission/archives.ts";

/** A submission that does not want to end, and what is cancelled of it. */
export interface StubbornWork {
  /** Of the evaluation. */
  readonly during: string;
  readonly files: Readonly<Record<string, string>>;
  /** Ids of the checks of `stubborn-challenges/stubborn`. */
  readonly only: readonly string[];
  /** The moment has come. */
  readonly when: (event: { readonly type: string; readonly phase?: string; readonly check?: string }) => boolean;
  /** Milliseconds after that moment. */
  readonly later: number;
}

const deaf = 'for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"]) process.on(signal, () => {});\n';
const forks = `const { spawn } = require("node:child_process");
const stay = "trap '' TERM INT HUP QUIT; while :; do sleep 1; done";
const fork = () => spawn("sh", ["-c", stay], { stdio: "ignore", detached: true }).on("error", () => {});
`;
const serve = (act = "") => `${deaf}require("./support/serve.cjs").serve(${act});\n`;
const flood = `() => {
  for (let count = 0; count < 20; count++) fork();
  const line = "x".repeat(10_000) + "\\n";
  const write = () => { while (process.stdout.write(line)); process.stdout.once("drain", write); };
  write();
  return new Promise(() => {});
}`;
const manyFiles = `const { mkdirSync, writeFileSync } = require("node:fs");
for (let folder = 0; folder < 200; folder++) {
  mkdirSync("many/" + folder, { recursive: true });
  for (let file = 0; file < 1_000; file++) writeFileSync("many/" + folder + "/" + file, "");
}
`;
const inPhase = (phase: string) => (event: { readonly type: string; readonly phase?: string }) =>
  event.type === "phase" && event.phase === phase;
const stubbornInstall = "trap '' TERM INT HUP QUIT\nsetsid sh -c \"trap '' TERM; sleep 600\" &\nsleep 600\n";

export const stubbornWorks: readonly StubbornWork[] = [
  {
    during: "receiving 4,000 files",
    files: {
      "index.cjs": serve(),
      ...Object.fromEntries(Array.from({ length: 4_000 }, (_, at) => [`many/${String(at % 100)}/${String(at)}`, "x"])),
    },
    ...{ only: ["answer"], when: inPhase("receive"), later: 0 },
  },
  {
    during: "an install that forks and ignores signals",
    files: {
      "assay.yaml": "install: sh stubborn.sh\nstart: node index.cjs\n",
      "stubborn.sh": stubbornInstall,
      "index.cjs": serve(),
    },
    ...{ only: ["answer"], when: inPhase("install"), later: 1_500 },
  },
  {
    during: "a start that never listens",
    files: { "index.cjs": `${deaf}${forks}fork(); fork(); setInterval(() => {}, 1_000);\n` },
    ...{ only: ["answer"], when: inPhase("start"), later: 2_000 },
  },
  {
    during: "a reply that never comes, with an endless log and 20 forks",
    files: { "index.cjs": `${forks}${serve(flood)}` },
    only: ["slow-reply"],
    when: ({ type, check }) => type === "asking" && check === "slow-reply",
    later: 1_500,
  },
  {
    during: "a run under pressure",
    files: { "index.cjs": serve() },
    only: ["answer", "pressed"],
    when: ({ type }) => type === "pressure",
    later: 1_000,
  },
  {
    during: "the measurement of our own solution",
    files: { "index.cjs": serve() },
    only: ["answer", "held-against-ours"],
    when: ({ type }) => type === "reference",
    later: 2_000,
  },
  {
    during: "a check that blocks the process that evaluates",
    files: { "index.cjs": serve() },
    only: ["blocked"],
    when: ({ type, check }) => type === "asking" && check === "blocked",
    later: 1_000,
  },
];

/** Takes longer, and is only measured. */
export const manyFilesWork: StubbornWork = {
  during: "an install that makes 200,000 files, which are then given to the submission",
  files: {
    "assay.yaml": "install: [node many.cjs, sleep 600]\nstart: node index.cjs\n",
    "many.cjs": manyFiles,
    "index.cjs": serve(),
  },
  ...{ only: ["answer"], when: inPhase("install"), later: 12_000 },
};

/** The archive that is sent. */
export async function archiveOf({ files }: StubbornWork): Promise<Buffer> {
  const support = new URL("../../../packages/bench/test/evaluation/submissions/support/serve.cjs", import.meta.url);
  const all = {
    "package.json": JSON.stringify({ name: "stubborn", main: "index.cjs" }),
    "support/serve.cjs": await readFile(support, "utf8"),
    ...files,
  };
  return zip(Object.entries(all).map(([path, content]) => ({ path, content })));
}
