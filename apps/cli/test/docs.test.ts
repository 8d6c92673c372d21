import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBinding, readGivenPart } from "@assay/bench/acquaintance";
import { exitCodes } from "@assay/bench/errors";
import { loadChallenge } from "@assay/bench/evaluation";
import { verdictIds } from "@assay/bench/result";
import { wordsOf } from "@assay/report";
import { root } from "../src/house.ts";
import { Place } from "./assay.ts";

const pages = [
  "README.md",
  "SECURITY.md",
  "packages/bench/test/security/README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];
const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

/** Every line of every block of shell commands. */
const commands = new Set(
  pages.flatMap((page) =>
    [...textOf(page).matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = ""]) =>
      block.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#")),
    ),
  ),
);

const workplace = mkdtempSync(join(tmpdir(), "assay-docs-"));
afterAll(() => rmSync(workplace, { recursive: true, force: true }));

const sample = "challenges/login-system/samples/careless";
/** A backend that needs no packages, where a page's command takes any. */
const place = new Place();
const small = place.submission("in-memory");
afterAll(() => place.remove());
const at = (name: string): string => join(workplace, name);
/** One cheap check in place of all, and nothing written into the checkout. */
const short = `--only log-in --out ${at("short")}`;

const withoutImages = "It needs images from the open internet; deploy.test.ts reads what it would start.";
const helmInstall = [...commands].find((command) => command.startsWith("helm install ")) ?? "helm install";

/** What a person says of a backend first. */
function firstPart(): string {
  writeFileSync(at("first.yaml"), "setup: { environment: { LICENSE: free } }\n");
  return at("first.yaml");
}

/** How a command is run here: as it stands, as another that differs only in what it costs or touches, or why it isn't. */
type Way = { readonly as: string; readonly says?: string; readonly status?: number } | { readonly not: string };

const ways: Readonly<Record<string, Way>> = {
  "./start": { not: "It runs until it is stopped; its parts are tested in start.test.ts and serve.test.ts." },
  "./test": { not: "This test is a part of it." },
  "./assay run PATH --out my-report": {
    as: `./assay run ${sample} --out ${at("my-report")} --only log-in`,
    says: "Report: ",
  },
  "./assay bind PATH --out binding.yaml": {
    as: `./assay bind ${sample} --out ${at("binding.yaml")}`,
    says: "It can be evaluated",
  },
  "./assay bind PATH --try --binding binding.yaml": {
    as: `./assay bind ${sample} --try --binding ${at("binding.yaml")}`,
    says: "works      logIn",
  },
  "./assay run PATH --binding binding.yaml": {
    as: `./assay run ${sample} --binding ${at("binding.yaml")} --only log-in --out ${at("bound")}`,
    says: "This backend was not written for our test.",
  },
  "./assay bind PATH --binding first.yaml --out binding.yaml": {
    as: `./assay bind ${sample} --binding ${firstPart()} --out ${at("completed.yaml")}`,
    says: "It can be evaluated",
  },
  "./assay bind --schema > assay-binding.schema.json": { as: "./assay bind --schema", says: '"operations"' },
  "./assay bind openapi.yaml --out binding.yaml": {
    as: `./assay bind challenges/login-system/contract.yaml --out ${at("from-document.yaml")}`,
    says: "From contract.yaml.",
  },
  "./assay serve": { not: "It runs until it is stopped: backup.test.ts starts it, asks it, stops it." },
  "DATABASE_URL=postgres://assay_worker:another@db.example/assay ASSAY_STORAGE=s3://assay ./assay worker": {
    as: "DATABASE_URL= ./assay worker",
    says: "Set DATABASE_URL to the PostgreSQL of the server",
    status: 1,
  },
  [`psql postgres://admin:secret@db.example/assay --command "CREATE ROLE assay_worker LOGIN PASSWORD 'another'"`]: {
    not: "It needs an administrator's database: worker-role.test.ts gives one the same statement.",
  },
  "cp deploy/env.example deploy/.env && chmod 600 deploy/.env": {
    as: `cp deploy/env.example ${at(".env")} && chmod 600 ${at(".env")}`,
  },
  "docker compose --file deploy/compose.yaml up --build --detach": { not: withoutImages },
  "docker compose --file deploy/compose.yaml logs server": { not: withoutImages },
  "docker compose --file deploy/compose.yaml exec server ./assay backup /tmp/assay.tar.gz": { not: withoutImages },
  "docker compose --file deploy/compose.yaml cp server:/tmp/assay.tar.gz .": { not: withoutImages },
  [helmInstall]: { not: withoutImages },
  "./assay backup assay.tar.gz": { not: "backup.test.ts does, with real data." },
  "./assay restore assay.tar.gz": { not: "backup.test.ts does, with real data." },
  "./assay doctor": { as: "./assay doctor", says: "This machine can run Assay." },
  "./assay show login-system": { as: "./assay show login-system", says: "Build a login system" },
  "./assay new login-system my-login-system-in-python --language python": {
    as: `./assay new login-system ${at("new-in-python")} --language python`,
    says: "BRIEF.md",
  },
  "./assay new login-system my-login-system-in-php --language php": {
    as: `./assay new login-system ${at("new-in-php")} --language php`,
    says: "BRIEF.md",
  },
  "./assay new login-system my-login-system": { as: `./assay new login-system ${at("new")}`, says: "BRIEF.md" },
  "./assay new login-system the-task": { as: `./assay new login-system ${at("the-task")}`, says: "BRIEF.md" },
  "./assay run their-work.zip --out their-report": {
    as: `python3 -m zipfile -c ${at("their-work.zip")} ${sample} && ./assay run ${at("their-work.zip")} ${short}`,
    says: "Report: ",
  },
  "./assay run PATH": { as: `./assay run ${small} ${short}`, says: "Report: " },
  "./assay show login-system --brief": { as: "./assay show login-system --brief", says: "The musts" },
  "./assay show login-system --checks": { as: "./assay show login-system --checks", says: "one-email-one-account" },
  "./assay show login-system --follow-up log-ins": {
    as: "./assay show login-system --follow-up log-ins",
    says: "Where I am logged in",
  },
  "./assay run PATH --follow-up log-ins": {
    as: `./assay run ${small} --follow-up log-ins ${short}`,
    says: "Login system, follow-up change",
  },
  "./assay run PATH --only log-in,sign-up": { as: `./assay run ${small} --only log-in,sign-up --out ${at("short")}` },
  "./assay run PATH --seed 4711": { as: `./assay run ${small} --seed 4711 ${short}` },
  "./assay compare ANNAS-REPORT BENS-REPORT --out comparison.html": {
    // Runs under pressure take minutes. That two results are read is seen by what is refused; compare.test.ts has real ones.
    as: `./assay compare ${at("my-report")} ${at("my-report")} --out ${at("comparison.html")}`,
    says: "holds no run under pressure",
    status: exitCodes.usage,
  },
  "./assay ci github --repository https://git.example.com/assay.git --binding binding.yaml": {
    as: `./assay ci github --repository https://git.example.com/assay.git --binding binding.yaml --out ${at("github.yml")}`,
    says: "It is yours to change",
  },
  "./assay ci gitlab --repository https://git.example.com/assay.git --binding binding.yaml --fail-on blocker": {
    as: `./assay ci gitlab --repository https://git.example.com/assay.git --binding binding.yaml --fail-on blocker --out ${at("gitlab.yml")}`,
    says: "It is yours to change",
  },
  "./assay changes LAST-REPORT THIS-REPORT": {
    as: `./assay changes ${at("my-report")} ${at("my-report")}`,
    says: "Nothing changed since last time.",
  },
  "./assay changes LAST-REPORT THIS-REPORT --format markdown --fail-on serious": {
    as: `./assay changes ${at("my-report")} ${at("my-report")} --format markdown --fail-on serious`,
    says: "## Assay: test, not guess.",
  },
  "./assay rejudge RESULT": { as: `./assay rejudge ${at("my-report")}`, says: "Before: " },
  "./assay rejudge RESULT --out again": { as: `./assay rejudge ${at("my-report/result.json")} --out ${at("again")}` },
  "./assay run challenges/login-system/solutions/node-postgres --only one-email-one-account": {
    as: `./assay run challenges/login-system/solutions/node-postgres ${short}`,
  },
  "./assay calibrate login-system --only one-email-one-account": {
    // A variant's first run asks every check. That the option is understood is seen by what it refuses.
    as: "./assay calibrate login-system --only no-such-variant",
    says: "No variant of login-system matches.",
    status: exitCodes.usage,
  },
  "./assay calibrate login-system": { not: "It takes hours; calibrate.test.ts runs the same on a small pack." },
  "./assay calibrate login-system --follow-up log-ins": {
    as: "./assay calibrate login-system --follow-up log-ins --only no-such-variant",
    says: "No variant of log-ins matches.",
    status: exitCodes.usage,
  },
  "npx vitest run packages/bench/test/challenge packages/bench/test/calibrate/packs.test.ts": {
    as: "ls packages/bench/test/challenge packages/bench/test/calibrate/packs.test.ts", // This run runs them.
  },
  "npx vitest run packages/bench/test/judge": { as: "ls packages/bench/test/judge" },
  "systemd-run --user --scope ./assay run PATH": { not: "Only where systemd serves users." },
  'ASSAY_INSTALL_HOSTS="downloads.example:443 mirror.example" ./assay run PATH': {
    as: `ASSAY_INSTALL_HOSTS="downloads.example:443 mirror.example" ./assay run ${sample} ${short}`,
  },
  'ASSAY_INSTALL_HOSTS="images.example auth.images.example layers.images.example" ./assay run PATH': {
    not: "It fetches a base image from the open internet; dockerfile.test.ts builds without one.",
  },
  "./assay run PATH --sandbox oci": {
    as: `command -v crun || exit 0; ./assay run ${small} --sandbox oci ${short}`,
  },
  "./assay run PATH --only slow-database,frozen-database,outage-under-load,kill-under-load,rush,rolling-restart": {
    as: `./assay run ${sample} --only kill-under-load --out ${at("pressed")} && ls ${at("pressed/pressure.svg")}`,
  },
  "./assay run PATH --pressure full": { as: `./assay run ${small} --pressure full ${short}` },
  "./assay run PATH --sandbox none": { as: `./assay run ${small} --sandbox none ${short}` },
  "./assay run PATH --format json,html --out report --fail-on serious": {
    as: `./assay run ${small} --format json,html --only log-in --out ${at("report")} --fail-on serious`,
    says: '"verdict": "held-up"',
  },
  "npm run check": { not: "./test runs it before the tests." },
  "npm run bench": { not: "It measures, for minutes: numbers are for people, not for tests." },
  "npm run bench -- cell postgres mysql": { not: "As above." },
  "npm run bench:hostile": { not: "It takes an hour; the tests run its quick rows." },
  "npm run bench:hostile -- archives redis": {
    as: "npm run bench:hostile -- tar-parent zip-parent",
    says: "2 inputs: 2 held, 0 did not hold, 0 not run",
  },
  "npm run bench -- whole --whole 3 --busy": { not: "As above." },
  "node_modules/.bin/node packages/bench/src/result/write-schema.ts": {
    not: "It writes into the checkout; schema.test.ts holds the file equal to what it would write.",
  },
  "node_modules/.bin/node packages/bench/src/operations/write-schema.ts": {
    not: "It writes into the checkout; binding-schema.test.ts holds the file equal to what it would write.",
  },
  "./assay run challenges/login-system/samples/careless --out reports/careless": {
    not: "The same as `./assay run PATH --out my-report`, whole.",
  },
  "node_modules/.bin/node docs/pictures/take.mjs reports/careless/report.html": {
    as: `node_modules/.bin/node docs/pictures/take.mjs ${at("my-report/report.html")} ${workplace}`,
  },
};

function run(command: string) {
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", command], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 120_000,
  });
  return { status, stdout, stderr };
}

describe("the pages", () => {
  // What rejudging and the pictures start from: run first, and once.
  const firstOf = (ways["./assay run PATH --out my-report"] as { as: string }).as;
  let first: ReturnType<typeof run>;
  beforeAll(() => void (first = run(firstOf)), 120_000);

  test.each([...commands].map((command) => [command]))("a reader can give: %s", { timeout: 120_000 }, (command) => {
    const way = ways[command];
    if (way === undefined) throw new Error(`Say in this test how "${command}" is run, or why it isn't.`);
    if ("not" in way) return;
    const { status, stdout, stderr } = way.as === firstOf ? first : run(way.as);
    expect(status, stderr).toBe(way.status ?? exitCodes.evaluated);
    expect(stdout + stderr).toContain(way.says ?? "");
  });

  test("name every command that this test knows", () => {
    expect(Object.keys(ways).filter((command) => !commands.has(command))).toEqual([]);
  });

  test.each(pages.map((page) => [page]))("%s links to what is there", (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)|(?:src|srcset)="([^"]+)"/g)];
    const paths = links.map(([, link, picture]) => link ?? picture ?? "").filter((path) => !/^[a-z]+:/.test(path));
    expect(paths.filter((path) => !existsSync(join(root, dirname(page), path)))).toEqual([]);
  });

  test.each([...textOf("docs/bindings.md").matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ""]) => [text]))(
    "show bindings that can be read: %s",
    async (text) => {
      const challenge = await loadChallenge(join(root, "challenges/login-system"));
      // Some show a part alone.
      const isWhole = /^operations:/m.test(text);
      writeFileSync(at("shown.yaml"), text);
      const shown = isWhole
        ? readBinding(text, "binding.yaml", challenge).backend.operations
        : await readGivenPart(at("shown.yaml"), challenge);
      expect(Object.keys(shown)).toContain(isWhole ? "logIn" : "setup");
    },
  );

  test("name each verdict as the report does", () => {
    const page = textOf("docs/hirers.md");
    const words = wordsOf("en");
    const told = verdictIds.map((verdict) => words.say(`verdict.${verdict}`).replaceAll("’", "'"));
    expect(told.filter((label) => !page.includes(`| ${label} `))).toEqual([]);
    expect([...page.matchAll(/^\| (?!verdict|-)[^|]+\|[^|]+\|[^|]+\|$/gm)]).toHaveLength(verdictIds.length);
  });

  test("tell each exit code", () => {
    const told = [...textOf("docs/operators.md").matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
    expect(told).toEqual(Object.values(exitCodes));
  });
});
