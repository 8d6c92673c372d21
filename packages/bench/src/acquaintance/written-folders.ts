import { dirname, normalize } from "node:path/posix";
import type { SourceFile } from "./set-up.ts";

/**
 * The project's own folders in which it seems to write while it runs: those of databases whose paths stand in the code, and
 * of logs and uploads. `.` is its top. Pure.
 */
export function writtenFolders(files: readonly SourceFile[]): readonly string[] {
  const folders = files.flatMap(({ path, text }) => [
    ...sqliteFolders(path, text),
    ...namedFolders(text),
    ...sessionFolders(text),
  ]);
  const normalized = folders.map((folder) => normalize(folder).replace(/\/$/, ""));
  return [...new Set(normalized)].filter((folder) => !folder.startsWith("..") && !folder.startsWith("/")).slice(0, 5);
}

function sqliteFolders(path: string, text: string): readonly string[] {
  if (/\.(md|lock|json)$/.test(path)) return [];
  const isFlask = /flask_sqlalchemy/i.test(text);
  const addresses = [...text.matchAll(/\bsqlite(?:\+\w+)?:\/\/\/(?:\.\/)?(?!\/|:memory:)([\w./-]{1,200})/g)].map(
    // Flask's extension takes a relative path as one below `instance`.
    ([, file = ""]) => (isFlask ? "instance" : dirname(file)),
  );
  const django =
    /BASE_DIR\s{0,5}\/\s{0,5}["'][\w.-]{1,100}\.sqlite3?["']|os\.path\.join\(BASE_DIR,\s{0,5}["'][\w.-]{1,100}\.sqlite3?["']/.test(
      text,
    )
      ? ["."]
      : [];
  const opened = [
    ...text.matchAll(
      /(?:Database(?:Sync)?|connect|sqlite\.Open|Open|storage\s{0,3}[:=])\(?\s{0,5}["'`](?:\.\/)?([\w./-]{1,200}\.(?:db|sqlite3?))["'`]/g,
    ),
  ].map(([, file = ""]) => dirname(file));
  return [...addresses, ...django, ...opened];
}

/** Where Flask-Session keeps sessions in files, unless it is told another place. */
function sessionFolders(text: string): readonly string[] {
  return /SESSION_TYPE["'\]]{0,2}\s{0,5}=\s{0,5}["']filesystem/.test(text) ? ["flask_session"] : [];
}

function namedFolders(text: string): readonly string[] {
  return [...text.matchAll(/["'`](?:\.\/)?(logs?|uploads|instance)\/[^"'`\n]{0,100}["'`]/g)].map(
    ([, folder = ""]) => folder,
  );
}
