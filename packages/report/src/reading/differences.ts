import type { CheckResult, Severity } from "@assay/bench/result";
import type { Words } from "../words/words.ts";
import type { Reading } from "./reading.ts";
import { areaOrder, tallyOf, type Standing, type Stood, type Tally } from "./tally.ts";
import { sayDifference } from "../words/differences.ts";

/** One piece of work in a comparison, under the name that it is shown by. */
export interface ComparedWork {
  readonly name: string;
  readonly reading: Reading;
}

type Area = (typeof areaOrder)[number];

/** What became of one check in each work; undefined where it could not be run. */
export interface ComparedCheck {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly in: readonly (Stood | undefined)[];
}

export interface ComparedArea {
  readonly id: Area;
  readonly in: readonly { readonly stood: readonly Stood[]; readonly tally: Tally }[];
  /** From the fewest that passed to the most. */
  readonly spread: number;
}

/** Where works differ, and where they don't. Nobody is set before anybody: only differences are ordered, by their size. */
export interface Differences {
  /** The largest first. */
  readonly areas: readonly ComparedArea[];
  /** Failed ones of each work, by severity; missing where all have the same. */
  readonly failed: readonly { readonly severity: Severity; readonly in: readonly (readonly CheckResult[])[] }[];
  readonly checks: readonly ComparedCheck[];
  /** Those with one answer in all: by what it is. */
  readonly same: readonly { readonly standing: SameStanding; readonly titles: readonly string[] }[];
  readonly total: number;
}

const sameStandings = ["fail", "not-established", "pass", "other"] as const;
export type SameStanding = (typeof sameStandings)[number];

const gravity: Readonly<Record<Severity, number>> = { blocker: 0, serious: 1, minor: 2 };

export function differencesOf(works: readonly ComparedWork[]): Differences {
  const ran = works.filter(({ reading }) => reading.result.checks.length > 0);
  const ids = new Set(ran.flatMap(({ reading }) => reading.stood.map(({ check }) => check.id)));
  const standing = new Map(
    works.map(({ reading }) => [reading, new Map(reading.stood.map((one) => [one.check.id, one]))] as const),
  );
  const all = [...ids].map((id): ComparedCheck => {
    const there = works.map(({ reading }) => standing.get(reading)?.get(id));
    const told = there.find((one) => one !== undefined);
    const teller = works[there.indexOf(told)]?.reading;
    return {
      id,
      title: told === undefined || teller === undefined ? id : teller.titleOf({ ...told.check, outcome: "pass" }),
      severity: gravest(there),
      in: there,
    };
  });
  const differs = ({ in: there }: ComparedCheck) => new Set(there.filter(isThere).map((one) => one.standing)).size > 1;
  return {
    areas: areasOf(works).toSorted((a, b) => b.spread - a.spread),
    failed: (["blocker", "serious"] as const).flatMap((severity) => {
      const failures = works.map(({ reading }) => reading.failures.filter((check) => check.severity === severity));
      const alike = new Set(
        failures.map((some) =>
          some
            .map(({ id }) => id)
            .toSorted()
            .join(" "),
        ),
      );
      return alike.size > 1 ? [{ severity, in: failures }] : [];
    }),
    checks: all.filter(differs).toSorted((a, b) => gravity[a.severity] - gravity[b.severity]),
    same: sameStandings.flatMap((kind) => {
      const titles = all
        .filter((check) => !differs(check) && kindOf(check.in.find(isThere)?.standing) === kind)
        .map(({ title }) => title);
      return titles.length === 0 ? [] : [{ standing: kind, titles }];
    }),
    total: all.length,
  };
}

const mostNamed = 2;

/** Where they differ, in one sentence that sets nobody before anybody. */
export function differingSentence({ areas, checks }: Differences, words: Words): string {
  const [first] = areas;
  if (first === undefined || checks.length === 0) return sayDifference(words, "differ.none");
  const largest = areas.filter(({ spread }) => spread > 0 && spread * 2 >= first.spread).slice(0, mostNamed);
  if (largest.length === 0) return sayDifference(words, "differ.none");
  const list = words.list(largest.map(({ id }) => sayDifference(words, `differ.in.${id}`)));
  return sayDifference(words, first.spread > 1 ? "differ.most" : "differ.little", { list });
}

function areasOf(works: readonly ComparedWork[]): readonly ComparedArea[] {
  return areaOrder.flatMap((id) => {
    const there = works.map(({ reading }) => {
      const area = reading.areas.find((one) => one.id === id);
      return area ?? { stood: [], tally: tallyOf([]) };
    });
    const ran = there.filter(({ stood }) => stood.length > 0);
    if (ran.length === 0) return [];
    const passed = ran.map(({ tally }) => tally.of.pass);
    return [{ id, in: there, spread: Math.max(...passed) - Math.min(...passed) }];
  });
}

function gravest(there: readonly (Stood | undefined)[]): Severity {
  const found = there.filter(isThere).map(({ check }) => check.severity);
  return found.toSorted((a, b) => gravity[a] - gravity[b])[0] ?? "minor";
}

function kindOf(standing: Standing | undefined): SameStanding {
  return standing === "pass" || standing === "fail" || standing === "not-established" ? standing : "other";
}

function isThere<T>(one: T | undefined): one is T {
  return one !== undefined;
}
