import type { FrameworkSetUp } from "./framework-set-up.ts";
import { phpFixedSettings } from "./php-fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";

/** A site in PHP without a framework that has its own ways: it is started where its pages lie, with its tables. Pure. */
export function phpSetUp(files: readonly SourceFile[]): FrameworkSetUp | undefined {
  const code = files.filter(({ path }) => path.endsWith(".php"));
  const isOther = files.some(({ path }) => otherManifests.test(path) || path === "artisan");
  if (code.length === 0 || isOther) return undefined;
  const replace = phpFixedSettings(code);
  const usesMysql = code.some(({ text }) => /\bmysqli(?:_\w+)?\s{0,5}\(|["']mysql:|=>\s{0,20}["']mysql["']/.test(text));
  const dump = usesMysql ? dumpIn(files) : undefined;
  const hasEntry = files.some(({ path }) => /^(?:(?:public|web|public_html|htdocs|www)\/)?index\.php$/.test(path));
  const isNamed = hasEntry || files.some(({ path }) => /^(?:composer\.json|Procfile|assay\.ya?ml)$/.test(path));
  return {
    environment: dump === undefined && replace.length === 0 ? {} : databaseParts,
    writable: [],
    commands: dump === undefined ? [] : [loading(dump)],
    replace,
    ...(usesMysql ? { database: "mysql" as const } : {}),
    ...(isNamed ? {} : { language: "php" }),
  };
}

/** A page in PHP may be part of a backend in another language. */
const otherManifests = /^(?:package\.json|go\.mod|pom\.xml|requirements\.txt|pyproject\.toml|Pipfile|Dockerfile)$/;

const databaseParts = Object.fromEntries(
  ["HOST", "PORT", "USER", "PASSWORD", "NAME"].map((part) => [`DATABASE_${part}`, `\${DATABASE_${part}}`]),
);

/** The file that makes most tables. */
function dumpIn(files: readonly SourceFile[]): string | undefined {
  const dumps = files
    .filter(({ path }) => path.endsWith(".sql") && /^[\w./ ()-]{1,200}$/.test(path) && !/(^|\/)tests?\//.test(path))
    .map(({ path, text }) => ({ path, tables: text.match(/\bcreate\s{1,20}table\b/gi)?.length ?? 0 }))
    .toSorted((one, other) => other.tables - one.tables);
  return dumps[0]?.tables === 0 ? undefined : dumps[0]?.path;
}

/** A dump often makes a database of its own first, which is refused: what follows is for the one that it is given. */
function loading(dump: string): string {
  const login = '-h "$DATABASE_HOST" -P "$DATABASE_PORT" -u "$DATABASE_USER" -p"$DATABASE_PASSWORD" "$DATABASE_NAME"';
  return `mysql --force ${login} < '${dump}' || true`;
}
