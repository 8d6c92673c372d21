import { builtinModules } from "node:module";
import type { Doubt } from "./proposed.ts";
import { nodeProject, type NodeProject } from "./node-project.ts";
import { missingRunner, nodeStart, type NodeStart } from "./node-start.ts";
import { nodeTables } from "./node-tables.ts";
import type { OwnStart } from "./python-set-up.ts";
import type { Replacement } from "./fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";

/** What a backend for Node needs besides what its files say. */
export interface NodeSetUp {
  readonly install?: readonly string[];
  readonly start?: string;
  /** To be tried where it can't be installed as it says. */
  readonly relaxed?: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly commands: readonly string[];
  readonly replace: readonly Replacement[];
  readonly doubts: readonly Doubt[];
}

/**
 * By its package.json; undefined where it has none. Pure.
 * @param own undefined where the project's own files don't say how it is installed and started.
 */
export function nodeSetUp(files: readonly SourceFile[], own?: OwnStart): NodeSetUp | undefined {
  if (own !== undefined && own.language !== "node") return undefined;
  const project = nodeProject(files);
  if (project === undefined) return undefined;
  const start = own?.isSaid === true ? undefined : nodeStart(project);
  const isInside = project.folder !== ".";
  const within = (line: string) => (isInside ? `cd ${project.folder} && ${line}` : line);
  const usual = isInside ? undefined : own?.installCommands.map((line) => withBuilds(project, line));
  const before = usual ?? [within(installing)];
  const further = furtherCommands(project, start, before).map(within);
  const isOwn = usual?.every((line, at) => line === own?.installCommands[at]) === true;
  const install = isOwn && further.length === 0 ? undefined : [...before, ...further];
  const command = start?.command ?? (isInside ? "npm start" : undefined);
  const tables = nodeTables(project);
  return {
    ...(install === undefined ? {} : { install }),
    ...(command === undefined ? {} : { start: within(`exec ${command}`) }),
    relaxed: [
      ...[...newerBcrypt(project), ...withoutOwnModules(project)].map(within),
      ...(install ?? before).map(relaxed),
    ],
    files: Object.fromEntries(
      Object.entries(tables.files).map(([path, text]) => [isInside ? `${project.folder}/${path}` : path, text]),
    ),
    environment: tables.environment,
    commands: tables.commands.map(within),
    replace: tables.replace.map((replacement) => ({
      ...replacement,
      file: isInside ? `${project.folder}/${replacement.file}` : replacement.file,
    })),
    doubts:
      command === undefined
        ? []
        : [{ at: ["setup", "start"], text: "unsure: this is how its scripts and files seem to start it" }],
  };
}

const installing = "if [ -f package-lock.json ]; then npm ci; else npm install; fi";

/** Where nothing says which pnpm it is for, one that lets packages build what they need, and reads the project's settings. */
function withBuilds({ files }: NodeProject, line: string): string {
  const workspace = files.get("pnpm-workspace.yaml");
  // Before 10, that file has to name packages.
  if (workspace !== undefined && !/^packages\s*:/m.test(workspace)) return line;
  return (files.get("package.json") ?? "").includes('"packageManager"') ? line : line.replace("pnpm@10 ", "pnpm@9 ");
}

/** What its own commands leave out. */
function furtherCommands(
  project: NodeProject,
  start: NodeStart | undefined,
  before: readonly string[],
): readonly string[] {
  const { scripts, packages, files } = project;
  const written = [...before, ...Object.values(scripts)].join("\n");
  const runner = start === undefined ? undefined : missingRunner(project, start);
  const schema = [...files.keys()].find((path) => path.endsWith("schema.prisma"));
  const generate =
    schema !== undefined && packages.has("prisma") && !written.includes("prisma generate")
      ? [`npx prisma generate${schema === "prisma/schema.prisma" ? "" : ` --schema ${schema}`}`]
      : [];
  const build = (start?.build ?? []).filter((line) => !before.includes(line));
  const isYarn = Object.values(scripts).some((script) => /(?:^|&& )yarn /.test(script)) && !packages.has("yarn");
  const tools = [...(runner === undefined ? [] : [runner]), ...(isYarn ? ["yarn"] : [])];
  return [...(tools.length === 0 ? [] : [`npm install --no-save ${tools.join(" ")}`]), ...generate, ...build];
}

/** Older ones are compiled, or fetched from elsewhere, and this machine's Node is newer than they are. */
function newerBcrypt({ packages }: NodeProject): readonly string[] {
  return packages.has("bcrypt") ? ["npm pkg set dependencies.bcrypt=^6.0.0"] : [];
}

/** Placeholders on npm by the names of Node's own modules, which some registries don't have; Node takes its own. */
function withoutOwnModules({ packages }: NodeProject): readonly string[] {
  const own = builtinModules.filter((name) => packages.has(name));
  return own.length === 0 ? [] : [`npm pkg delete ${own.map((name) => `dependencies.${name}`).join(" ")}`];
}

const anew = "npm install --legacy-peer-deps || { rm -f package-lock.json yarn.lock; npm install --legacy-peer-deps; }";

/** A lock file that doesn't fit, packages that want each other's other versions, and a build that complains of types. */
function relaxed(line: string): string {
  if (line.includes(installing)) return line.replace(installing, anew);
  if (/\bnpm (?:ci|install)$/.test(line)) return line.replace(/npm (?:ci|install)$/, anew);
  if (/\byarn(?:@[\d.]+)? install --frozen-lockfile$/.test(line)) return anew;
  if (line.endsWith("--frozen-lockfile")) return line.replace("--frozen-lockfile", "--no-frozen-lockfile");
  if (line.endsWith("--immutable")) return line.replace("--immutable", "--no-immutable");
  return /npm run build$|\btsc$|nest build$/.test(line) ? `${line} || true` : line;
}
