import { sourceAt, type NodeProject } from "./node-project.ts";

/** How a backend for Node is built and started, in its folder. */
export interface NodeStart {
  /** What makes the files that it is started from. */
  readonly build: readonly string[];
  /** Undefined where the project's own start script will do. */
  readonly command?: string;
}

const runners =
  /^(?:npx (?:--yes |-y )?)?(node|nodemon|ts-node-dev|ts-node|tsnd|tsx|babel-node|node-dev|supervisor|bun|nest|pm2|pm2-runtime|fastify|forever)\b(.*)$/;
const usualEntries = ["server", "index", "app", "main"].flatMap((name) => [
  ...["", "src/", "api/", "bin/", "app/", "lib/"].flatMap((folder) => [`${folder}${name}.js`, `${folder}${name}.ts`]),
]);
const mostSteps = 5;

/** By its scripts, and its files where no script says it. A developer's server that looks for changes is not run. Pure. */
export function nodeStart(project: NodeProject): NodeStart | undefined {
  const { scripts, main } = project;
  const named = ["start", "start:prod", "prod", "serve", "start:dev", "dev", "server", "develop"].find(
    (name) => scripts[name] !== undefined,
  );
  const steps = named === undefined ? [] : stepsOf(project, named);
  const last = steps.at(-1) ?? "";
  // npm runs it first, and what it builds can't be written once the app starts.
  const first = named === undefined ? [] : stepsOf(project, `pre${named}`);
  const before = [...first, ...steps.slice(0, -1)]
    .filter(isBuilding)
    .map((step) => (/^(?:npx|rm|mkdir|cp) /.test(step) ? step : `npx ${step}`));
  const [, runner, rest = ""] = runners.exec(last) ?? [];
  if (runner === "nest") return nestStart(project);
  if (runner === "fastify") return { build: [...before, ...buildOf(project, rest)] };
  const words = rest.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  const program = runner === undefined ? undefined : programIn(project, words);
  const isOwn = named === "start" && before.length === 0 && !/\s/.test(steps.slice(1).join(""));
  if (runner === undefined && named === "start" && last !== "") return undefined;
  const entry = program ?? entryOf(project, main);
  if (entry === undefined) return undefined;
  const source = sourceAt(project, entry);
  if (source === undefined) {
    const build = before.length > 0 ? before : buildOf(project, entry);
    const written = aliasedSource(project, entry, [...steps, ...build]);
    if (written !== undefined) return { build: [], command: typescriptCommand(project, written, last) };
    return { build, ...(isOwn && runner === "node" && program === words.at(0) ? {} : { command: `node ${entry}` }) };
  }
  if (/\.m?ts$/.test(source)) return { build: before, command: typescriptCommand(project, source, last) };
  if (runner === "babel-node") return { build: before };
  if (isOwn && runner === "node" && program === words.at(0)) return { build: before };
  return { build: before, command: `node ${source}` };
}

/** The commands of a script, with those of the scripts that it runs, without what they set. */
function stepsOf({ scripts }: NodeProject, name: string, depth = 0): readonly string[] {
  const script = scripts[name];
  if (script === undefined || depth > 3 || script.length > 1_000) return [];
  return script
    .split(/&&|;/)
    .map(withoutVariables)
    .flatMap((step) => {
      const other = /^(?:npm (?:run(?:-script)? )?|yarn (?:run )?|pnpm (?:run )?)([\w:-]+)$/.exec(step)?.[1];
      return other === undefined || other === name || scripts[other] === undefined
        ? [step]
        : stepsOf({ scripts } as NodeProject, other, depth + 1);
    })
    .slice(-mostSteps);
}

function withoutVariables(step: string): string {
  return step
    .trim()
    .replace(/^(?:cross-env|env-cmd(?: -f \S+)?|dotenv(?: -e \S+)?(?: --)?|export|set)\s+/, "")
    .replace(/^(?:[A-Z_a-z]\w*=\S*\s+)+/, "")
    .replace(/^(node\s+)(?:[A-Z_]+=\S*\s+)+/, "$1");
}

const isBuilding = (step: string) =>
  /^(?:npx )?(?:tsc|nest build|tsup|swc|babel|rimraf|prisma generate|tsoa|webpack|esbuild|copyfiles|cpx|rm|mkdir|cp)\b/.test(
    step,
  );

/** The first word that names a file: what stands before it are the runner's own options. */
function programIn(project: NodeProject, words: readonly string[]): string | undefined {
  const plain = words.flatMap((word) =>
    /^["'][^\n]*["']$/.test(word) ? word.slice(1, -1).split(/\s+/) : [word.replaceAll(/^["']|["']$/g, "")],
  );
  const takesValue =
    /^(-r|--require|--import|--loader|--watch|-w|--ext|-e|--exec|-x|--ignore|-i|--signal|--delay|-P|--project|--experimental-loader|--env-file)$/;
  const candidates = plain.filter(
    (word, at) =>
      !word.startsWith("-") &&
      !/\*|=/.test(word) &&
      (at === 0 || !takesValue.test(plain[at - 1] ?? "") || /^(-x|--exec)$/.test(plain[at - 1] ?? "")),
  );
  return (
    candidates.find((word) => /\.[cm]?[jt]s$/.test(word) && sourceAt(project, word) !== undefined) ??
    candidates.find((word) => /\.[cm]?[jt]s$|\//.test(word)) ??
    candidates.find((word) => sourceAt(project, word) !== undefined)
  );
}

function entryOf(project: NodeProject, main: string | undefined): string | undefined {
  const configured = /"exec"\s*:\s*"([^"]{1,300})"/.exec(project.files.get("nodemon.json") ?? "")?.[1];
  const executed = configured === undefined ? undefined : programIn(project, configured.split(/\s+/).slice(1));
  return [executed, main, ...usualEntries].find((file) => file !== undefined && sourceAt(project, file) !== undefined);
}

const resolvesAliases =
  /tsc-alias|tspaths|transform-paths|module-alias|tsconfig-paths|tsup|esbuild|webpack|rollup|vite|swc|babel|\bnest\b|\bncc\b/;

/** The source of what a build makes, where that can't be run: tsc leaves names such as `@/routes` as they are. */
function aliasedSource(project: NodeProject, entry: string, commands: readonly string[]): string | undefined {
  const { scripts, packages } = project;
  const own = commands.map((line) => scripts[/^npm run (\S+)$/.exec(line)?.[1] ?? ""] ?? line);
  if (own.some((line) => resolvesAliases.test(line)) || packages.has("module-alias") || !usesAliases(project))
    return undefined;
  const inside = entry.replace(/^(?:\.\/)?(?:dist|build|out|lib|output)\/(?:src\/)?/, "");
  return [`src/${inside}`, inside].map((path) => sourceAt(project, path)).find((path) => path?.endsWith("ts") === true);
}

function usesAliases({ files }: NodeProject): boolean {
  const paths = /"paths"\s{0,5}:\s{0,5}\{([^{}]{0,2000})\}/.exec(files.get("tsconfig.json") ?? "")?.[1] ?? "";
  const starts = [...paths.matchAll(/"([^"*\n]{1,60}\/)\*"\s{0,5}:/g)].map(([, start = ""]) => start);
  return [...files].some(
    ([path, text]) =>
      path.endsWith(".ts") && starts.some((start) => text.includes(`"${start}`) || text.includes(`'${start}`)),
  );
}

function buildOf(project: NodeProject, entry: string): readonly string[] {
  const { scripts, packages } = project;
  if (!/(^|[\s/])(dist|build|out|lib|output)\//.test(`${entry}/`)) return [];
  if (scripts["build"] !== undefined) return ["npm run build"];
  return packages.has("typescript") || project.files.has("tsconfig.json") ? ["npx tsc"] : [];
}

/** `nest start` builds when it starts, in a folder that can't be written then. */
function nestStart(project: NodeProject): NodeStart {
  const { scripts } = project;
  const build = scripts["build"] === undefined ? "npx nest build" : "npm run build";
  return {
    build: [build],
    command:
      'node "$(ls dist/main.js dist/src/main.js dist/apps/*/main.js dist/apps/*/src/main.js 2>/dev/null | head -n 1)"',
  };
}

function typescriptCommand(project: NodeProject, source: string, step: string): string {
  const { packages, files } = project;
  const paths = packages.has("tsconfig-paths") || step.includes("tsconfig-paths") ? " -r tsconfig-paths/register" : "";
  if (paths === "" && usesAliases(project)) return `npx tsx ${source}`;
  const isModule = /"type"\s*:\s*"module"/.test(files.get("package.json") ?? "");
  if (packages.has("ts-node") && !isModule) return `npx ts-node --transpile-only${paths} ${source}`;
  if (!isModule && packages.has("ts-node-dev")) return `npx ts-node --transpile-only${paths} ${source}`;
  return `npx tsx ${source}`;
}

/** What its start command runs and nothing installs. Pure. */
export function missingRunner({ packages }: NodeProject, { command = "" }: NodeStart): string | undefined {
  return command.includes("npx tsx") && !packages.has("tsx") ? "tsx" : undefined;
}
