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

const deepest = 12;

/** The keys and plain values of its first document, which is for every profile. Read by its lines: a stranger's YAML can be costly to parse. */
function yaml(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  const above: { readonly indent: number; readonly key: string }[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("---") && settings.length > 0) break;
    const [, before = "", key, rest = ""] = /^( {0,60})["']?([\w.[\]-]+)["']?:( .*)?$/.exec(line.trimEnd()) ?? [];
    const value = rest.trim();
    if (key === undefined) continue;
    while ((above.at(-1)?.indent ?? -1) >= before.length) above.pop();
    if (above.length >= deepest) continue;
    const plain =
      /^(["'])(.*)\1\s*(?:#.*)?$/.exec(value)?.[2] ??
      (value.startsWith("#") ? "" : (value.split(" #", 1)[0] ?? "").trim());
    if (plain === "") above.push({ indent: before.length, key });
    else settings.push([[...above.map((one) => one.key), key].join("."), plain]);
  }
  return settings;
}
