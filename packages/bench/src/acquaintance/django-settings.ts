import type { PythonProject } from "./python-project.ts";
import type { SourceFile } from "./set-up.ts";

/** A module of settings of ours, which takes theirs and changes what they fix. */
export interface OwnSettings {
  readonly file: string;
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
  /** For people: "its hosts". */
  readonly changed: readonly string[];
}

const moduleName = "assay_settings";

interface Change {
  readonly what: string;
  readonly lines: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a project's settings fix that each run has its own of; undefined where they fix nothing. Pure. */
export function djangoSettings(project: PythonProject, manage: SourceFile): OwnSettings | undefined {
  const module = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/.exec(manage.text)?.[1];
  const main = module === undefined ? undefined : project.module(module, manage);
  if (module === undefined || main === undefined) return undefined;
  // What it takes from others, such as `from .base import *`, counts as well.
  const text = [main, ...project.importedBy(main)].map((file) => file.text).join("\n");
  const changes = [hosts(text), database(text), mail(text, project)].filter((change) => change !== undefined);
  if (changes.length === 0) return undefined;
  const folder = manage.path.slice(0, manage.path.length - "manage.py".length);
  return {
    file: `${folder}${moduleName}.py`,
    text: ["import os", `from ${module} import *  # noqa`, "", ...changes.flatMap(({ lines }) => lines), ""].join("\n"),
    environment: Object.assign(
      { DJANGO_SETTINGS_MODULE: moduleName },
      ...changes.map(({ environment }) => environment ?? {}),
    ) as Record<string, string>,
    changed: changes.map(({ what }) => what),
  };
}

/** Those of a developer's machine; an empty list lets in nobody else. */
function hosts(text: string): Change | undefined {
  const written = [...text.matchAll(/^ALLOWED_HOSTS\s*=\s*(.{0,300})/gms)].at(-1)?.[1];
  const isFixed = written === undefined || /^[[(](?:\s|,|"[^"]*"|'[^']*')*[\])]/.test(written);
  if (!isFixed || written?.includes("*") === true) return undefined;
  return { what: "its hosts", lines: ['ALLOWED_HOSTS = ["*"]'] };
}

const parts = ["HOST", "PORT", "USER", "PASSWORD", "NAME"] as const;

/** A server's database whose address stands in the code. */
function database(text: string): Change | undefined {
  const at = text.search(/^DATABASES\s*=/m);
  if (at < 0) return undefined;
  const block = text.slice(at, at + 1_500).split(/\n\S/, 1)[0] ?? "";
  if (!/backends\.(?:postgresql|mysql)|postgis/.test(block)) return undefined;
  const isFixed = /["'](?:HOST|NAME|USER|PASSWORD)["']\s*:\s*["']/.test(block);
  if (!isFixed) return undefined;
  return {
    what: "its database",
    lines: parts.map((part) => `DATABASES["default"]["${part}"] = os.environ["DATABASE_${part}"]`),
    environment: Object.fromEntries(parts.map((part) => [`DATABASE_${part}`, `\${DATABASE_${part}}`])),
  };
}

const sendsMail =
  /send_mail|EmailMessage|EmailMultiAlternatives|email_user|PasswordResetForm|djoser|allauth|dj_rest_auth/;

/** Mails that are printed, or that go to a server whose name stands in the code. */
function mail(text: string, project: PythonProject): Change | undefined {
  const isPrinted = /^EMAIL_BACKEND\s*=[^\n]{0,200}\.(?:console|filebased|locmem|dummy)\./m.test(text);
  const isNamed = /^EMAIL_HOST\s*=\s*["']/m.test(text);
  const isMissing = !/^EMAIL_HOST\s*=/m.test(text);
  if (!project.files.some((file) => sendsMail.test(file.text))) return undefined;
  if (!isPrinted && !isNamed && !isMissing) return undefined;
  return {
    what: "its mail server",
    lines: [
      'EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"',
      'EMAIL_HOST = os.environ["SMTP_HOST"]',
      'EMAIL_PORT = int(os.environ["SMTP_PORT"])',
      'EMAIL_HOST_USER = EMAIL_HOST_PASSWORD = ""',
      "EMAIL_USE_TLS = EMAIL_USE_SSL = False",
    ],
    environment: { SMTP_HOST: "${SMTP_HOST}", SMTP_PORT: "${SMTP_PORT}" },
  };
}
