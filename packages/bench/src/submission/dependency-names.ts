import { parse as parseToml } from "smol-toml";
import { readManifest } from "./assay-yaml.ts";
import { dependenciesOf, parsePom } from "./pom.ts";

/** Names of packages in lower case; Python's with each extra too, as in `flask-session[redis]`. */
export interface DependencyNames {
  /** What the program itself asks for. */
  readonly direct: readonly string[];
  /** For tests and development, on demand, or asked for by another package. */
  readonly other: readonly string[];
}

type Tree = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<string, (text: string) => DependencyNames>> = {
  "package.json": (text) => {
    const { dependencies, optionalDependencies, peerDependencies, devDependencies } = tree(JSON.parse(text));
    return {
      direct: [dependencies, optionalDependencies, peerDependencies].flatMap(keys),
      other: keys(devDependencies),
    };
  },
  "composer.json": (text) => {
    const content = tree(JSON.parse(text));
    return { direct: keys(content["require"]), other: keys(content["require-dev"]) };
  },
  "requirements.txt": (text) => ({ direct: text.split("\n").flatMap(requirement), other: [] }),
  "pyproject.toml": pyproject,
  Pipfile: (text) => {
    const content = parseToml(text);
    return { direct: pythonKeys(content["packages"]), other: pythonKeys(content["dev-packages"]) };
  },
  "go.mod": goModule,
  "pom.xml": pom,
};

/** What the manifests at the top of a folder name as dependencies. A manifest that is broken names none. */
export async function dependencyNamesIn(directory: string): Promise<DependencyNames> {
  const all = await Promise.all(
    Object.entries(readers).map(async ([file, read]): Promise<DependencyNames> => {
      try {
        const text = await readManifest(directory, file);
        return text === undefined ? { direct: [], other: [] } : read(text);
      } catch {
        return { direct: [], other: [] };
      }
    }),
  );
  const lowered = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
  return { direct: lowered(all.flatMap(({ direct }) => direct)), other: lowered(all.flatMap(({ other }) => other)) };
}

function pyproject(text: string): DependencyNames {
  const content = parseToml(text);
  const project = tree(content["project"]);
  const poetry = tree(tree(content["tool"])["poetry"]);
  const groups = values(poetry["group"]).map((group) => tree(group)["dependencies"]);
  return {
    direct: [...requirements(project["dependencies"]), ...pythonKeys(poetry["dependencies"])],
    other: [
      ...[...values(project["optional-dependencies"]), ...values(content["dependency-groups"])].flatMap(requirements),
      ...[poetry["dev-dependencies"], ...groups].flatMap(pythonKeys),
    ],
  };
}

/** PEP 508: a name, extras, a version or an address, a marker. Nothing for a line of prose, an option or a comment. */
function requirement(line: string): readonly string[] {
  const egg = /[#&]egg=([\w.-]+)/.exec(line)?.[1];
  if (egg !== undefined) return [pythonName(egg)];
  const written = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\]\s*)?(?:[=<>!~;@#(\\]|$)/.exec(line);
  if (written === null) return [];
  return withExtras(written[1] ?? "", (written[2] ?? "").split(","));
}

function requirements(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((entry) => typeof entry === "string").flatMap(requirement) : [];
}

/** A table of names, whose values may say extras. */
function pythonKeys(table: unknown): readonly string[] {
  return Object.entries(tree(table)).flatMap(([name, wanted]) => {
    const { extras } = tree(wanted);
    return withExtras(name, Array.isArray(extras) ? extras.map(String) : []);
  });
}

function withExtras(name: string, extras: readonly string[]): readonly string[] {
  const plain = pythonName(name);
  return [plain, ...extras.map((extra) => `${plain}[${extra.trim()}]`)];
}

/** The one form of PEP 503. */
function pythonName(name: string): string {
  return name.replaceAll(/[-_.]+/g, "-");
}

/** Modules without the major version that ends their path. */
function goModule(text: string): DependencyNames {
  const direct: string[] = [];
  const other: string[] = [];
  for (const line of text.split("\n")) {
    const [first = "", ...rest] = line.trim().split(/\s+/, 3);
    const [path = "", version = ""] = first === "require" ? rest : [first, ...rest];
    const module = path.replaceAll('"', "");
    // The first part of a path that can be fetched is a host.
    const [host = "", ...folders] = module.split("/");
    if (!/^v\d/.test(version) || !host.slice(1, -1).includes(".") || folders.join("") === "") continue;
    (/\/\/\s*indirect\b/.test(line) ? other : direct).push(module.replace(/\/v\d+$/, ""));
  }
  return { direct, other };
}

function pom(text: string): DependencyNames {
  const dependencies = dependenciesOf(parsePom(text));
  const names = (direct: boolean) => dependencies.filter(({ isDirect }) => isDirect === direct).map(({ name }) => name);
  return { direct: names(true), other: names(false) };
}

function tree(value: unknown): Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

function keys(value: unknown): readonly string[] {
  return Object.keys(tree(value));
}

function values(value: unknown): readonly unknown[] {
  return Object.values(tree(value));
}
