import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { DatabaseEngine, ServiceName } from "../check/check.ts";
import { AssayError } from "../errors/assay-error.ts";
import { parseYaml } from "./yaml-file.ts";

const largestManifest = 1024 * 1024;

const command = z.union([z.string().trim().min(1), z.array(z.string().min(1)).min(1)]);

export const settingsSchema = z.strictObject({
  /** Where automatic recognition should not decide. */
  language: z.string().optional(),
  /** Where the drivers it uses should not decide. */
  database: z
    .enum(["postgres", "mysql", "mariadb", "mongodb", "sqlite"])
    .transform((name) => (name === "mariadb" ? "mysql" : name))
    .optional(),
  /** What it uses besides, where the drivers should not decide. */
  services: z.array(z.enum(["redis"])).optional(),
  /** One command, or several in turn; an empty list installs nothing. */
  install: z.union([z.string().trim().min(1), z.array(z.string().trim().min(1))]).optional(),
  start: command.optional(),
  test: z.string().trim().min(1).optional(),
  environment: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.union([z.string(), z.number(), z.boolean()]))
    .optional(),
});

/** What a submission says about itself, whatever its language. */
export interface Settings {
  /** The file that says it; undefined when there is none. */
  readonly file?: "assay.yaml" | "assay.yml" | "Procfile";
  readonly language?: string;
  readonly database?: DatabaseEngine;
  readonly services?: readonly ServiceName[];
  readonly installCommands?: readonly (readonly [string, ...string[]])[];
  readonly startCommand?: readonly [string, ...string[]];
  readonly testCommand?: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Reads `assay.yaml`, else the `web` line of a `Procfile`.
 *
 * @example
 * // assay.yaml
 * // install: npm ci
 * // start: node server.js
 * // environment:
 * //   LOG_LEVEL: warn
 *
 * @throws AssayError `manifest-broken`.
 */
export async function readSettings(directory: string): Promise<Settings> {
  for (const file of ["assay.yaml", "assay.yml"] as const) {
    const text = await readManifest(directory, file);
    if (text !== undefined) return parseAssayYaml(text, file);
  }
  const procfile = await readManifest(directory, "Procfile");
  return procfile === undefined ? { environment: {} } : parseProcfile(procfile);
}

/** The text of a file at the top of the folder; undefined when there is none. */
export async function readManifest(directory: string, file: string): Promise<string | undefined> {
  try {
    const { size } = await stat(join(directory, file));
    if (size > largestManifest)
      throw new AssayError("manifest-broken", { file, where: "", problem: "it is far too long" });
    return (await readFile(join(directory, file), "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    if (error instanceof Error && "code" in error && error.code === "EISDIR") {
      throw new AssayError("manifest-broken", { file, where: "", problem: "it is a folder" });
    }
    throw error;
  }
}

function parseAssayYaml(text: string, file: "assay.yaml" | "assay.yml"): Settings {
  const parsed = parseYaml(
    text,
    settingsSchema,
    (where, problem) => new AssayError("manifest-broken", { file, where, problem }),
  );
  return { file, ...settingsFrom(parsed) };
}

/** What a folder's `assay.yaml`, or the set-up of a binding, says. */
export function settingsFrom({
  language,
  database,
  services,
  install,
  start,
  test,
  environment = {},
}: z.infer<typeof settingsSchema>): Omit<Settings, "file"> {
  return {
    ...(language && { language }),
    ...(database && { database }),
    ...(services && { services }),
    ...(install !== undefined && { installCommands: [install].flat().map(byShell) }),
    ...(start !== undefined && {
      startCommand: typeof start === "string" ? byShell(start) : (start as [string, ...string[]]),
    }),
    ...(test && { testCommand: test }),
    environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
  };
}

function parseProcfile(text: string): Settings {
  const web = /^web:[ \t]*(\S.*)$/m.exec(text)?.[1];
  // A Procfile of workers alone says nothing about the app that is asked for.
  return web === undefined
    ? { environment: {} }
    : { file: "Procfile", startCommand: byShell(web.trim()), environment: {} };
}

/**
 * As a person would type it. `exec` keeps the shell from standing between us and the server where it is a single command.
 * A word of the shell itself, as in `exec java -jar app.jar`, is no program to be found.
 */
export function byShell(line: string): readonly [string, ...string[]] {
  const single = /^[\w./@=:+,%-]+( [\w./@=:+,%-]+)*$/.test(line) && !/^(\w+=|(exec|command|\.|source) )/.test(line);
  return single ? (line.split(" ") as [string, ...string[]]) : ["/bin/sh", "-c", line];
}
