import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { AssayError, reasonOf } from "../errors/assay-error.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** What this machine's own npm is set to. Where packages come from is the operator's choice, so no host is named in our code. */
export interface PackageClientSettings {
  /** Without user name, password or token: a submission must not learn them. */
  readonly registry: string;
  /** By scope: `@shop`. */
  readonly scopedRegistries: Readonly<Record<string, string>>;
  /** The file of certificates that downloads are checked against. */
  readonly certificates?: string;
}

const settingsSchema = z.looseObject({ registry: z.url(), cafile: z.string().nullish() });

let known: Promise<PackageClientSettings> | undefined;

/**
 * Reads the settings once.
 *
 * @throws AssayError `toolchain-missing` when npm cannot say.
 */
export function packageClientSettings(): Promise<PackageClientSettings> {
  known ??= readSettings();
  return known;
}

async function readSettings(): Promise<PackageClientSettings> {
  try {
    const { program, before } = machineNpm();
    // In "/", so that no project's own settings are read; the user's and the machine's are.
    const { stdout } = await run(program, [...before, "config", "ls", "-l", "--json"], {
      cwd: "/",
      timeout: 30_000,
      maxBuffer: 4 * 1024 * 1024,
    });
    const settings = settingsSchema.parse(JSON.parse(stdout));
    const scopedRegistries = Object.entries(settings).flatMap(([name, value]) =>
      /^@[^:]+:registry$/.test(name) && typeof value === "string"
        ? [[name.slice(0, name.indexOf(":")), withoutCredentials(value)]]
        : [],
    );
    const certificates = settings.cafile ?? process.env["NODE_EXTRA_CA_CERTS"];
    return {
      registry: withoutCredentials(settings.registry),
      scopedRegistries: Object.fromEntries(scopedRegistries) as Record<string, string>,
      ...(certificates && existsSync(certificates) && { certificates }),
    };
  } catch (error) {
    throw new AssayError("toolchain-missing", { tool: `npm (${reasonOf(error)})` }, { cause: error });
  }
}

/** The npm that a person on this machine types, which knows the machine's settings; else the one that comes with us. */
export function machineNpm(): { readonly program: string; readonly before: readonly string[] } {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const found = folders.map((folder) => join(folder, "npm")).find((path) => existsSync(path));
  // Its first line asks PATH for node, where ours may come first and would look for settings beside itself.
  const node = found && join(dirname(found), "node");
  if (found && node && existsSync(node)) return { program: node, before: [found] };
  return {
    program: process.execPath,
    before: [join(dirname(require.resolve("npm/package.json")), "bin", "npm-cli.js")],
  };
}

/** What a submission may be told of a registry. */
export function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = "";
  url.password = "";
  return url.href;
}
