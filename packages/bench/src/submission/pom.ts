import { childText, elementsNamed, everyElement, parseXml, type XmlElement } from "./xml-file.ts";

/** What is read from a `pom.xml` itself: parents and profiles are Maven's to understand. */
export interface Pom {
  readonly elements: readonly XmlElement[];
  /** Whether it has a `<project>`. */
  readonly isProject: boolean;
  /** Folders of its modules, as written, without a slash at the end. */
  readonly modules: readonly string[];
}

/** @throws Error where it isn't XML */
export function parsePom(text: string): Pom {
  const elements = parseXml(text);
  const modules = elementsNamed(elements, "module").map((module) => module.text.replace(/\/$/, ""));
  return {
    elements,
    isProject: elementsNamed(elements, "project").length > 0,
    modules: modules.filter((module) => /^[\w./-]+$/.test(module)),
  };
}

const packers = new Set([
  "spring-boot-maven-plugin",
  "maven-shade-plugin",
  "maven-assembly-plugin",
  "quarkus-maven-plugin",
]);

/** True when a plugin packs the app with all that it needs, so that `java -jar` starts it. */
export function packsItself({ elements }: Pom): boolean {
  return elementsNamed(elements, "artifactId").some(({ text }) => packers.has(text));
}

/** The Java that it is written for: 17. */
export function releaseOf(pom: Pom): number | undefined {
  const places = [
    "maven.compiler.release",
    "release",
    "java.version",
    "maven.compiler.target",
    "maven.compiler.source",
  ];
  const values = valuesOf(pom);
  for (const place of places) {
    const major = /^(?:1\.)?(\d+)/.exec(resolved(values, values.get(place) ?? ""))?.[1];
    if (major !== undefined) return Number(major);
  }
  return undefined;
}

const versioned = new Set(["dependency", "parent", "plugin", "extension"]);

/** What Maven may answer differently tomorrow: a range, the newest, or a snapshot. */
const changes = /^[[(]|^(LATEST|RELEASE)$|-SNAPSHOT$/;

/** True when whatever it asks for by version is one version. Where it names none, its parent or a list that it imports does. */
export function pinsEverything(pom: Pom): boolean {
  const values = valuesOf(pom);
  return [...everyElement(pom.elements)]
    .filter(({ name }) => versioned.has(name))
    .every((element) => !changes.test(resolved(values, childText(element, "version") ?? "")));
}

/** The names of what it depends on, and whether that is for tests or for others that name it. */
export function dependenciesOf({ elements }: Pom): readonly { readonly name: string; readonly isDirect: boolean }[] {
  return dependenciesIn(elements, false);
}

function dependenciesIn(
  elements: readonly XmlElement[],
  isManaged: boolean,
): readonly { readonly name: string; readonly isDirect: boolean }[] {
  return elements.flatMap((element) => {
    const below = dependenciesIn(element.children, isManaged || element.name === "dependencyManagement");
    const name = element.name === "dependency" ? childText(element, "artifactId") : undefined;
    if (name === undefined) return below;
    return [{ name, isDirect: !isManaged && childText(element, "scope") !== "test" }, ...below];
  });
}

/** The first text that each element holds, as properties are looked up. */
function valuesOf({ elements }: Pom): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const { name, text } of everyElement(elements)) {
    if (text !== "" && !/\s/.test(text) && !values.has(name)) values.set(name, text);
  }
  return values;
}

/** The property that `${…}` stands for, where the pom sets it. */
function resolved(values: ReadonlyMap<string, string>, value: string, depth = 0): string {
  const name = /^\$\{([\w.-]+)\}$/.exec(value)?.[1];
  if (name === undefined) return value;
  // The project's own version names other modules of it.
  if (name.startsWith("project.") || depth > 5) return "";
  return resolved(values, values.get(name) ?? "", depth + 1);
}
