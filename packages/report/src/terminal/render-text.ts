import type { CheckResult, Result } from "@assay/bench/result";
import type { Catalogue, ReportOptions } from "../catalogue.ts";
import { existingReadingOf } from "../reading/existing.ts";
import { readingOf, type Reading } from "../reading/reading.ts";
import { standings, type Standing } from "../reading/tally.ts";
import { verdictReadingOf } from "../reading/verdict.ts";
import { visible } from "../text/visible.ts";
import { sayOffPage } from "../words/off-page.ts";
import { cutTo, filled, widthOf, wrapped } from "./columns.ts";
import { pressureLines } from "./pressure-lines.ts";

export interface TextOptions extends ReportOptions {
  /** Colour codes; false unless said. Whether NO_COLOR or a pipe forbids them is for the caller to know. */
  readonly color?: boolean;
}

const width = 80;
const mostLines = 40;
const mostAboutIt = 5;

/**
 * The report for a terminal: at most 40 lines of at most 80 columns, each shape a letter. Nothing but our own colour
 * codes, when asked for, is more than text. Ends without a line break.
 */
export function renderText(result: Result, catalogue: Catalogue, options: TextOptions): string {
  const reading = readingOf(result, catalogue, options);
  const paint = options.color === true ? inColor : plainly;
  const verdict = verdictReadingOf(reading);
  const { words, heading, day, tally } = reading;

  const { heading: notice = "", paragraphs = [] } = existingReadingOf(reading) ?? {};
  const existing = wrapped([notice, ...paragraphs].join(" "), width).slice(0, mostAboutIt);
  const head = [
    cutTo(`${words.say("brand")}${words.say("brand.rest")} · ${heading} · ${reading.task} · ${day}`, width),
    ...existing.slice(0, 1).map(() => ""),
    ...existing,
    "",
    paint(`${barsAsText(verdict.bars)} ${verdict.label}`, "bold"),
    ...wrapped(verdict.headline, width)
      .slice(0, 3)
      .map((line) => paint(line, "bold")),
    ...wrapped(verdict.todo, width),
    ...(result.scope.areAllChecks || tally.applicable === 0
      ? []
      : wrapped(words.say("why.only", { count: tally.applicable }), width)),
  ];
  const foot = ["", ...wrapped(verdict.limits, width)];
  const middle = [problemLines(reading), tallyLines(reading, paint), findingLines(reading, paint)];
  const free = mostLines - head.length - foot.length - middle.flat().length;
  const unclear = unclearLines(reading, paint, free >= 8 ? 4 : 2);
  const pressure =
    reading.pressure === undefined
      ? []
      : pressureLines(reading.pressure, {
          ...{ words, width, stood: reading.stood, free: free - unclear.length },
          mark: (standing) => paint(letters[standing], standing),
        });
  const good = strengthLines(reading, paint, Math.max(0, free - unclear.length - pressure.length));
  const lines = [...head, ...middle.flat(), ...unclear, ...pressure, ...good].slice(0, mostLines - foot.length);
  return [...lines, ...foot].join("\n");
}

type Paint = (text: string, as: "bold" | Standing) => string;

const plainly: Paint = (text) => text;

const codes = {
  bold: 1,
  pass: 32,
  fail: 31,
  "not-established": 33,
  "our-error": 35,
  explained: 2,
  "not-applicable": 2,
} as const;

const inColor: Paint = (text, as) => `\u001b[${codes[as]}m${text}\u001b[0m`;

/** The shapes of the page as letters: each outcome is told without colour. */
const letters: Readonly<Record<Standing, string>> = {
  pass: "P",
  fail: "F",
  "not-established": "?",
  "our-error": "!",
  explained: ">",
  "not-applicable": "-",
};

function barsAsText(bars: number): string {
  return bars === 0 ? "[....]" : `[${"#".repeat(bars)}${"-".repeat(4 - bars)}]`;
}

const mostLastLines = 6;

function problemLines({ words, result }: Reading): readonly string[] {
  const { problem } = result;
  if (problem === undefined) return [];
  return [
    "",
    `${words.say("problem.heading")} (${visible(problem.code)})`,
    ...indented(problem.message, 2, 4),
    ...indented(`${words.say("problem.todo")}: ${problem.whatToDo}`, 2, 4),
    ...(problem.lastLines.length === 0 ? [] : [`  ${words.say("problem.lines")}:`]),
    ...problem.lastLines.slice(-mostLastLines).map((line) => `  | ${cutTo(visible(line), width - 4)}`),
  ];
}

function tallyLines({ words, areas, tally, result }: Reading, paint: Paint): readonly string[] {
  if (result.checks.length === 0) return [];
  const column = Math.max(...areas.map(({ id }) => words.say(`area.${id}`).length)) + 2;
  const told = (of: readonly Standing[]) =>
    of
      .filter((standing) => tally.of[standing] > 0)
      .map((one) => `${words.say(`standing.${one}.count`, { count: tally.of[one] })} (${letters[one]})`)
      .join(", ");
  const outside = told(["explained", "not-applicable"]);
  return [
    "",
    ...wrapped(
      sayOffPage(words, "text.counted", {
        total: tally.counted,
        counts: told(["pass", "fail", "not-established", "our-error"]),
      }),
      width,
    ),
    ...(outside === "" ? [] : wrapped(sayOffPage(words, "text.outside", { counts: outside }), width)),
    ...areas.flatMap(({ id, stood, tally: own }) => {
      const marks = standings.flatMap((standing) =>
        stood.filter((one) => one.standing === standing).map(() => standing),
      );
      const result =
        own.counted === 0
          ? words.say("areas.none")
          : words.say("areas.passed", { passed: own.of.pass, total: own.counted });
      const left = `  ${filled(words.say(`area.${id}`), column)}${filled(result, 17)}`;
      return marksIn(marks, width - widthOf(left) - 1).map(
        (runs, at) =>
          (at === 0 ? left : " ".repeat(widthOf(left))) +
          runs.map(([standing, text]) => paint(text, standing)).join(""),
      );
    }),
  ];
}

type Runs = readonly (readonly [Standing, string])[];

/** Every mark, on one line or two; where even those don't hold them, how many there are of each. */
function marksIn(marks: readonly Standing[], room: number): readonly Runs[] {
  if (marks.length > 2 * room) {
    return [
      runsOf(marks).map(([standing, text], at) => [standing, `${at === 0 ? "" : " "}${text[0] ?? ""}×${text.length}`]),
    ];
  }
  const lines = [marks.slice(0, room), marks.slice(room)];
  return lines.filter((line, at) => at === 0 || line.length > 0).map(runsOf);
}

/** Equal marks together, so that colour codes stay few. */
function runsOf(marks: readonly Standing[]): Runs {
  return [...new Set(marks)].map((standing) => [
    standing,
    letters[standing].repeat(marks.filter((mark) => mark === standing).length),
  ]);
}

function findingLines(reading: Reading, paint: Paint): readonly string[] {
  const { words, told, listed } = reading;
  if (told.length === 0) return [];
  return [
    "",
    words.say("hurt.heading"),
    ...told.flatMap((check, at) => {
      const severity = words.say(`severity.${check.severity}`);
      const title = cutTo(`${at + 1}. ${reading.titleOf(check)}`, width - 6 - severity.length);
      const { question } = reading.wordsOf(check.id).ask;
      return [
        `${paint(letters.fail, "fail")} ${filled(title, width - 4 - severity.length)}  ${severity}`,
        ...indented(reading.sentenceOf(check), 5, 2),
        ...(question === "" ? [] : indented(sayOffPage(words, "text.ask", { question }), 5, 2)),
      ];
    }),
    ...listed
      .slice(0, mostListed)
      .map((check) => `${paint(letters.fail, "fail")} ${cutTo(reading.titleOf(check), width - 2)}`),
    ...(listed.length > mostListed
      ? [`  ${sayOffPage(words, "text.more-in-report", { count: listed.length - mostListed })}`]
      : []),
  ];
}

const mostListed = 3;

function unclearLines(reading: Reading, paint: Paint, most: number): readonly string[] {
  const { words, notEstablished, ourErrors } = reading;
  const all: readonly (readonly [CheckResult, Standing])[] = [
    ...ourErrors.map((check) => [check, "our-error"] as const),
    ...notEstablished.map((check) => [check, "not-established"] as const),
  ];
  if (all.length === 0) return [];
  const reasons = new Set<string>();
  // A reason that several share is told once.
  const reasonOf = (check: CheckResult) => {
    const reason = reading.sentenceOf(check);
    const isKnown = reasons.has(reason);
    reasons.add(reason);
    return isKnown ? "" : ` ${reason}`;
  };
  return [
    "",
    words.say("established.no"),
    ...all
      .slice(0, most)
      .map(
        ([check, standing]) =>
          `${paint(letters[standing], standing)} ${cutTo(`${reading.openTitleOf(check)}${reasonOf(check)}`, width - 2)}`,
      ),
    ...(all.length > most ? [`  ${sayOffPage(words, "text.more-in-report", { count: all.length - most })}`] : []),
  ];
}

function strengthLines(reading: Reading, paint: Paint, free: number): readonly string[] {
  const { words, strengths } = reading;
  const most = Math.min(strengths.length, free - 2, 4);
  if (most <= 0) return [];
  return [
    "",
    words.say("good.heading"),
    ...strengths.slice(-most).map((check) => {
      const extra = check.demand === "extra" ? ` (+ ${words.say("extra")})` : "";
      return `${paint(letters.pass, "pass")} ${cutTo(reading.titleOf(check), width - 2 - extra.length)}${extra}`;
    }),
  ];
}

/** Wrapped and set in; at most so many lines, the last one marked where more would follow. */
function indented(text: string, by: number, most: number): readonly string[] {
  const lines = wrapped(visible(text.replaceAll(/\s+/g, " ")), width - by);
  const shown = lines.slice(0, most);
  const last = shown.at(-1);
  if (lines.length > most && last !== undefined) shown[shown.length - 1] = cutTo(`${last} …`, width - by);
  return shown.map((line) => " ".repeat(by) + line);
}
