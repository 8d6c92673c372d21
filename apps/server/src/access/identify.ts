import { digestOf, type Access, type ApplicationRow, type Database } from "@assay/store";
import { sql } from "kysely";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Auth } from "../auth/auth.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { allows } from "./access.ts";

/** Who asks, where the route is for members. */
export interface Member {
  /** The person's id: what the audit log calls them. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organization: string;
  readonly access: Access;
  /** By what they are known here: `session:…` or `token:…`, with its id. */
  readonly credential: string;
}

declare module "fastify" {
  interface FastifyRequest {
    /** There wherever the route's access is `read` or more. */
    member?: Member;
    /** There wherever the route's access is `candidate`. */
    application?: ApplicationRow;
  }
}

export function memberOf(request: FastifyRequest): Member {
  if (request.member === undefined) throw new Error("this route is not for members");
  return request.member;
}

export function applicationOf(request: FastifyRequest): ApplicationRow {
  if (request.application === undefined) throw new Error("this route is not for candidates");
  return request.application;
}

/** Before each route: who is it, and may they? A route that does not say who may use it does not start. */
export function identifyEverybody(app: FastifyInstance, { auth, database, applications }: Parts): void {
  app.addHook("onRoute", ({ url, config, method }) => {
    if (url.startsWith("/api/v1/") && config?.access === undefined && method !== "HEAD") {
      throw new Error(`${String(method)} ${url} does not say who may use it`);
    }
  });
  // After what counts how often somebody asks, so that guessing is counted too.
  app.addHook("preParsing", async (request) => {
    const access = request.routeOptions.config.access;
    if (access === undefined || access === "anybody") return;
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
    if (access === "candidate") {
      request.application = bearer === undefined ? undefined : await applications.findByLink(bearer);
      if (request.application === undefined) {
        const organization = bearer === undefined ? undefined : await applications.revokedLinkOf(bearer);
        if (organization !== undefined) throw new Problem("link-revoked", revokedLink(organization));
        throw new Problem("link-not-valid", "Ask whoever invited you for a new link: nothing you sent is lost.");
      }
      return;
    }
    if (bearer === undefined) assertSameOrigin(request);
    const member = bearer === undefined ? await bySession(request, auth, database) : await byToken(bearer, database);
    if (member === undefined) throw new Problem("not-logged-in", "Log in, and try again. Nothing you typed is lost.");
    if (!allows(member.access, access)) {
      throw new Problem("not-allowed", "Your account may not do this. An owner of your organization can change that.");
    }
    request.member = member;
  });
}

/** What a candidate can do whose link was revoked. */
export function revokedLink(organization: string): string {
  return `It was replaced or revoked. Use the newest link that ${organization} sent you, or ask them for a new one. Nothing you sent is lost.`;
}

/** A browser says from whose page a request comes; a cookie alone must not be enough to change something. */
export function assertSameOrigin(request: FastifyRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const foreign =
    site === undefined
      ? origin !== undefined && hostOf(origin) !== request.host
      : !["same-origin", "none"].includes(site);
  if (foreign) throw new Problem("other-origin", "Open Assay itself, and do it there.");
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

async function bySession(request: FastifyRequest, auth: Auth, database: Database): Promise<Member | undefined> {
  const { cookie } = request.headers;
  if (cookie === undefined) return undefined;
  const session = await auth.api.getSession({ headers: new Headers({ cookie }) });
  return session === null ? undefined : memberFor(database, session.user.id, `session:${session.session.id}`);
}

/** @throws Problem where it was good, and has expired */
async function byToken(token: string, database: Database): Promise<Member | undefined> {
  const row = await database
    .updateTable("api_token")
    .set({ used_at: sql<Date>`CASE WHEN expires_at > now() THEN now() ELSE used_at END` })
    .where("digest", "=", digestOf(token))
    .where("revoked_at", "is", null)
    .returning(["id", "user_id", sql<boolean>`expires_at <= now()`.as("has_expired")])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.has_expired) throw new Problem("token-expired", "Create a new one in Settings, and use that.");
  return memberFor(database, row.user_id, `token:${row.id}`);
}

async function memberFor(database: Database, person: string, credential: string): Promise<Member | undefined> {
  const row = await database
    .selectFrom("member")
    .innerJoin("user", "user.id", "member.userId")
    .select(["user.id", "name", "email", "organizationId as organization", "role as access"])
    .where("userId", "=", person)
    .orderBy("member.createdAt")
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, credential };
}
