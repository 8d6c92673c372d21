import { coerce, satisfies, validRange } from "semver";
import { AssayError } from "../errors/assay-error.ts";

/** A version as semver has it: "3.11" becomes "3.11.0". */
function wholeOf(version: string): string {
  return coerce(version)?.version ?? version;
}

/** The numbers that a version gives, without zeros that it leaves out. */
function numbersOf(version: string): readonly number[] {
  return version.split(".").map(Number);
}

/**
 * A requirement on Python (PEP 440: `>=3.11,<4`, `~=3.12`, `==3.12.*`; Poetry's `^3.12` too) as a semver range;
 * undefined where it can't be understood. Versions that are excluded by `!=` are let pass.
 */
export function rangeOfPython(requirement: string): string | undefined {
  const parts = requirement.split(",").map((part) => part.trim());
  const ranges = parts.filter((part) => part !== "" && !part.startsWith("!=")).map(rangeOfPart);
  return validRange(ranges.join(" ")) ?? undefined;
}

function rangeOfPart(part: string): string {
  const [, operator = "", version = ""] = /^(~=|===?|>=|<=|<|>|\^|~)?\s*v?(\d[\d.]*(?:\.\*)?)$/.exec(part) ?? [];
  if (version === "") return part;
  if (operator === "~=") {
    const numbers = numbersOf(version).slice(0, -1);
    const next = [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1];
    return `>=${wholeOf(version)} <${wholeOf(next.join("."))}`;
  }
  if (operator === "==" || operator === "===") return version;
  return `${operator}${version}`;
}

/** What `.python-version` names, as a requirement: that version or a newer one, which runs what was written for it. */
export function requirementOfVersionFile(text: string): string | undefined {
  const first = text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && !line.startsWith("#"));
  const [, version] = /^(?:cpython-|python-?)?(\d+\.\d+(?:\.\d+)?)$/i.exec(first ?? "") ?? [];
  return version === undefined ? undefined : `>=${version},<${String(Number.parseInt(version) + 1)}`;
}

/** Composer's constraint as a semver range; undefined where it can't be understood. Its `~8.2` lets 8.3 in. */
export function rangeOfComposer(constraint: string): string | undefined {
  const alternatives = constraint.split(/\|\|?/).map((alternative) =>
    alternative
      .replaceAll(",", " ")
      .replaceAll(/@\w+/g, "")
      .replaceAll(/~\s*v?(\d+\.\d+)(?![\d.])/g, "^$1")
      .trim(),
  );
  return validRange(alternatives.join(" || ")) ?? undefined;
}

/**
 * @param has the version on this machine: "3.11.7".
 * @param wants as the project gives it, for the message.
 * @throws AssayError `runtime-missing`, ours, where this machine has no version that fits.
 */
export function requireRuntime(
  runtime: string,
  has: string,
  wants: string | undefined,
  range: string | undefined,
): void {
  if (wants === undefined || range === undefined || satisfies(wholeOf(has), range)) return;
  throw new AssayError("runtime-missing", { runtime, has, wants });
}
