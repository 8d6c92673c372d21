import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnyCheck } from "@assay/bench";
import { AssayError, reasonOf } from "@assay/bench/errors";
import { evidenceFileName, writeEvidence, type Evidence, type Result } from "@assay/bench/evaluation";
import { renderHtml, type Catalogue } from "@assay/report";

export type Format = "text" | "json" | "html";

/** The words of each check, for the report. */
export function catalogueOf(checks: readonly AnyCheck[]): Catalogue {
  return Object.fromEntries(checks.map((check) => [check.id, { words: check.words, technical: check.technical }]));
}

export interface Written {
  readonly result: string;
  readonly report?: string;
}

/** Writes `result.json` and the evidence, and the report where it is wanted. @throws AssayError `output-not-writable` */
export async function writeReports(
  directory: string,
  { result, evidence }: { readonly result: Result; readonly evidence: Evidence },
  checks: readonly AnyCheck[],
  formats: readonly Format[],
): Promise<Written> {
  try {
    await mkdir(directory, { recursive: true });
    const resultPath = join(directory, "result.json");
    await writeFile(resultPath, `${JSON.stringify(result, null, 2)}\n`);
    await writeEvidence(join(directory, evidenceFileName), evidence);
    if (!formats.includes("html")) return { result: resultPath };
    const reportPath = join(directory, "report.html");
    await writeFile(reportPath, renderHtml(result, catalogueOf(checks), { language: "en" }));
    return { result: resultPath, report: reportPath };
  } catch (error) {
    throw new AssayError("output-not-writable", { path: directory, problem: reasonOf(error) }, { cause: error });
  }
}
