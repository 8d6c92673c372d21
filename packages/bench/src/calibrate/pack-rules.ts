import type { Challenge } from "../check/challenge.ts";
import type { Variant } from "./variant.ts";

/**
 * What is wrong with a pack before anything is run, a sentence each: checks nobody has proven, variants that name none. Of a
 * follow-up, its own checks are to be proven: the others are, by the challenge.
 */
export function packFaults(
  challenge: Pick<Challenge, "checks" | "pressure" | "followUp">,
  variants: readonly Variant[],
): string[] {
  const { checks, followUp } = challenge;
  const ids = new Set(checks.map(({ id }) => id));
  const caught = new Set(variants.map((variant) => (variant.kind === "flawed" ? variant.check : undefined)));
  const faults: string[] = [];
  for (const check of checks) {
    // A note is never judged, and where nobody is asked, nobody can fail: there is nothing to catch.
    const isJudged = check.kind !== "note" && check.appliesTo?.(challenge) !== false;
    const isProvenElsewhere = followUp?.checks.includes(check.id) === false;
    if (isJudged && !isProvenElsewhere && !caught.has(check.id))
      faults.push(`No flawed variant names the check ${check.id}.`);
    for (const cause of check.consequenceOf ?? []) {
      if (!ids.has(cause)) faults.push(`The check ${check.id} is a consequence of ${cause}, which is no check.`);
    }
    for (const other of check.emptiedBy ?? []) {
      if (!ids.has(other)) faults.push(`The check ${check.id} is emptied by ${other}, which is no check.`);
    }
  }
  for (const variant of variants) {
    for (const id of namedBy(variant)) {
      if (!ids.has(id)) faults.push(`${variant.kind}/${variant.name}.patch names ${id}, which is no check.`);
    }
  }
  return faults;
}

function namedBy(variant: Variant): readonly string[] {
  if (variant.kind === "flawed") return [variant.check, ...variant.consequences];
  return variant.kind === "legitimate" ? variant.tempts : [];
}
