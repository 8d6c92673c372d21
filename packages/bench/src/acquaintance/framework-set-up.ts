import type { Replacement } from "./fixed-settings.ts";
import { phpSetUp } from "./php-set-up.ts";
import { springSetUp } from "./spring-set-up.ts";
import type { SourceFile } from "./set-up.ts";

/** What a framework needs, independent of what the project's own files set. */
export interface FrameworkSetUp {
  readonly environment: Readonly<Record<string, string>>;
  /** Folders of the project in which it writes. */
  readonly writable: readonly string[];
  readonly commands: readonly string[];
  /** Which database it is given, where it can use several. */
  readonly database?: "mysql" | "postgres";
  /** Files of ours that it reads. */
  readonly files?: Readonly<Record<string, string>>;
  /** What its code fixes and each run has its own of. */
  readonly replace?: readonly Replacement[];
  /** Which language it is in, where none of its files says so. */
  readonly language?: string;
  /** How it may be installed where it can't be as it says. */
  readonly relaxed?: readonly string[];
}

/** By the frameworks that these files show. Pure. */
export function frameworkSetUp(files: readonly SourceFile[]): FrameworkSetUp {
  return (
    springSetUp(files) ?? laravelSetUp(files) ?? phpSetUp(files) ?? { environment: {}, writable: [], commands: [] }
  );
}

/** Laravel reads its key as base64, and writes in two folders of its own. */
function laravelSetUp(files: readonly SourceFile[]): FrameworkSetUp | undefined {
  if (!files.some(({ path }) => path === "artisan")) return undefined;
  const isPostgres = files.some(({ path, text }) => path.startsWith(".env") && /^DB_CONNECTION=pgsql/m.test(text));
  return {
    database: isPostgres ? "postgres" : "mysql",
    environment: {
      APP_KEY: "base64:${AUTH_SECRET_BASE64}",
      APP_ENV: "production",
      APP_DEBUG: "false",
      APP_URL: "${PUBLIC_URL}",
      DB_CONNECTION: isPostgres ? "pgsql" : "mysql",
      LOG_CHANNEL: "stderr",
      SESSION_DRIVER: "file",
      CACHE_STORE: "file",
      CACHE_DRIVER: "file",
      QUEUE_CONNECTION: "sync",
    },
    writable: ["bootstrap/cache", "storage"],
    commands: ["mkdir -p storage/framework/cache/data storage/framework/sessions storage/framework/views storage/logs"],
  };
}
