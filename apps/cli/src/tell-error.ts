import { AssayError } from "@assay/bench/errors";
import { visible } from "@assay/report";

/** Says what happened, why, and what to do, and returns the exit code. With ASSAY_DEBUG the stack as well. */
export function tellError(error: unknown): number {
  const known = AssayError.from(error);
  const lines = [`assay: ${known.message} (${known.code})`, `       ${known.whatToDo}`];
  if (known.lastLines.length > 0) {
    lines.push("", "The last lines it printed:", ...known.lastLines.slice(-15).map((line) => `  | ${visible(line)}`));
  }
  console.error(lines.join("\n"));
  if (process.env.ASSAY_DEBUG !== undefined && error instanceof Error) console.error(error.stack);
  return known.exitCode;
}
