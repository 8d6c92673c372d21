import { isTest, ownCode, saysNothing, type CodeFile } from "./code-files.ts";
import { placeAt, type Place } from "./places.ts";

interface Run {
  readonly file: CodeFile;
  /** From 1. */
  readonly line: number;
  /** How many of its lines do something. */
  readonly weight: number;
}

/**
 * Where work was changed most: runs of lines that no file of the same path had before, the longest first, at most so many,
 * and one a file while there are others. What was only moved, or is a test, is left out.
 */
export function changedPlaces(before: readonly CodeFile[], after: readonly CodeFile[], most: number): readonly Place[] {
  const earlier = new Map(before.map(({ path, text }) => [path, text]));
  const runs = ownCode(after)
    .filter(({ path }) => !isTest(path))
    .flatMap((file) => runsIn(file, earlier.get(file.path) ?? ""))
    .toSorted((one, other) => other.weight - one.weight);
  const firsts = new Set(new Map(runs.toReversed().map((run) => [run.file, run])).values());
  const others = runs.filter((run) => !firsts.has(run));
  return [...runs.filter((run) => firsts.has(run)), ...others]
    .slice(0, most)
    .map(({ file, line }) => placeAt(file, line, 1));
}

function runsIn(file: CodeFile, before: string): readonly Run[] {
  const left = new Map<string, number>();
  for (const line of before.split(/\r?\n/)) left.set(line.trim(), (left.get(line.trim()) ?? 0) + 1);
  const runs: Run[] = [];
  let run: { line: number; weight: number } | undefined;
  const end = () => {
    if (run !== undefined && run.weight > 0) runs.push({ file, ...run });
    run = undefined;
  };
  for (const [at, line] of file.text.split(/\r?\n/).entries()) {
    const known = left.get(line.trim()) ?? 0;
    if (line.trim() === "") continue;
    if (known > 0) {
      left.set(line.trim(), known - 1);
      end();
      continue;
    }
    if (saysNothing(line) && run === undefined) continue;
    run ??= { line: at + 1, weight: 0 };
    if (!saysNothing(line)) run.weight++;
  }
  end();
  return runs;
}
