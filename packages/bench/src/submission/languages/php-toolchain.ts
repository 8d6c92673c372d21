import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { inDraftFolder } from "../../cell/draft-folder.ts";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import type { View } from "../../sandbox/driver.ts";
import { findProgram, isExecutable } from "../../sandbox/program.ts";
import { nodeToolchain } from "../../sandbox/toolchain.ts";
import { cacheFolder } from "../../services/cache-folder.ts";
import { settle } from "../../services/settle-folder.ts";
import type { Toolchain } from "../language.ts";
import { withoutCredentials } from "../package-client.ts";

const run = promisify(execFile);

const siteFolder = fileURLToPath(new URL("../php-site", import.meta.url));
const siteInside = "/opt/php-site";

/** What serves a project: php-fpm behind nginx where the machine has both. */
interface PhpVersion {
  /** "PHP 8.2.36" */
  readonly php: string;
  /** ", php-fpm behind nginx", or " (php -S)": what comes after it. */
  readonly server: string;
  readonly fpm?: string;
  readonly nginx?: string;
}

/**
 * @param find Where a program is, or a path where none is.
 * @throws AssayError `toolchain-missing` where there is no PHP, or no Composer.
 */
export async function phpVersion(find = findProgram): Promise<PhpVersion> {
  const version = await outputOf(find("php"), ["-n", "-r", "echo PHP_VERSION;"]).catch((error: unknown) => {
    throw new AssayError("toolchain-missing", { tool: `PHP (${reasonOf(error)})` }, { cause: error });
  });
  if (!isExecutable(find("composer"))) throw new AssayError("toolchain-missing", { tool: "Composer, for PHP," });
  const minor = /^\d+\.\d+/.exec(version)?.[0] ?? "";
  const fpm = await fpmOf(minor, find);
  const nginx = find("nginx");
  const hasBoth = fpm !== undefined && isExecutable(nginx);
  return {
    php: `PHP ${version}`,
    server: hasBoth ? ", php-fpm behind nginx" : " (php -S)",
    ...(hasBoth && { fpm, nginx }),
  };
}

/** Debian has one for each version, by its name; others have one. */
async function fpmOf(minor: string, find: typeof findProgram): Promise<string | undefined> {
  for (const program of [find(`php-fpm${minor}`), find("php-fpm")]) {
    if (!isExecutable(program)) continue;
    const said = await outputOf(program, ["-v"]).catch(() => "");
    if (said.startsWith(`PHP ${minor}.`)) return program;
  }
  return undefined;
}

let known: Promise<Toolchain> | undefined;

export function phpToolchain(): Promise<Toolchain> {
  return (known ??= findToolchain());
}

async function findToolchain(): Promise<Toolchain> {
  const { php, server, fpm, nginx } = await phpVersion();
  const [modules, composer] = await Promise.all([
    moduleViews([findProgram("php"), ...(fpm === undefined ? [] : [fpm])]),
    composerSettings(),
  ]);
  // Our php.ini is for every PHP that runs, also for a command before the site; whose modules they load is the machine's matter.
  const settings = { PHPRC: siteInside };
  return {
    version: php,
    server: { command: "php-site", version: `${php}${server}` },
    views: [...nodeToolchain().views, { from: siteFolder, to: siteInside }, ...modules],
    folders: [siteInside],
    registries: composer.registries,
    environment: { ...settings, ...(fpm && nginx && { PHP_SITE_FPM: fpm, PHP_SITE_NGINX: nginx }) },
    installEnvironment: {
      ...settings,
      COMPOSER_HOME: "/home/app/.composer",
      COMPOSER_CACHE_DIR: "/home/app/.cache/composer",
      COMPOSER_ALLOW_SUPERUSER: "1",
      COMPOSER_NO_INTERACTION: "1",
    },
    homeTemplate: composer.home,
  };
}

/** The folders outside of `/usr` that say which modules these load. */
async function moduleViews(programs: readonly string[]): Promise<readonly View[]> {
  const folders = new Set<string>();
  for (const program of programs) {
    const scanned = /^Scan this dir for additional \.ini files => (\/.*)$/m.exec(await outputOf(program, ["-i"]))?.[1];
    if (scanned === undefined) continue;
    folders.add(scanned);
    for (const name of await readdir(scanned).catch(() => [])) {
      const file = await realpath(join(scanned, name)).catch(() => undefined);
      if (file !== undefined) folders.add(dirname(file));
    }
  }
  const views = [...folders].map(async (to) => ({ from: await realpath(to).catch(() => ""), to }));
  return (await Promise.all(views)).filter(({ from, to }) => from !== "" && !to.startsWith("/usr/"));
}

const repositories = z.record(z.string(), z.looseObject({ type: z.string(), url: z.url().optional() }).or(z.boolean()));

/** Where Composer takes packages from, as this machine's is set, for the submission's own Composer. */
async function composerSettings(): Promise<{ readonly home: string; readonly registries: readonly string[] }> {
  // One after the other: where Composer was never used, each makes its files, and another would read them half made.
  const setting = (name: string) => outputOf(findProgram("composer"), ["config", "--global", "--no-interaction", name]);
  const said = await setting("repositories");
  const domains = await setting("github-domains");
  const secure = await setting("secure-http");
  const all = Object.entries(repositories.parse(JSON.parse(said ?? "{}")));
  const sources = all.flatMap(([name, source]) =>
    typeof source === "object" && source.type === "composer" && source.url !== undefined
      ? [[name, { type: "composer", url: withoutCredentials(source.url) }] as const]
      : [],
  );
  // Packagist only lists packages: they are archives that GitHub makes. A list that has them itself asks it for none.
  const archives = z
    .array(z.string())
    .parse(JSON.parse(domains ?? "[]"))
    .flatMap((domain) => [`https://api.${domain}`, `https://codeload.${domain}`]);
  const config = { repositories: Object.fromEntries(sources), config: { "secure-http": secure === "true" } };
  return { home: await homeWith(config), registries: [...sources.map(([, { url }]) => url), ...archives] };
}

/** A home whose Composer is so set: made once, and put in its place whole, as others may be reading it. */
async function homeWith(config: object): Promise<string> {
  const text = JSON.stringify(config);
  const name = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const home = join(cacheFolder(), `composer-${name}`);
  if (existsSync(home)) return home;
  return inDraftFolder(cacheFolder(), async (making) => {
    await mkdir(join(making, ".composer"), { mode: 0o755 });
    await writeFile(join(making, ".composer", "config.json"), text);
    await settle(making, home);
    return home;
  });
}

async function outputOf(program: string, words: readonly string[]): Promise<string> {
  const { stdout } = await run(program, [...words], { cwd: "/", timeout: 30_000 });
  return stdout.trim();
}
