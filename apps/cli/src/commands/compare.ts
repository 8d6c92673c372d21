import { writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Command } from "commander";
import { AssayError, reasonOf } from "@assay/bench/errors";
import { readResult } from "@assay/bench/evaluation";
import { renderComparison } from "@assay/report";
import { catalogueFor } from "../catalogue-for.ts";
import { resultFile } from "../result-file.ts";
import { assertWritable } from "../write-reports.ts";

const fewest = 2;
/** More rows than these no longer fit under one look. */
const most = 5;

export function compareCommand(): Command {
  return new Command("compare")
    .description("puts runs under pressure side by side, on one page and one time axis; ranks nobody")
    .argument("<results...>", "two to five result.json files, or the folders they are in")
    .option("--out <file>", "where the page goes", "comparison.html")
    .action(compare);
}

async function compare(paths: readonly string[], { out }: { readonly out: string }): Promise<void> {
  if (paths.length < fewest || paths.length > most) {
    throw new AssayError("usage", { problem: `Give ${fewest} to ${most} results, not ${paths.length}.` });
  }
  await assertWritable(dirname(resolve(out)));
  const results = await Promise.all(
    paths.map(async (path) => {
      const result = await readResult(await resultFile(path));
      if (result.pressure === undefined) throw new AssayError("no-pressure-run", { path });
      return result;
    }),
  );
  const [first] = results;
  const comparison = renderComparison(results, {
    language: "en",
    catalogue: first === undefined ? {} : await catalogueFor(first),
  });
  if ("notComparable" in comparison) throw new AssayError("not-comparable", { problem: comparison.notComparable });
  try {
    await writeFile(out, comparison.html);
  } catch (error) {
    throw new AssayError("output-not-writable", { path: out, problem: reasonOf(error) }, { cause: error });
  }
  console.log(`Comparison: ${out}`);
}
