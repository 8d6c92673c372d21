/** A text file of somebody's work. */
export interface CodeFile {
  /** From the top of the work, with slashes. */
  readonly path: string;
  readonly text: string;
}

const code =
  /\.(?:[cm]?[jt]sx?|py|go|java|kts?|php|rb|rs|cs|ex|exs|scala|clj|swift|c|cc|cpp|h|hpp|sql|prisma|graphql|vue|svelte)$/i;
const notTheirOwn =
  /(^|\/)(node_modules|bower_components|vendor|third[_-]?party|dist|build|out|target|\.?venv|env|site-packages|__pycache__|\.git|coverage)\//i;
const written = /(^|\/)[^/]*(?:\.min\.|[-.]lock\b|\.bundle\.|\.generated\.|_pb2?\.|\.d\.ts$)/i;
const testFolder = /(^|\/)(tests?|specs?|__tests__|__mocks__|fixtures|e2e)\//i;
const testFile = /[._-](test|spec)s?\..|^test_.*\../i;

/** A person does not write so long lines by hand. */
const longestLine = 1_000;

/** Code that its author wrote, in the order in which it is looked at: the service before its tests, then by path. */
export function ownCode(files: readonly CodeFile[]): readonly CodeFile[] {
  return files
    .filter(({ path, text }) => code.test(path) && !notTheirOwn.test(path) && !written.test(path) && !isMinified(text))
    .toSorted(
      (one, other) => Number(isTest(one.path)) - Number(isTest(other.path)) || (one.path < other.path ? -1 : 1),
    );
}

export function isTest(path: string): boolean {
  return testFolder.test(path) || testFile.test(path.slice(path.lastIndexOf("/") + 1));
}

function isMinified(text: string): boolean {
  return text.split("\n").some((line) => line.length > longestLine);
}

/** A line that only brings something in, or only talks. */
export function saysNothing(line: string): boolean {
  return /^\s*$|^\s*(import\b|from\s+\S+\s+import\b|using\b|package\b|require\b|use\s+[\w\\]+;|(const|let|var)\b.*=\s*require\(|\/\/|#|\/?\*|--|"""|''')/.test(
    line,
  );
}
