import { AssayError, excerptOf } from "@assay/bench/errors";
import type { Result } from "@assay/bench/evaluation";
import { visible } from "@assay/report";

/** What ended an evaluation early: what happened, why, and what to do, on standard error. */
export function tellProblem({
  code,
  message,
  whatToDo,
  lastLines,
}: Pick<NonNullable<Result["problem"]>, "code" | "message" | "whatToDo" | "lastLines">): void {
  const lines = [`assay: ${message} (${code})`, `       ${whatToDo}`];
  if (lastLines.length > 0) {
    lines.push("", "The last lines it printed:", ...excerptOf(lastLines, 15).map((line) => `  | ${visible(line)}`));
  }
  console.error(lines.join("\n"));
}

/**
 * Says it, and returns the exit code. With ASSAY_DEBUG the stack as well. Who asked a command wrongly is sent to that
 * command's own help.
 */
export function tellError(error: unknown, command?: string): number {
  const known = AssayError.from(error);
  const { code, message, lastLines } = known;
  const whatToDo =
    code === "usage" && command !== undefined
      ? known.whatToDo.replace("./assay --help", `./assay ${command} --help`)
      : known.whatToDo;
  tellProblem({ code, message, whatToDo, lastLines });
  if (process.env["ASSAY_DEBUG"] !== undefined && error instanceof Error) console.error(error.stack);
  return known.exitCode;
}
