import { databaseAddress } from "./database-address.ts";
import { fixedSettingsIn } from "./fixed-settings.ts";
import { frameworkSetUp } from "./framework-set-up.ts";
import type { Doubt, Written } from "./proposed.ts";
import { variablesOf } from "./python-fixed-settings.ts";
import { pythonSetUp, type OwnStart } from "./python-set-up.ts";
import { variablesIn } from "./set-up-variables.ts";
import { writtenFolders } from "./written-folders.ts";

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/**
 * What the project seems to need before it can start. Pure.
 * @param own how the project's own files say that it is installed and started; undefined where they don't.
 */
export function setUpOf(
  files: readonly SourceFile[],
  own?: OwnStart,
): {
  readonly written: Written;
  readonly doubts: readonly Doubt[];
  /** How it may be installed where it can't be as it says. */
  readonly relaxedInstall?: readonly string[];
} {
  const doubts: Doubt[] = [];
  const code = files.filter(({ path }) => !/\.(md|lock|svg|html?)$|(^|\/)(tests?|docs)\//i.test(path));
  const framework = frameworkSetUp(files);
  const databaseFiles = Object.fromEntries(
    [...databaseFilesIn(code)].map(([name, file]) => [name, `\${DATA_DIR}/${file}`]),
  );
  const python = pythonSetUp(files, own);
  const fixedInCode = fixedSettingsIn(code);
  const environment = {
    ...variablesIn(code),
    ...variablesOf(fixedInCode, databaseAddress(code)),
    ...databaseFiles,
    ...framework.environment,
    ...python?.environment,
  };
  const writable = [...new Set([...writtenFolders(code), ...framework.writable, ...(python?.writable ?? [])])];
  const replace = [...fixedInCode, ...(python?.replace ?? [])];
  const prepared = preparations
    .filter(({ file }) => files.some(({ path }) => file.test(path)))
    .map(({ command }) => command);
  const commands = [...framework.commands, ...prepared, ...(python?.commands ?? [])];
  const tables = files
    .filter(({ path, text }) => path.endsWith(".sql") && /create\s+table/i.test(text))
    .map(({ path }) => path);
  const fixed = code
    .filter(
      ({ path, text }) =>
        /conf|database|\bdb\b/i.test(path) && /["']?(localhost|127\.0\.0\.1)["']?/.test(text) && /pass/i.test(text),
    )
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
  doubts.push(...(python?.doubts ?? []));
  if (replace.length > 0)
    doubts.push({ at: ["setup", "replace"], text: "unsure: the code hard-codes these, and each run needs its own" });
  const { install, start, files: ownFiles = {} } = python ?? {};
  const written: Written = {
    ...(install === undefined && start === undefined ? {} : { language: "python" }),
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
    ...(python?.relaxed === undefined ? {} : { relaxedInstall: python.relaxed }),
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

/** Commands that prepare a database, by the file that a tool of theirs brings. */
const preparations: readonly { readonly file: RegExp; readonly command: string }[] = [
  { file: /(^|\/)prisma\/migrations\//, command: "npx prisma migrate deploy" },
  { file: /^knexfile\.(c?js|ts)$/, command: "npx knex migrate:latest" },
  { file: /^\.sequelizerc$/, command: "npx sequelize-cli db:migrate" },
  { file: /^artisan$/, command: "php artisan migrate --force" },
];
