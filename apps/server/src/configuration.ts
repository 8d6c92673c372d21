import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dataFolder } from "@assay/store";
import { z } from "zod";

const house = fileURLToPath(new URL("../../..", import.meta.url));

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ASSAY_WORKER_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  ASSAY_STORAGE: z.string().min(1).optional(),
  ASSAY_CHALLENGES: z.string().min(1).optional(),
  ASSAY_DATA: z.string().min(1).optional(),
  ASSAY_HOSTS: z.string().min(1).optional(),
  ASSAY_HOST: z.string().min(1).default("127.0.0.1"),
  ASSAY_PORT: z.coerce.number().int().min(0).max(65_535).default(8_080),
  ASSAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASSAY_WORKERS: z.coerce.number().int().min(0).max(16).default(1),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  ASSAY_MAIL_FROM: z.string().min(3).optional(),
  ASSAY_SECRET: z.string().min(32).optional(),
  ASSAY_LOG: z.string().optional(),
  ASSAY_PROXIES: z.string().min(1).optional(),
  ASSAY_MIN_FREE_MB: z.coerce.number().int().min(0).default(512),
  ASSAY_METRICS_TOKEN: z.string().min(16).optional(),
  ASSAY_PRIVATE_ADDRESSES: z.enum(["0", "1"]).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
});

export interface Configuration {
  /** None for a server of our own in `data`. */
  readonly databaseUrl?: string;
  /** The same database for workers, with a role of theirs. */
  readonly workerDatabaseUrl?: string;
  /** For what this machine keeps: the database of our own, files, the secret of sessions. */
  readonly data: string;
  readonly storage: string;
  readonly challenges: string;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** By which people reach it, where that is not host and port. */
  readonly url?: string;
  /** How many run on this machine beside the server. */
  readonly workers: number;
  readonly mail?: { readonly url: string; readonly from: string };
  /** Signs sessions; servers that stand beside each other need the same. One is made in `data` where there is none. */
  readonly secret?: string;
  readonly operation?: Operation;
}

/** What only whoever runs the server decides. */
export interface Operation {
  /** Whether one line is written for each request. */
  readonly log: boolean;
  /** Whose `X-Forwarded-For` is believed: addresses, networks, or `loopback`, `uniquelocal`; with commas between. */
  readonly proxies: string;
  /** By which names people reach it too, beside the one of its address. */
  readonly hosts?: readonly string[];
  /** How much stays free on the disks, for the database: below that, no files are taken in. Bytes; half a gigabyte unless said. */
  readonly leastFree?: number;
  /** Whether webhooks and git addresses may lead to this machine and its network. */
  readonly privateAddresses: boolean;
  /** With which metrics are read from elsewhere. */
  readonly metricsToken?: string;
  /** Whether OpenTelemetry's variables name a receiver. */
  readonly traces: boolean;
}

export const plainOperation: Operation = { log: false, proxies: "loopback", privateAddresses: false, traces: false };

/** @throws Error that names each variable that is wrong, and what it should be. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  // What is set to nothing, as compose files do, is not set.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = schema.safeParse(set);
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`The server can't start as it is set. ${wrong.join("; ")}. See docs/operators.md.`);
  }
  const given = read.data;
  const data = dataFolder(environment);
  return {
    data,
    storage: given.ASSAY_STORAGE ?? join(data, "files"),
    challenges: given.ASSAY_CHALLENGES ?? join(house, "challenges"),
    host: given.ASSAY_HOST,
    port: given.ASSAY_PORT,
    workers: given.ASSAY_WORKERS,
    operation: {
      log: (given.ASSAY_LOG ?? "") !== "",
      proxies: given.ASSAY_PROXIES ?? plainOperation.proxies,
      hosts: (given.ASSAY_HOSTS ?? "").split(/[\s,]+/).filter((name) => name !== ""),
      leastFree: given.ASSAY_MIN_FREE_MB * 1_000_000,
      privateAddresses: given.ASSAY_PRIVATE_ADDRESSES === "1",
      traces: given.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
      ...(given.ASSAY_METRICS_TOKEN === undefined ? {} : { metricsToken: given.ASSAY_METRICS_TOKEN }),
    },
    ...(given.ASSAY_SECRET === undefined ? {} : { secret: given.ASSAY_SECRET }),
    ...(given.DATABASE_URL === undefined ? {} : { databaseUrl: given.DATABASE_URL }),
    ...(given.ASSAY_WORKER_DATABASE_URL === undefined ? {} : { workerDatabaseUrl: given.ASSAY_WORKER_DATABASE_URL }),
    ...(given.ASSAY_URL === undefined ? {} : { url: withoutSlashesAtTheEnd(given.ASSAY_URL) }),
    ...(given.SMTP_URL === undefined
      ? {}
      : { mail: { url: given.SMTP_URL, from: given.ASSAY_MAIL_FROM ?? "Assay <assay@localhost>" } }),
  };
}

function withoutSlashesAtTheEnd(address: string): string {
  let end = address.length;
  while (address[end - 1] === "/") end--;
  return address.slice(0, end);
}
