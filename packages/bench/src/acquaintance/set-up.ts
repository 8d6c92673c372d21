import type { ServiceName } from "../check/check.ts";
import { databaseAddress } from "./database-address.ts";
import { fixedSettingsIn, type Replacement } from "./fixed-settings.ts";
import { frameworkSetUp } from "./framework-set-up.ts";
import { goSetUp } from "./go-set-up.ts";
import { javascriptSettings } from "./javascript-fixed-settings.ts";
import { isOverridden } from "./node-config.ts";
import { nodeSetUp } from "./node-set-up.ts";
import type { Doubt, Written } from "./proposed.ts";
import { variablesOf } from "./python-fixed-settings.ts";
import { pythonSetUp, type OwnStart } from "./python-set-up.ts";
import { variablesIn } from "./set-up-variables.ts";
import { writtenFolders } from "./written-folders.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Another way to install a project, and what a person is to know of it. */
export interface RelaxedInstall {
  readonly language: string;
  readonly commands: readonly string[];
  readonly text: string;
}

/**
 * What the project seems to need before it can start. Pure.
 * @param own how the project's own files say that it is installed and started; undefined where they don't.
 * @param services whose drivers the project names.
 */
export function setUpOf(
  files: readonly SourceFile[],
  own?: OwnStart,
  services: readonly ServiceName[] = [],
): {
  readonly written: Written;
  readonly doubts: readonly Doubt[];
  /** How it may be installed where it can't be as it says. */
  readonly relaxedInstall?: RelaxedInstall;
} {
  const doubts: Doubt[] = [];
  const code = files.filter(({ path }) => !/\.(md|lock|svg|html?)$|(^|\/)(tests?|docs)\//i.test(path));
  const framework = frameworkSetUp(files);
  const databaseFiles = Object.fromEntries(
    [...databaseFilesIn(code)].map(([name, file]) => [name, `\${DATA_DIR}/${file}`]),
  );
  const python = pythonSetUp(files, own);
  const node = python === undefined ? nodeSetUp(files, own) : undefined;
  const javascript = javascriptSettings(code);
  const variables = { ...variablesIn(code, services), ...javascript.environment };
  const go = python === undefined && node === undefined ? goSetUp(files, own, variables) : undefined;
  const brought = python ?? node ?? go;
  const fixedInCode = outermost([...fixedSettingsIn(code), ...javascript.replace]);
  const environment = {
    ...variables,
    ...variablesOf(fixedInCode, databaseAddress(code)),
    ...databaseFiles,
    ...framework.environment,
    ...brought?.environment,
  };
  const writable = [...new Set([...writtenFolders(code), ...framework.writable, ...(python?.writable ?? [])])];
  const replace = outermost([...fixedInCode, ...(framework.replace ?? []), ...(brought?.replace ?? [])]);
  const prepared = files.some(({ path }) => path === "artisan") ? ["php artisan migrate --force"] : [];
  const commands = [...framework.commands, ...prepared, ...(brought?.commands ?? [])];
  const tables = files
    .filter(({ path, text }) => path.endsWith(".sql") && /create\s+table/i.test(text))
    .map(({ path }) => path);
  const fixed = code
    .filter(({ path }) => !replace.some(({ file }) => file === path))
    .filter(
      ({ path, text }) =>
        /conf|database|\bdb\b/i.test(path) && /["']?(localhost|127\.0\.0\.1)["']?/.test(text) && /pass/i.test(text),
    )
    .filter((file) => !isOverridden(file, files))
    .map(({ path }) => path);
  if (commands.length > 0)
    doubts.push({ at: ["setup", "before-start"], text: "unsure: it seems to make its tables so" });
  const hints = [
    ...(tables.length > 0 && commands.length === 0
      ? [`unsure: ${tables.slice(0, 3).join(", ")} makes tables; if the app doesn't run it, do so by before-start`]
      : []),
    ...(fixed.length > 0
      ? [`unsure: ${fixed.slice(0, 3).join(", ")} seems to name a database by itself; replace it by "files"`]
      : []),
  ];
  doubts.push(...(brought?.doubts ?? []));
  if (replace.length > 0) {
    const isPom = replace.every(({ file }) => file.endsWith("pom.xml"));
    const text = isPom
      ? "unsure: newer versions of Java lack what this library needs"
      : "unsure: the code hard-codes these, and each run needs its own";
    doubts.push({ at: ["setup", "replace"], text });
  }
  const { install, start } = brought ?? {};
  const ownFiles = { ...framework.files, ...brought?.files };
  const language = python === undefined ? (node === undefined ? "go" : "node") : "python";
  const written: Written = {
    ...(framework.language === undefined ? {} : { language: framework.language }),
    ...(install === undefined && start === undefined ? {} : { language }),
    ...(install === undefined ? {} : { install }),
    ...(start === undefined ? {} : { start }),
    ...(Object.keys(ownFiles).length === 0 ? {} : { files: ownFiles }),
    ...(framework.database === undefined ? {} : { database: framework.database }),
    ...(writable.length === 0 ? {} : { writable }),
    ...(replace.length === 0 ? {} : { replace }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(commands.length === 0 ? {} : { "before-start": commands.length === 1 ? commands[0] : commands }),
  };
  const at = Object.keys(written).length === 0 ? ["operations"] : ["setup"];
  return {
    written,
    doubts: [...hints.map((text) => ({ at, text })), ...doubts],
    ...relaxedOf(
      "python",
      python?.relaxed,
      "the versions that it pins can't be installed here; these are their newest patch releases",
    ),
    ...relaxedOf("node", node?.relaxed, "it can't be installed as its own files say; this is less strict"),
    ...relaxedOf("go", go?.relaxed, "its go.sum lacks what its code imports; this completes it"),
    ...relaxedOf(
      "java",
      framework.relaxed,
      "with this machine's Java it can't be built as it says; this takes a newer Lombok",
    ),
  };
}

/**
 * Files of databases by the variable that names each unless it is set: `os.environ.get("SHOP_DB", "shop.db")`. Only
 * DATA_DIR can be written.
 */
function databaseFilesIn(files: readonly SourceFile[]): ReadonlyMap<string, string> {
  const otherwise =
    /\b([A-Z][A-Z0-9_]+)["'\])]*\s*(?:,|\|\||\?\?)\s*["'`](?:[\w./-]*\/)?([\w-]+\.(?:db|sqlite3?))["'`]/g;
  const byName = new Map<string, string>();
  for (const { text } of files) {
    for (const [, name = "", file = ""] of text.matchAll(otherwise)) if (!byName.has(name)) byName.set(name, file);
  }
  return byName;
}

function relaxedOf(
  language: string,
  commands: readonly string[] | undefined,
  text: string,
): { readonly relaxedInstall?: RelaxedInstall } {
  return commands === undefined ? {} : { relaxedInstall: { language, commands, text: `unsure: ${text}` } };
}

/** What stands inside of another one's text is changed with it. */
function outermost(replacements: readonly Replacement[]): readonly Replacement[] {
  return replacements.filter(
    ({ file, text }, at) =>
      !replacements.some(
        (other, place) =>
          other.file === file &&
          ((other.text !== text && other.text.includes(text)) || (other.text === text && place < at)),
      ),
  );
}
