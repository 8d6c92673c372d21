import { createHash } from "node:crypto";
import { chown, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { SandboxedCommand } from "../sandbox/driver.ts";
import { nodeToolchain } from "../sandbox/toolchain.ts";
import { users } from "../sandbox/users.ts";
import { databaseUrl } from "../services/database.ts";
import { redisUrl } from "../services/redis/plan.ts";
import { dataFolderOf, ownFolderOf } from "./cell-folders.ts";
import type { Limits } from "./limits.ts";
import type { CellPlan } from "./protocol.ts";
import { writableFolders } from "./writable-folders.ts";

export const publicUrl = "https://shop.example";

/** What of a cell's plan a submission's environment is made from. */
export type EnvironmentPlan = Pick<
  CellPlan,
  "sandbox" | "directory" | "database" | "redis" | "toolchain" | "bound" | "secret" | "ports"
> & { readonly submission: Pick<CellPlan["submission"], "environment" | "image"> };

/** The twelve-factor environment that the brief promises. */
export function environmentFor(plan: EnvironmentPlan, copy: number): Readonly<Record<string, string>> {
  const given = {
    ...(plan.submission.image?.environment ?? {
      ...plan.toolchain.environment,
      PATH: [...plan.toolchain.folders, nodeToolchain().path].join(":"),
    }),
    HOME: temporaryFolderInside(plan),
    TMPDIR: temporaryFolderInside(plan),
    LANG: "C.UTF-8",
    NODE_ENV: "production",
    PORT: String(plan.ports.copies[copy]),
    DATABASE_URL: databaseUrl(plan.database, plan.ports.database, dataFolderInside(plan)),
    ...(plan.redis === undefined ? {} : { REDIS_URL: redisUrl(plan.redis, plan.ports.redis) }),
    DATA_DIR: dataFolderInside(plan),
    SMTP_URL: `smtp://127.0.0.1:${String(plan.ports.mail)}`,
    MAIL_FROM: "Shop <no-reply@shop.example>",
    PUBLIC_URL: publicUrl,
    AUTH_SECRET: plan.secret,
  };
  if (plan.bound === undefined) return { ...given, ...plan.submission.environment };
  // SQLAlchemy refuses `postgres:`; every driver reads the longer name. The brief promises the shorter one.
  const DATABASE_URL = given.DATABASE_URL.replace(/^postgres:/, "postgresql:");
  // Some frameworks want 32 bytes for their key.
  const AUTH_SECRET_BASE64 = createHash("sha256").update(plan.secret).digest("base64");
  const known = {
    ...given,
    DATABASE_URL,
    AUTH_SECRET_BASE64,
    ...partsOf("DATABASE", DATABASE_URL),
    ...partsOf("SMTP", given.SMTP_URL),
    ...(given.REDIS_URL === undefined ? {} : partsOf("REDIS", given.REDIS_URL)),
  };
  const set = Object.entries(plan.submission.environment).map(([name, value]) => [name, withVariables(value, known)]);
  return { ...known, ...(Object.fromEntries(set) as Readonly<Record<string, string>>) };
}

/** An existing backend may want its database's address in parts: `DATABASE_HOST`, `DATABASE_USER`, … */
function partsOf(prefix: string, address: string): Readonly<Record<string, string>> {
  const { hostname, port, username, password, pathname } = new URL(address);
  return Object.fromEntries(
    Object.entries({ HOST: hostname, PORT: port, USER: username, PASSWORD: password, NAME: pathname.slice(1) })
      .filter(([, value]) => value !== "")
      .map(([part, value]) => [`${prefix}_${part}`, decodeURIComponent(value)]),
  );
}

/** `${NAME}` in a value of the binding's is a variable of ours; one that we don't know stays. */
function withVariables(value: string, known: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}

function dataFolderInside(plan: EnvironmentPlan): string {
  return plan.sandbox !== "none" ? "/data" : dataFolderOf(plan);
}

/** Without a sandbox it is a folder of the cell's too, which is removed with it. */
function temporaryFolderInside(plan: EnvironmentPlan): string {
  return plan.sandbox !== "none" ? "/tmp" : join(plan.directory, "tmp");
}

/** A command that changes its folder finds the project's own programs all the same. */
function wholePath(path = "", workingDirectory: string): string {
  return path
    .split(":")
    .map((folder) => (folder.startsWith("/") ? folder : join(workingDirectory, folder)))
    .join(":");
}

const scratchBytes = 256 * 1024 * 1024;

/** Where the submission's files stand inside the sandbox; without a sandbox they stay where they are. */
export async function commandFor(
  plan: CellPlan,
  copy: number,
  additions: Readonly<Record<string, string>>,
  limits: Limits | undefined,
): Promise<SandboxedCommand> {
  const data = dataFolderOf(plan);
  await mkdir(data, { recursive: true });
  if (plan.sandbox === "none") await mkdir(temporaryFolderInside(plan), { recursive: true });
  if (users.submission !== undefined) await chown(data, users.submission, users.submission);
  const { directory, startCommand, image } = plan.submission;
  // An image's files can be written already, and without a sandbox the project's own are used.
  const folders = plan.sandbox === "none" || image !== undefined ? [] : (plan.bound?.writable ?? []);
  const views = await writableFolders(directory, folders, ownFolderOf(plan));
  const workingDirectory = plan.sandbox === "none" ? directory : "/app";
  const environment = { ...environmentFor(plan, copy), ...additions };
  const inImage = image && { root: image.root, workingDirectory: image.workingDirectory };
  return {
    argv: startCommand as [string, ...string[]],
    environment:
      image === undefined ? { ...environment, PATH: wholePath(environment["PATH"], workingDirectory) } : environment,
    workingDirectory,
    readOnly: image === undefined ? [...plan.toolchain.views, ...views.readOnly] : [],
    writable: [{ from: data, to: "/data" }, ...views.writable],
    scratch: (image === undefined ? ["/tmp"] : ["/tmp", "/run", "/var/tmp"]).map((at) => ({ at, bytes: scratchBytes })),
    ...inImage,
    ...(limits === undefined ? {} : { limits }),
  };
}
