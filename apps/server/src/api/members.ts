import { accesses } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { assertUncommon } from "../auth/common-passwords.ts";
import { makeAccount, renewAccount } from "../auth/auth.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { email, id, line, moment, type Api } from "./route.ts";

const member = z
  .object({
    ...{ id, name: z.string(), email: z.string(), access: z.enum(accesses), since: moment },
    second_factor: z.boolean(),
  })
  .meta({ id: "Member" });

const invitation = z
  .object({ id, email: z.string(), access: z.enum(accesses), made_at: moment, expires_at: moment })
  .meta({ id: "MemberInvitation" });

const token = z.string().min(20).max(100);
const ofMember = z.object({ member: id });
const noContent = z.null().describe("Nothing");

/** Who works together here, and how others come in. */
export function memberRoutes(api: Api, { members, auth, database, mailer, url }: Parts): void {
  api.get(
    "/members",
    { config: { access: "own" }, schema: { response: { 200: z.array(member).readonly() } } },
    async (request) => members.list(memberOf(request).organization),
  );

  api.put(
    "/members/:member/access",
    {
      config: { access: "own" },
      schema: { params: ofMember, body: z.object({ access: z.enum(accesses) }), response: { 204: noContent } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { member: person } = request.params;
      allowed(await members.change(person, organization, request.body.access, by));
      return reply.code(204).send(null);
    },
  );

  api.delete(
    "/members/:member/sessions",
    {
      config: { access: "own" },
      schema: { params: ofMember, summary: "Logs the person out everywhere", response: { 204: noContent } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      found((await members.endSessions(request.params.member, organization, by)) || undefined, "person");
      return reply.code(204).send(null);
    },
  );

  api.delete(
    "/members/:member",
    {
      config: { access: "own" },
      schema: { params: ofMember, summary: "Ends every way in that the person has", response: { 204: noContent } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      allowed(await members.remove(request.params.member, organization, by));
      return reply.code(204).send(null);
    },
  );

  api.get(
    "/invitations",
    { config: { access: "own" }, schema: { response: { 200: z.array(invitation).readonly() } } },
    async (request) => members.invitations(memberOf(request).organization),
  );

  api.post(
    "/invitations",
    {
      config: { access: "own" },
      schema: {
        summary: "A link by which one person comes in, once, within a week",
        body: z.object({ email, access: z.enum(accesses) }),
        response: { 201: z.object({ id, link: z.string(), mailed: z.boolean() }) },
      },
    },
    async (request, reply) => {
      const { organization, id: by, name: inviter } = memberOf(request);
      const { email: address, access } = request.body;
      if ((await members.list(organization)).some((one) => one.email === address.toLowerCase())) {
        throw new Problem("already-done", "Somebody with this email is here already.");
      }
      const { id: invited, token: secret } = await members.invite(organization, { email: address, access }, by);
      const link = `${url}/join#${secret}`;
      if (mailer.sends) {
        const { name } = await database
          .selectFrom("organization")
          .select("name")
          .where("id", "=", organization)
          .executeTakeFirstOrThrow();
        await mailer.send({ to: address, kind: "member-invitation", facts: { organization: name, inviter, link } });
      }
      return reply.code(201).send({ id: invited, link, mailed: mailer.sends });
    },
  );

  api.delete(
    "/invitations/:invitation",
    {
      config: { access: "own" },
      schema: { params: z.object({ invitation: id }), response: { 204: noContent } },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      found((await members.withdraw(request.params.invitation, organization, by)) || undefined, "invitation");
      return reply.code(204).send(null);
    },
  );

  const limited = { access: "anybody", rateLimit: { max: 20, timeWindow: "1 minute" } } as const;

  api.post(
    "/join/look",
    {
      config: limited,
      schema: {
        summary: "Whom an invitation's link is for",
        body: z.object({ token }),
        response: { 200: z.object({ organization: z.string(), email: z.string(), access: z.enum(accesses) }) },
      },
    },
    async (request) => {
      const invited = good(await members.findInvited(request.body.token));
      return { organization: invited.organization_name, email: invited.email, access: invited.access };
    },
  );

  api.post(
    "/join",
    {
      config: limited,
      schema: {
        summary: "Makes the account of whoever was invited, with the link, once",
        body: z.object({
          ...{ token, name: line(120) },
          password: z.string().min(10, "must have at least 10 characters").max(128),
        }),
        response: { 201: z.object({ email: z.string() }) },
      },
    },
    async (request, reply) => {
      const { token: secret, name, password } = request.body;
      const { email: address } = good(await members.findInvited(secret));
      const there = await database
        .selectFrom("user")
        .leftJoin("member", "member.userId", "user.id")
        .select(["user.id", "member.id as membership"])
        .where("email", "=", address)
        .executeTakeFirst();
      if (there !== undefined && there.membership !== null) {
        throw new Problem("already-done", "There is an account with this email already, in another organization.");
      }
      await assertUncommon(password, [address, name], "password");
      const invited = good(await members.take(secret));
      const account = { name, email: address, password };
      const person =
        there === undefined ? await makeAccount(auth, account) : await renewAccount(auth, there.id, account);
      await members.join(invited, person);
      return reply.code(201).send({ email: address });
    },
  );
}

function allowed(changed: "changed" | "last-owner" | undefined): void {
  if (found(changed, "person") === "last-owner") {
    throw new Problem("not-now", "There must always be an owner. Make somebody else one first.");
  }
}

function good<T>(invited: T | undefined): T {
  if (invited !== undefined) return invited;
  throw new Problem(
    "link-not-valid",
    "It was used already, withdrawn, or is old. Ask whoever invited you for a new one.",
  );
}
