import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AssayError, reasonOf } from "../../errors/assay-error.ts";
import { readManifest } from "../assay-yaml.ts";
import type { Identified, Language } from "../language.ts";
import { rangeOfComposer, requireRuntime } from "../runtime-version.ts";
import { phpToolchain, phpVersion } from "./php-toolchain.ts";

const manifest = "composer.json";

/** Where an index.php is looked for; what lies above it is not served. */
const documentRoots = ["public", "web", "public_html", "htdocs", "www", "."] as const;
const frontControllers = documentRoots.map((root) => (root === "." ? "index.php" : `${root}/index.php`));

/** Composer is strict about the rest itself. An empty list is how PHP writes an empty map. */
const schema = z.object({
  require: z.record(z.string(), z.string()).or(z.array(z.never())).optional(),
  "require-dev": z.record(z.string(), z.string()).or(z.array(z.never())).optional(),
  scripts: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

/** PHP and its extensions are the machine's. */
const ofTheMachine = /^(php(-64bit|-ipv6|-zts|-debug)?|hhvm|composer(-plugin-api|-runtime-api)?|(ext|lib)-.*)$/i;

/** PHP, as a real site runs it: php-fpm behind a web server of ours, see `php-site/`. Composer installs what it needs. */
export const php: Language = {
  name: "php",
  manifests: [manifest, "public/index.php", "web/index.php", "index.php"],
  async recognises(directory) {
    if (existsSync(join(directory, manifest))) return true;
    // A backend in another language may have a page in PHP.
    const others = ["requirements.txt", "pyproject.toml", "Pipfile", "go.mod"];
    if (others.some((file) => existsSync(join(directory, file)))) return false;
    const packageJson = await readFile(join(directory, "package.json"), "utf8").catch(() => "");
    return !/"(start|main)"\s*:/.test(packageJson);
  },
  async identify(directory, settings) {
    const text = await readManifest(directory, manifest);
    const contents = text === undefined ? {} : parse(text);
    const { root, entry } = await servedFolder(directory);
    const needed = { ...contents.require } as Record<string, string>;
    const hasLock = existsSync(join(directory, "composer.lock"));
    const needsNothing = !Object.keys(needed).some((name) => !ofTheMachine.test(name));
    const composer = text === undefined ? undefined : manifest;
    const file = settings.file ?? composer ?? entry ?? manifest;
    // With nothing to pin, what asks for nothing pins it all.
    const lockFile = hasLock ? "composer.lock" : needsNothing ? (composer ?? entry) : undefined;
    const testCommand = settings.testCommand ?? testCommandOf(directory, contents);
    return {
      language: "php",
      manifest: file,
      ...(lockFile !== undefined && { lockFile }),
      installCommands: settings.installCommands ?? (text === undefined ? [] : [composerInstall]),
      startCommand: startCommand(settings.startCommand, root),
      ...(needed["php"] !== undefined && { engines: needed["php"] }),
      environment: settings.environment,
      ...(testCommand !== undefined && { testCommand }),
    };
  },
  packages: [
    ...["php-cli", "php-fpm", "php-mysql", "php-pgsql", "php-sqlite3", "php-mbstring", "php-xml", "php-curl"],
    ...["php-intl", "php-zip", "nginx-light", "composer", "unzip"],
  ],
  version: async () => {
    const { php, server } = await phpVersion();
    return `${php}${server}`;
  },
  async toolchain(engines) {
    const toolchain = await phpToolchain();
    const has = /^PHP (\d+(?:\.\d+)+)/.exec(toolchain.version)?.[1] ?? "";
    requireRuntime("PHP", has, engines, engines === undefined ? undefined : rangeOfComposer(engines));
    return toolchain;
  },
};

const composerInstall = [
  ...(["composer", "install", "--no-dev", "--no-interaction", "--no-progress", "--prefer-dist"] as const),
  "--optimize-autoloader",
] as const;

interface Served {
  readonly root?: (typeof documentRoots)[number];
  /** The page that shows it. */
  readonly entry?: string;
}

/** The folder with a front controller, else one whose pages answer each at its own address. */
async function servedFolder(directory: string): Promise<Served> {
  for (const [place, entry] of frontControllers.entries()) {
    const root = documentRoots[place];
    if (root !== undefined && existsSync(join(directory, entry))) return { root, entry };
  }
  for (const root of documentRoots) {
    const names = await readdir(join(directory, root)).catch((): string[] => []);
    const page = names.toSorted().find((name) => name.endsWith(".php"));
    const entry = names.includes("index.html") ? "index.html" : page;
    if (page !== undefined && entry !== undefined) return { root, entry: join(root, entry) };
  }
  return {};
}

/** What Procfiles of PHP sites start is another's php-fpm behind another's web server: ours stand in for them. */
function startCommand(
  own: Identified["startCommand"] | undefined,
  root: string | undefined,
): Identified["startCommand"] {
  if (own !== undefined && !/(^|\/)heroku-php-(apache2|nginx)$/.test(own[0] ?? "")) return own;
  const named = own?.slice(1).at(-1);
  const served = named !== undefined && !named.startsWith("-") ? withoutSlashesAtTheEnd(named) : root;
  if (served !== undefined) return ["php-site", served];
  throw new AssayError("no-start-command", {
    problem: "there is none of public/index.php, web/index.php, index.php",
    advice: "Add a public/index.php, which gets every request",
  });
}

function withoutSlashesAtTheEnd(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

function testCommandOf(directory: string, { scripts }: z.infer<typeof schema>): string | undefined {
  if (scripts?.["test"] !== undefined) return "composer test";
  const has = ["phpunit.xml", "phpunit.xml.dist"].some((file) => existsSync(join(directory, file)));
  return has ? "vendor/bin/phpunit" : undefined;
}

function parse(text: string): z.infer<typeof schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const problem = `it is not JSON (${reasonOf(error)})`;
    throw new AssayError("manifest-broken", { file: manifest, where: "", problem }, { cause: error });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join(".");
  const where = at ? ` at "${at}"` : "";
  throw new AssayError("manifest-broken", { file: manifest, where, problem: issue?.message ?? "unknown" });
}
