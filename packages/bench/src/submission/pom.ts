/** What is read from a `pom.xml`, by its words alone: parents and profiles are Maven's to understand. */

export function withoutComments(pom: string): string {
  return pom.replace(/<!--[\s\S]*?-->/g, "");
}

/** The Java that it is written for: 17. */
export function releaseOf(pom: string): number | undefined {
  const places = [
    "maven.compiler.release",
    "release",
    "java.version",
    "maven.compiler.target",
    "maven.compiler.source",
  ];
  for (const name of places) {
    const written = new RegExp(String.raw`<${name.replaceAll(".", String.raw`\.`)}>\s*([^<\s]+)\s*<`).exec(pom)?.[1];
    const major = /^(?:1\.)?(\d+)/.exec(resolved(pom, written ?? ""))?.[1];
    if (major !== undefined) return Number(major);
  }
  return undefined;
}

const versioned = /<(dependency|parent|plugin|extension)>([\s\S]*?)<\/\1>/g;

/** What Maven may answer differently tomorrow: a range, the newest, or a snapshot. */
const changes = /^[[(]|^(LATEST|RELEASE)$|-SNAPSHOT$/;

/** True when whatever it asks for by version is one version. Where it names none, its parent or a list that it imports does. */
export function pinsEverything(pom: string): boolean {
  return [...pom.matchAll(versioned)]
    .flatMap(([, , inside = ""]) => [...inside.matchAll(/<version>\s*([^<\s][^<]*?)\s*<\/version>/g)])
    .every(([, version = ""]) => !changes.test(resolved(pom, version)));
}

/** The property that `${…}` stands for, where the pom sets it. */
function resolved(pom: string, value: string, deep = 0): string {
  const name = /^\$\{([\w.-]+)\}$/.exec(value)?.[1];
  // The project's own version names other modules of it.
  if (name === undefined || name.startsWith("project.") || deep > 5) return name === undefined ? value : "";
  const set = new RegExp(String.raw`<${name.replaceAll(".", String.raw`\.`)}>\s*([^<\s]+)\s*<`).exec(pom)?.[1];
  return set === undefined ? "" : resolved(pom, set, deep + 1);
}
