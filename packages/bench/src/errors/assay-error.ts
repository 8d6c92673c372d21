import {
  catalogue,
  isErrorCode,
  type CatalogueEntry,
  type ErrorCode,
  type ErrorOwner,
  type FactsOf,
} from "./catalogue.ts";

type Facts = Readonly<Record<string, string | number>>;

interface More {
  /** The last lines of what a program printed. */
  readonly lastLines?: readonly string[];
  readonly cause?: unknown;
}

/** Plain JSON, to cross a process boundary or to be kept in a result. */
export interface ErrorFact {
  readonly code: ErrorCode;
  readonly facts: Facts;
  readonly lastLines: readonly string[];
}

/**
 * An error that is meant for the person who meets it: one of the catalogue, with the facts that its texts name.
 *
 * @example
 * throw new AssayError("path-not-found", { path: "./shop" });
 */
export class AssayError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly by: ErrorOwner;
  readonly whatToDo: string;
  /** As a program printed them: untrusted text, to be shown as text. */
  readonly lastLines: readonly string[];
  /** The status with which `assay` ends. */
  readonly exitCode: number;
  readonly facts: Facts;

  constructor(
    code: Code,
    ...[facts = {}, more = {}]: keyof FactsOf<Code> extends never
      ? [facts?: Facts, more?: More]
      : [facts: FactsOf<Code>, more?: More]
  ) {
    const entry: CatalogueEntry = catalogue[code];
    super(filledIn(entry.message, facts), { cause: more.cause });
    this.name = "AssayError";
    this.code = code;
    this.by = entry.by;
    this.whatToDo = filledIn(entry.whatToDo, facts);
    this.lastLines = more.lastLines ?? [];
    this.exitCode = entry.exitCode;
    this.facts = facts;
  }

  toFact(): ErrorFact {
    return { code: this.code, facts: this.facts, lastLines: this.lastLines };
  }

  static fromFact({ code, facts, lastLines }: ErrorFact): AssayError {
    return new AssayError(code, facts, { lastLines });
  }

  /** The exit status that belongs to a stored code; of our own fault where this version doesn't know it. */
  static exitCodeOf(code: string): number {
    return isErrorCode(code) ? catalogue[code].exitCode : catalogue.internal.exitCode;
  }

  /** Anything thrown, as an error of the catalogue: what is not one already is our own mistake. */
  static from(thrown: unknown): AssayError {
    if (thrown instanceof AssayError) return thrown as AssayError;
    if (isErrno(thrown) && thrown.code === "ENOSPC") {
      return new AssayError("disk-full", { path: thrown.path ?? "unknown" }, { cause: thrown });
    }
    return new AssayError("internal", { problem: reasonOf(thrown) }, { cause: thrown });
  }
}

/** What went wrong, in the words of whatever was thrown, on one line. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (text.split("\n")[0] ?? "").trim() || "no reason was given";
}

function isErrno(thrown: unknown): thrown is NodeJS.ErrnoException {
  return thrown instanceof Error && "code" in thrown;
}

/** Facts can hold what a submission wrote (file names): a terminal must not obey it. */
const obeyedByTerminals = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function filledIn(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}(\.?)/g, (whole, name: string, stop: string) => {
    if (!(name in facts)) return whole;
    const fact = String(facts[name]).replace(obeyedByTerminals, "\uFFFD").slice(0, 500);
    // Other people's sentences bring their own full stop.
    return fact.endsWith(".") ? fact : fact + stop;
  });
}
