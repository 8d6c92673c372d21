import { severities, type AnyCheck, type Severity } from "../check/check.ts";
import type { OwnOutcome } from "./tries.ts";

/** A check, what it showed by itself, and, once other checks are looked at, the check that explains it. */
export interface Finding {
  readonly check: AnyCheck;
  readonly own: OwnOutcome;
  readonly because?: string;
}

export function isAtLeastAsGrave(severity: Severity, than: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(than);
}

/**
 * Looks at the checks together: what could not be asked because something before it is broken, and which failures
 * are one and the same. Order in, order out.
 *
 * One principle holds throughout: a failure is never explained away by a milder one.
 */
export function linkCauses(findings: readonly Finding[], establishes: Readonly<Record<string, string>>): Finding[] {
  const asked = findings.map(settleExtra);
  const afterPrerequisites = applyPrerequisites(asked, establishes);
  return applyConsequences(afterPrerequisites);
}

/**
 * An extra that fails was not done: nobody had to do it. As `not-applicable` it leaves the counts and the verdict by
 * the rules that are there already; its facts and exhibits stay, so that the report can say that it was tried.
 */
function settleExtra(finding: Finding): Finding {
  if (finding.check.demand !== "extra" || finding.own.outcome !== "fail") return finding;
  return {
    ...finding,
    own: { ...finding.own, severity: finding.check.severity, outcome: "not-applicable", reason: "extra-not-done" },
  };
}

function applyPrerequisites(findings: readonly Finding[], establishes: Readonly<Record<string, string>>): Finding[] {
  const byId = new Map(findings.map((finding) => [finding.check.id, finding]));

  /** Prerequisites, nearest last: the first that failed is the root. */
  function prerequisitesOf(finding: Finding, seen = new Set([finding.check.id])): Finding[] {
    const found: Finding[] = [];
    for (const operation of [...finding.check.needs, ...(finding.check.needsWhereBound ?? [])]) {
      const prerequisite = byId.get(establishes[operation] ?? "");
      if (prerequisite === undefined || seen.has(prerequisite.check.id)) continue;
      seen.add(prerequisite.check.id);
      found.push(...prerequisitesOf(prerequisite, seen), prerequisite);
    }
    return found;
  }

  return findings.map((finding) => {
    const { own } = finding;
    if (own.outcome === "not-applicable") return finding;
    const prerequisites = prerequisitesOf(finding);

    // A minor failure leaves the operation usable, so what builds on it could be asked.
    const broken = prerequisites.find(({ own: { outcome, severity } }) => outcome === "fail" && severity !== "minor");
    if (broken !== undefined) {
      // Proof of something graver stands: it was seen, whatever else is broken.
      if (own.outcome === "fail" && !isAtLeastAsGrave(broken.own.severity, own.severity)) return finding;
      return {
        ...finding,
        own: unanswered(finding, "not-established", "prerequisite-failed"),
        because: broken.check.id,
      };
    }

    const notDone = prerequisites.find(({ own: { reason } }) => reason === "extra-not-done");
    if (notDone !== undefined) {
      return { ...finding, own: unanswered(finding, "not-applicable", "extra-not-done"), because: notDone.check.id };
    }

    if (own.outcome !== "not-established") return finding;
    const unclear = prerequisites.find(
      ({ own: { outcome } }) => outcome === "not-established" || outcome === "our-error",
    );
    return unclear === undefined ? finding : { ...finding, because: unclear.check.id };
  });
}

function unanswered(finding: Finding, outcome: "not-established" | "not-applicable", reason: string): OwnOutcome {
  const { tries, facts, exhibits } = finding.own;
  return { outcome, reason, severity: finding.check.severity, tries, facts, exhibits };
}

function applyConsequences(findings: readonly Finding[]): Finding[] {
  const byId = new Map(findings.map((finding) => [finding.check.id, finding]));
  const order = new Map(findings.map((finding, index) => [finding.check.id, index]));

  /** Causes of causes count too, unless one between passed: then the chain is broken. */
  function causesOf(finding: Finding, seen = new Set<string>()): Set<string> {
    const direct = [...(finding.check.consequenceOf ?? [])];
    // What could not be asked because of a broken prerequisite hands that on as the cause.
    if (finding.because !== undefined) direct.push(finding.because);
    direct.push(...endedAlike(finding, findings));
    for (const id of direct) {
      const cause = byId.get(id);
      if (cause === undefined || seen.has(id) || cause.own.outcome === "pass") continue;
      seen.add(id);
      causesOf(cause, seen);
    }
    return seen;
  }

  const failed = findings.filter(({ own }) => own.outcome === "fail");
  const causes = new Map(failed.map((finding) => [finding.check.id, causesOf(finding)]));

  function explains(cause: Finding, effect: Finding): boolean {
    const { id } = cause.check;
    if (id === effect.check.id || causes.get(effect.check.id)?.has(id) !== true) return false;
    if (!isAtLeastAsGrave(cause.own.severity, effect.own.severity)) return false;
    const isMutual = causes.get(id)?.has(effect.check.id) === true;
    // Two that name each other must not both vanish: the graver stays, or the one that comes first.
    if (!isMutual || cause.own.severity !== effect.own.severity) return true;
    return (order.get(id) ?? 0) < (order.get(effect.check.id) ?? 0);
  }

  const roots = failed.filter((effect) => !failed.some((cause) => explains(cause, effect)));
  const rootOf = (finding: Finding) => roots.find((root) => explains(root, finding))?.check.id;

  return findings.map((finding) => {
    const [crash] = finding.own.reason === "app-died" ? endedAlike(finding, failed) : [];
    if (crash !== undefined) {
      const named = byId.get(crash);
      return { ...finding, because: (named && rootOf(named)) ?? crash };
    }
    if (finding.own.outcome === "fail") {
      const root = rootOf(finding);
      return root === undefined ? finding : { ...finding, because: root };
    }
    if (finding.because === undefined) return finding;
    const named = byId.get(finding.because);
    const root = named?.own.outcome === "fail" ? rootOf(named) : undefined;
    return root === undefined ? finding : { ...finding, because: root };
  });
}

/** The ids of other findings that say that the app ended, at the same place in its code as while this was asked. */
function endedAlike({ check, own }: Finding, findings: readonly Finding[]): readonly string[] {
  const isAlike = (other: Finding) => other.own.endings?.some((ending) => own.endings?.includes(ending)) === true;
  if (own.outcome === "fail" && !saysEnded(own)) return [];
  return findings
    .filter((other) => other.check.id !== check.id && saysEnded(other.own) && isAlike(other))
    .map((other) => other.check.id);
}

/** A failure whose facts say that the app ended or served nobody any more. */
function saysEnded({ outcome, facts }: OwnOutcome): boolean {
  return outcome === "fail" && Object.values(facts).some((fact) => fact === "ended" || fact === "down");
}
