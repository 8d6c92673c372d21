import { access, constants, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { AnyCheck } from "@assay/bench";
import { AssayError, reasonOf } from "@assay/bench/errors";
import { evidenceFileName, writeEvidence, type Evidence, type Phase, type Result } from "@assay/bench/evaluation";
import { renderHtml, renderPressureSvg, type Catalogue } from "@assay/report";

export type Format = "text" | "json" | "html";

/** The words of each check, for the report. */
export function catalogueOf(checks: readonly AnyCheck[]): Catalogue {
  return Object.fromEntries(checks.map((check) => [check.id, { words: check.words, technical: check.technical }]));
}

export interface Written {
  readonly result: string;
  readonly report?: string;
  readonly phases: readonly Phase[];
}

/** Looks at the nearest folder that is there, and makes none. @throws AssayError `output-not-writable` */
export async function assertWritable(directory: string): Promise<void> {
  let nearest = resolve(directory);
  while (!(await isThere(nearest))) nearest = dirname(nearest);
  try {
    if (!(await stat(nearest)).isDirectory()) throw new Error(`${nearest} is a file`);
    await access(nearest, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new AssayError("output-not-writable", { path: directory, problem: reasonOf(error) }, { cause: error });
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Writes the report where it is wanted, beside it the picture of a run under pressure, the evidence, and `result.json` with the report's own phase in it. @throws AssayError `output-not-writable` */
export async function writeReports(
  directory: string,
  { result, evidence }: { readonly result: Result; readonly evidence: Evidence },
  checks: readonly AnyCheck[],
  formats: readonly Format[],
): Promise<Written> {
  try {
    await mkdir(directory, { recursive: true });
    const startedAt = new Date().toISOString();
    const reportPath = formats.includes("html") ? join(directory, "report.html") : undefined;
    if (reportPath !== undefined) {
      await writeFile(reportPath, renderHtml(result, catalogueOf(checks), { language: "en" }));
      const picture = renderPressureSvg(result, { language: "en" });
      const picturePath = join(directory, "pressure.svg");
      // One of an earlier run would be taken for this one's.
      if (picture === undefined) await rm(picturePath, { force: true });
      else await writeFile(picturePath, picture);
    }
    await writeEvidence(join(directory, evidenceFileName), evidence);
    const report: Phase = { name: "report", startedAt, endedAt: new Date().toISOString() };
    const phases = [...result.phases.filter(({ name }) => name !== "report"), report];
    const resultPath = join(directory, "result.json");
    await writeFile(resultPath, `${JSON.stringify({ ...result, phases }, null, 2)}\n`);
    return { result: resultPath, phases, ...(reportPath === undefined ? {} : { report: reportPath }) };
  } catch (error) {
    throw new AssayError("output-not-writable", { path: directory, problem: reasonOf(error) }, { cause: error });
  }
}
