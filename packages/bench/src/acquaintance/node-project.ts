import { z } from "zod";
import { dirname, normalize } from "node:path/posix";
import type { SourceFile } from "./set-up.ts";

const names = z.record(z.string(), z.string()).catch({});
const manifest = z.object({
  main: z.string().optional().catch(undefined),
  scripts: names,
  dependencies: names,
  devDependencies: names,
});

/** A package.json, by which a backend is installed and started. */
export interface NodeProject {
  /** `.` is the top. */
  readonly folder: string;
  readonly main?: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  readonly packages: ReadonlySet<string>;
  /** Paths of the project's files below its folder. */
  readonly files: ReadonlyMap<string, string>;
}

const frameworks =
  /^(express|fastify|koa|@nestjs\/core|@hapi\/hapi|hapi|restify|polka|hono|@feathersjs\/express|@adonisjs\/core)$/;

/** The package.json of the backend: the highest that names a framework for servers, else the one at the top. Pure. */
export function nodeProject(files: readonly SourceFile[]): NodeProject | undefined {
  const manifests = files
    .filter(({ path }) => /(^|\/)package\.json$/.test(path))
    .flatMap(({ path, text }) => {
      const parsed = manifest.safeParse(jsonIn(text));
      return parsed.success ? [{ folder: dirname(path), ...parsed.data }] : [];
    })
    .toSorted((one, other) => depthOf(one.folder) - depthOf(other.folder) || one.folder.localeCompare(other.folder));
  const serving = manifests.find(({ dependencies, devDependencies }) =>
    Object.keys({ ...dependencies, ...devDependencies }).some((name) => frameworks.test(name)),
  );
  const chosen = serving ?? manifests.find(({ folder }) => folder === ".");
  if (chosen === undefined) return undefined;
  const { folder, main, scripts, dependencies, devDependencies } = chosen;
  const start = folder === "." ? "" : `${folder}/`;
  return {
    ...{ folder, main, scripts },
    packages: new Set(Object.keys({ ...dependencies, ...devDependencies })),
    files: new Map(
      files.filter(({ path }) => path.startsWith(start)).map(({ path, text }) => [path.slice(start.length), text]),
    ),
  };
}

function depthOf(folder: string): number {
  return folder === "." ? 0 : folder.split("/").length;
}

/** Undefined where it is none. Pure. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The file that a command names, as it lies in the project: `src/server` → `src/server.ts`. Pure. */
export function sourceAt({ files }: NodeProject, name: string): string | undefined {
  const path = normalize(name).replace(/\/$/, "");
  return [
    path,
    ...[".js", ".ts", ".mjs", ".cjs", ".mts"].map((end) => path + end),
    path.replace(/\.js$/, ".ts"),
    ...["/index.js", "/index.ts"].map((end) => path + end),
  ].find((candidate) => files.has(candidate));
}
