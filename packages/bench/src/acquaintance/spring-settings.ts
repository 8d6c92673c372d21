import { parseAllDocuments } from "yaml";
import type { SourceFile } from "./set-up.ts";

const settingsFile = /(^|\/)(?:application|bootstrap)(?:-(\w+))?\.(properties|ya?ml)$/;
const mostSettings = 2_000;

/** The settings of a Spring project by their whole names: `spring.datasource.url`. Those of the profile that it says win. Pure. */
export function springSettings(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const read = files
    .filter(({ path }) => settingsFile.test(path) && !/(^|\/)(test|target|build|docs?)\//.test(path))
    .map((file) => ({ profile: settingsFile.exec(file.path)?.[2], settings: settingsIn(file) }));
  const usual = new Map(read.filter(({ profile }) => profile === undefined).flatMap(({ settings }) => settings));
  const active = /^[\w-]+/.exec((usual.get("spring.profiles.active") ?? "").replace(/^\$\{\w+:(\w+)\}$/, "$1"))?.[0];
  const ofProfile = read.filter(({ profile }) => profile === active && active !== undefined);
  const all = new Map([...usual, ...ofProfile.flatMap(({ settings }) => settings)].slice(0, mostSettings));
  // One setting may name another.
  return new Map(
    [...all].map(([name, value]) => [
      name,
      value.replaceAll(/\$\{([\w.-]{1,100})\}/g, (whole, of: string) => all.get(of) ?? whole),
    ]),
  );
}

/** What stands before each of its paths. Pure. */
export function contextPath(settings: ReadonlyMap<string, string>): string {
  const names = [
    "server.servlet.context-path",
    "server.servlet.contextPath",
    "server.context-path",
    "spring.webflux.base-path",
  ];
  const context = names.map((name) => settings.get(name)).find((path) => path !== undefined) ?? "";
  const servlet = settings.get("spring.mvc.servlet.path") ?? "";
  const path = `${context}${servlet}`.replace(/\$\{\w+:([^{}]*)\}/, "$1");
  return /^[\w/.-]{1,100}$/.test(path) ? path : "";
}

type Setting = readonly [name: string, value: string];

function settingsIn({ path, text }: SourceFile): readonly Setting[] {
  return path.endsWith(".properties") ? properties(text) : yaml(text);
}

function properties(text: string): readonly Setting[] {
  return [...text.matchAll(/^[ \t]*([\w.[\]-]+)[ \t]*[=:][ \t]*([^\n]*)/gm)].map(([, name = "", value = ""]) => [
    name,
    value.trim(),
  ]);
}

const longestYaml = 64 * 1024;

/** Only the document that is for no profile. One that isn't YAML says nothing. */
function yaml(text: string): readonly Setting[] {
  if (text.length > longestYaml) return [];
  try {
    const documents = parseAllDocuments(text, { strict: false, merge: false });
    const [first] = Array.isArray(documents) ? documents : [];
    return first === undefined ? [] : flat(first.toJS({ maxAliasCount: 0 }), []);
  } catch {
    return [];
  }
}

function flat(value: unknown, path: readonly string[]): readonly Setting[] {
  if (path.length > 10 || value === null || value === undefined) return [];
  if (typeof value !== "object") return [[path.join("."), typeof value === "string" ? value : JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, inner]) => flat(inner, [...path, key]));
}
