import type { Area, VerdictId } from "@assay/bench/result";
import { visible } from "../text/visible.ts";
import type { WordKey } from "../words/en.ts";
import { isWhole } from "./tally.ts";
import type { Reading } from "./reading.ts";
import { isMostlyUnbound } from "./unbound.ts";

export interface VerdictReading {
  readonly id: VerdictId;
  readonly label: string;
  /** How many of the four bars are filled; 0: outside the ladder, drawn dashed. */
  readonly bars: 0 | 1 | 2 | 3 | 4;
  /** The large sentence made for the case. */
  readonly headline: string;
  /** What to do. */
  readonly todo: string;
  /** Paragraphs: what held, then where it broke. */
  readonly why: readonly string[];
  /** The fixed line. */
  readonly limits: string;
}

export const barsOf: Readonly<Record<VerdictId, VerdictReading["bars"]>> = {
  "could-not-run": 0,
  "our-mistake": 0,
  "cannot-say": 0,
  "did-not-hold-up": 1,
  "gave-way": 2,
  "mostly-held-up": 3,
  "held-up": 4,
};

/** The order in which the rules are tried: the first that matches gives the verdict. */
export const ruleOrder = [
  "could-not-run",
  "did-not-hold-up",
  "gave-way",
  "our-mistake",
  "cannot-say",
  "mostly-held-up",
  "held-up",
] as const satisfies readonly VerdictId[];

/** Best first. */
export const ladder = [
  "held-up",
  "mostly-held-up",
  "gave-way",
  "did-not-hold-up",
] as const satisfies readonly VerdictId[];

export function verdictReadingOf(reading: Reading): VerdictReading {
  const { result, words, day } = reading;
  return {
    id: result.verdict,
    label: words.say(`verdict.${result.verdict}`),
    bars: barsOf[result.verdict],
    headline: headlineOf(reading),
    todo: todoOf(reading),
    why: whyOf(reading),
    limits: words.say("limits", { date: day }),
  };
}

function headlineOf(reading: Reading): string {
  const { result, words, tally, failures } = reading;
  const worst = failures[0];
  const finding = worst === undefined ? "" : asSentence(reading.titleOf(worst));
  switch (result.verdict) {
    case "could-not-run":
      return words.say(whereItStopped(reading));
    case "our-mistake":
      return words.say("headline.our-mistake");
    case "cannot-say": {
      if (tally.counted === 0) return words.say("headline.nothing-run");
      if (isMostlyUnbound(result) && failures.length === 0)
        return words.say("headline.cannot-say.unbound", { applicable: tally.applicable, total: result.checks.length });
      const count = reading.notEstablished.filter(
        (check) => check.severity === "blocker" && check.demand === "must",
      ).length;
      return words.say(failures.length === 0 ? "headline.cannot-say.clean" : "headline.cannot-say", { count });
    }
    case "did-not-hold-up": {
      const isAsAsked = failures.some((check) => check.severity === "blocker" && check.area === "works-as-asked");
      if (isAsAsked) return words.say("headline.not-as-asked", { finding });
      return words.say("headline.many-blockers", { count: tally.failedBySeverity.blocker, finding });
    }
    case "gave-way":
    case "mostly-held-up": {
      if (!result.scope.areAllChecks) return words.say("headline.gave-way.only", { ...inScope(reading), finding });
      const part = tally.of.pass / Math.max(1, tally.counted);
      const share = part >= 0.8 ? "most" : part >= 0.5 ? "much" : "some";
      return words.say("headline.gave-way", { share, finding });
    }
    case "held-up":
      if (!result.scope.areAllChecks)
        return failures.length === 0
          ? words.say("headline.held-up.only", inScope(reading))
          : words.say("headline.held-up.only.smaller", { ...inScope(reading), finding });
      return failures.length === 0 ? words.say("headline.held-up") : words.say("headline.held-up.smaller", { finding });
  }
}

/** For a large sentence that says itself how little was asked. */
function inScope({ tally }: Reading) {
  const { applicable, counted, of } = tally;
  return { run: applicable, passed: of.pass, failed: of.fail, unclear: counted - of.pass - of.fail };
}

function whereItStopped({ result }: Reading): WordKey {
  if (result.problem === undefined) return "headline.no-core";
  switch (result.phases.at(-1)?.name) {
    case "receive":
      return "headline.not-received";
    case "identify":
      return "headline.not-identified";
    case "install":
      return "headline.not-installed";
    default:
      return "headline.not-started";
  }
}

function todoOf({ result, words, failures }: Reading): string {
  if (result.verdict === "held-up" && !result.scope.areAllChecks) return words.say("do.held-up.only");
  if (result.verdict === "held-up" && failures.length > 0) {
    return words.say("do.held-up.smaller", { count: failures.length });
  }
  return words.say(`do.${result.verdict}`);
}

function whyOf(reading: Reading): readonly string[] {
  const { result, words, tally, failures } = reading;
  const paragraphs: string[] = [];
  if (!result.scope.areAllChecks && tally.applicable > 0) {
    paragraphs.push(words.say("why.only", { count: tally.applicable }));
  }
  if (result.problem !== undefined) return [...paragraphs, visible(result.problem.message)];
  if (result.verdict === "our-mistake") {
    return [...paragraphs, words.say("why.our-mistake", { broken: tally.of["our-error"], total: tally.counted })];
  }
  const held = whatHeld(reading);
  if (held.length > 0) paragraphs.push(held.join(" "));
  const worst = failures[0];
  if (worst !== undefined) {
    const more = failures.length > 1 ? ` ${words.say("why.more-broke", { count: failures.length - 1 })}` : "";
    paragraphs.push(words.say("why.where-it-broke", { sentence: asSentence(reading.sentenceOf(worst)) }) + more);
  }
  return paragraphs;
}

const areaClaims = {
  "works-as-asked": "why.works-as-asked",
  secure: "why.secure",
  "keeps-data-whole": "why.keeps-data-whole",
  "handles-errors": "why.handles-errors",
  stable: "why.stable",
} as const satisfies Partial<Record<Area, WordKey>>;

const enoughSaid = 3;

/**
 * A claim is made only of a whole area where every check gave an answer and passed: a general praise with a hole in
 * it is no fact. Where little can be claimed, single weighty passes speak for themselves.
 */
function whatHeld({ result, words, areas, strengths, sentenceOf }: Reading): readonly string[] {
  const isClaimed = (id: Area) => result.scope.areAllChecks && areas.some((area) => area.id === id && isWhole(area));
  const asAsked = areas.find(({ id }) => id === "works-as-asked")?.tally;
  const claimed = (Object.keys(areaClaims) as (keyof typeof areaClaims)[]).filter(isClaimed);
  const claims = claimed.map((id) => words.say(areaClaims[id], { extras: asAsked?.extrasPassed ?? 0 }));
  if (asAsked !== undefined && asAsked.counted > 0 && !isClaimed("works-as-asked")) {
    claims.unshift(words.say("why.works-as-asked.part", { passed: asAsked.of.pass, total: asAsked.counted }));
  }
  const single = strengths
    .filter(({ area, severity, demand }) => demand === "must" && severity === "blocker" && !isClaimed(area))
    .slice(0, Math.max(0, enoughSaid - claims.length));
  return [...claims, ...single.map((check) => asSentence(sentenceOf(check)))];
}

/** Titles carry no full stop; sentences do. */
export function asSentence(text: string): string {
  return /[.!?…]["”’)]?$/.test(text) ? text : `${text}.`;
}
