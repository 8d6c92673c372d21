import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeToken, type Access } from "@assay/store";
import type { FastifyInstance } from "fastify";
import { freePort } from "../../../packages/bench/test/free-port.ts";
import { makeApp } from "../src/app.ts";
import { makeAccount } from "../src/auth/auth.ts";
import type { Configuration, Operation } from "../src/configuration.ts";
import type { Patience } from "../src/edge/patience.ts";
import { openParts } from "../src/open-parts.ts";
import type { Parts } from "../src/parts.ts";

/** A whole server on loopback, with a database of its own, in a folder that is removed afterwards. */
export interface Office {
  readonly url: string;
  readonly parts: Parts;
  readonly app: FastifyInstance;
  readonly databaseUrl: string;
  /** With the workers' own role. */
  readonly workerDatabaseUrl: string;
  /** What it printed for whoever runs it. */
  readonly printed: readonly string[];
  /** Where it keeps what it keeps. */
  readonly data: string;
  /** A new organization, and somebody of each access who is logged in to it. */
  organization(name?: string): Promise<Organization>;
  close(): Promise<void>;
}

export interface Organization {
  readonly id: string;
  readonly people: Readonly<Record<Access, Client>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
  readonly text: string;
}

/** Somebody who asks. */
export interface Client {
  /** The person's id; empty for nobody. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
}

const challenges = fileURLToPath(new URL("../../../challenges", import.meta.url));

export async function openOffice(
  given: {
    readonly challenges?: string;
    readonly operation?: Operation;
    readonly mail?: Configuration["mail"];
    readonly patience?: Patience;
    /** Where files go, if not into its data folder. */
    readonly storage?: string;
  } = {},
): Promise<Office> {
  const data = await mkdtemp(join(tmpdir(), "assay-office-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const printed: string[] = [];
  const { parts, databaseUrl, workerDatabaseUrl, close } = await openParts(
    {
      data,
      storage: given.storage ?? join(data, "files"),
      challenges: given.challenges ?? challenges,
      host: "127.0.0.1",
      port,
      workers: 0,
      ...(given.operation === undefined ? {} : { operation: given.operation }),
      ...(given.mail === undefined ? {} : { mail: given.mail }),
    },
    { url, print: (text) => printed.push(text) },
  );
  const app = await makeApp(parts, given.patience === undefined ? {} : { patience: given.patience });
  await app.listen({ host: "127.0.0.1", port });
  return {
    ...{ url, parts, app, databaseUrl, workerDatabaseUrl, data, printed },
    async organization(name = "Marlow & Fern") {
      const { id } = await parts.database
        .insertInto("organization")
        .values({ name })
        .returning("id")
        .executeTakeFirstOrThrow();
      const people = {} as Record<Access, Client>;
      for (const access of ["owner", "recruiter", "reviewer", "reader"] as const) {
        people[access] = await member(url, parts, id, access);
      }
      return { id, people };
    },
    async close() {
      await app.close();
      await close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export function client(url: string, headers: Readonly<Record<string, string>> = {}, id = ""): Client {
  return {
    ...{ id, headers },
    async ask(method, path, body) {
      const isForm = body instanceof FormData;
      const answer = await fetch(`${url}${path.startsWith("/api/") ? path : `/api/v1${path}`}`, {
        method,
        headers: { ...headers, ...(body === undefined || isForm ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = /[/+]json\b/.test(answer.headers.get("content-type") ?? "");
      return {
        status: answer.status,
        headers: answer.headers,
        text,
        body: isJson && text !== "" ? JSON.parse(text) : undefined,
      };
    },
  };
}

let people = 0;
let logIns = 0;
const password = "a long and good one";

/** With a program's token, as log-ins are limited. */
async function member(url: string, parts: Parts, organization: string, access: Access): Promise<Client> {
  const email = `${access}-${String(++people)}@marlow.example.com`;
  const id = await makeAccount(parts.auth, { name: `The ${access}`, email, password });
  await parts.database
    .insertInto("member")
    .values({ organizationId: organization, userId: id, role: access })
    .execute();
  const { token, digest } = makeToken();
  await parts.database
    .insertInto("api_token")
    .values({ organization_id: organization, user_id: id, name: "test", digest })
    .execute();
  return client(url, { authorization: `Bearer ${token}` }, id);
}

/** The same person, logged in as in a browser. */
export async function byCookie({ url, parts }: Office, { id }: Client): Promise<Client> {
  const { email } = await parts.database
    .selectFrom("user")
    .select("email")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  // Each from an address of its own, as log-ins are limited for each.
  const from = { "x-forwarded-for": `203.0.113.${String(++logIns % 250)}` };
  const answer = await client(url, from).ask("POST", "/api/auth/sign-in/email", { email, password });
  if (answer.status !== 200) throw new Error(`the log-in was answered with ${answer.text}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(";")[0])
    .join("; ");
  return client(url, { cookie }, id);
}
