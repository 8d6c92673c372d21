import { rateOf, type Rate } from "./rate.ts";
import { summaryOf, type TrackRecord, type TrackRecordEntry } from "./track-record.ts";

/**
 * `docs/calibration.md`, for senior engineers: how often each check was wrong where the truth was known.
 * @param records by the title of their challenge
 */
export function trackRecordPage(records: Readonly<Record<string, TrackRecord>>): string {
  return [
    "# How often Assay is wrong",
    "",
    "Each check is tried on backends of which we know what is true: right ones, which it must leave alone, and ones with a planted flaw, which it must catch. `./assay calibrate login-system --quick --write` runs them and writes this page. With `--quick`, each variant is asked only what it is about, and every solution is asked everything. A check that the table does not name has not been run yet. Intervals are Wilson's, 95%.",
    ...Object.entries(records).flatMap(([title, record]) => sectionOf(title, record)),
    "",
  ].join("\n");
}

function sectionOf(title: string, record: TrackRecord): readonly string[] {
  const summary = summaryOf(record);
  if (summary === undefined) return [];
  const entries = Object.entries(record.variants);
  const missed = entries.filter(([, { kind, caught, runs }]) => kind === "flawed" && caught < runs);
  const alarmed = entries.filter(([, { falseAlarms }]) => falseAlarms.length > 0);
  const engines = new Set(entries.map(([, { engine }]) => engine)).size;
  return [
    "",
    `## ${title}`,
    "",
    `Assay ${summary.assay.join(", ")}, run from ${summary.from} to ${summary.to}${engines > 1 ? `, on ${String(engines)} states of the code` : ""}.`,
    "",
    "| | | share | 95% |",
    "|---|---|---|---|",
    rowOf("Planted flaws caught", summary.caught),
    rowOf(`False alarms, of judgements on ${String(summary.right)} right backends`, summary.falseAlarms),
    "",
    ...listOf(
      "Missed",
      missed.map(
        ([name, { check, caught, runs }]) =>
          `${name}: \`${check ?? ""}\` caught it in ${String(caught)} of ${String(runs)} runs`,
      ),
    ),
    ...listOf(
      "False alarms",
      alarmed.map(([name, { falseAlarms }]) => `${name}: ${falseAlarms.map((check) => `\`${check}\``).join(", ")}`),
    ),
    "| check | flaws caught | false alarms |",
    "|---|---|---|",
    ...checksOf(entries.map(([, entry]) => entry)),
  ];
}

function rowOf(name: string, { of, outOf, low, high }: Rate): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return `| ${name} | ${String(of)} of ${String(outOf)} | ${outOf === 0 ? "–" : percent(of / outOf)} | ${percent(low)} to ${percent(high)} |`;
}

function listOf(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, "", ...lines.map((line) => `- ${line}`), ""];
}

function checksOf(entries: readonly TrackRecordEntry[]): readonly string[] {
  const ids = new Set(
    entries.flatMap(({ check, falseAlarms }) => [...(check === undefined ? [] : [check]), ...falseAlarms]),
  );
  return [...ids].sort().map((id) => {
    const naming = entries.filter(({ check }) => check === id);
    const runs = naming.reduce((sum, entry) => sum + entry.runs, 0);
    const caught = rateOf(
      naming.reduce((sum, entry) => sum + entry.caught, 0),
      runs,
    );
    const alarms = entries.reduce(
      (sum, { falseAlarms }) => sum + falseAlarms.filter((check) => check === id).length,
      0,
    );
    return `| \`${id}\` | ${runs === 0 ? "–" : `${String(caught.of)} of ${String(runs)}`} | ${String(alarms)} |`;
  });
}
