import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { assertSameOrigin } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { bodyOf, Problem, problems } from "../problems/problem.ts";
import type { Auth } from "./auth.ts";
import { openPaths } from "./auth.ts";
import { assertUncommon } from "./common-passwords.ts";
import { Guesses } from "./guesses.ts";

/** Where a person who is logged in is asked for their password. */
const asksPassword = [
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/get-totp-uri",
  "/two-factor/generate-backup-codes",
];
const withEmail = z.object({ email: z.email().max(254).toLowerCase() });
const withNewPassword = z.object({ newPassword: z.string().max(1_000), token: z.string().max(200).optional() });

/** What better-auth answers, behind our limits for guesses and our rules for passwords. */
export function mountAuth(app: FastifyInstance, parts: Parts): void {
  const { auth, sessions, url } = parts;
  const guesses = new Guesses(parts);
  const background = new Set<Promise<unknown>>();
  app.addHook("onClose", () => Promise.all(background));
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    schema: { hide: true },
    config: { rateLimit: { max: 60, timeWindow: "1 minute" } },
    async handler(request, reply) {
      const asked = new URL(request.url, url);
      const path = asked.pathname.replace(/^\/api\/auth/, "");
      if (!openPaths.some((open) => path === open) && !/^\/reset-password\/[A-Za-z0-9]+$/.test(path)) {
        throw new Problem("not-found", `Nothing answers ${request.method} ${asked.pathname}.`);
      }
      assertSameOrigin(request);
      try {
        if (path === "/request-password-reset") {
          const { email } = parsed(withEmail, request.body, "email");
          await guesses.spendLink(email, request.ip);
          // Whether there is such an account must not show in how long it takes: nobody waits for it.
          const sending = handled(auth, asked, request)
            .catch(() => process.stderr.write("A link for a new password could not be made.\n"))
            .finally(() => background.delete(sending));
          background.add(sending);
          return await reply.send({ status: true });
        }
        const account = await accountOf(path, request, auth);
        await assertNewPassword(path, request, account);
        const isGuess = path === "/sign-in/email" || asksPassword.includes(path);
        const earlier = path === "/sign-in/email" ? await sessionOf(request, auth) : null;
        const giveBack = isGuess && account !== undefined ? await guesses.spend(account.email, request) : undefined;
        const answer = await handled(auth, asked, request);
        if (answer.ok) await giveBack?.();
        // Its cookie is replaced, so nobody could log out of it in this browser.
        if (answer.ok && earlier !== null) await sessions.end(earlier.session.id, earlier.user.id);
        const isProof = path === "/sign-in/email" || path === "/reset-password";
        const device = answer.ok && isProof && account !== undefined ? [await guesses.deviceCookie(account.email)] : [];
        return await passOn(answer, reply, device);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        // In our form, and with what better-auth's client reads.
        return reply
          .code(problems[error.code].status)
          .type("application/problem+json; charset=utf-8")
          .send(JSON.stringify({ ...bodyOf(error), message: error.detail }));
      }
    },
  });
}

interface Account {
  readonly email: string;
  readonly name: string;
}

/** Whose password it is about: the account of an email, of a session or of a link. There may be no such account. */
async function accountOf(path: string, request: FastifyRequest, auth: Auth): Promise<Account | undefined> {
  if (path === "/sign-in/email") {
    const { success, data } = withEmail.safeParse(request.body);
    return success ? { email: data.email, name: "" } : undefined;
  }
  if (path === "/reset-password") {
    const { token = "" } = withNewPassword.safeParse(request.body).data ?? {};
    const { internalAdapter } = await auth.$context;
    const link = await internalAdapter.findVerificationValue(`reset-password:${token}`);
    return (link === null ? null : await internalAdapter.findUserById(link.value)) ?? undefined;
  }
  if (!asksPassword.includes(path)) return undefined;
  return (await sessionOf(request, auth))?.user;
}

async function sessionOf({ headers: { cookie } }: FastifyRequest, auth: Auth) {
  return cookie === undefined ? null : auth.api.getSession({ headers: new Headers({ cookie }) });
}

async function assertNewPassword(path: string, request: FastifyRequest, account: Account | undefined): Promise<void> {
  if (path !== "/reset-password" && path !== "/change-password") return;
  const { success, data } = withNewPassword.safeParse(request.body);
  // Without a link or a session, a client learns nothing here: better-auth refuses it.
  if (success && account !== undefined) {
    await assertUncommon(data.newPassword, [account.email, account.name], "newPassword");
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown, field: string): T {
  const { success, data } = schema.safeParse(body);
  if (success) return data;
  throw new Problem("not-valid", "Please look at what is marked, and send it again.", [
    { path: field, message: "is not right" },
  ]);
}

async function handled(auth: Auth, asked: URL, request: FastifyRequest): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  // Of several in front of us, only what our own proxies say is believed.
  headers.set("x-forwarded-for", request.ip);
  return auth.handler(
    new Request(asked, {
      ...{ method: request.method, headers },
      ...(request.method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {}),
    }),
  );
}

async function passOn(answer: Response, reply: FastifyReply, moreCookies: readonly string[]): Promise<FastifyReply> {
  void reply.code(answer.status);
  for (const [name, value] of answer.headers) if (name !== "set-cookie") void reply.header(name, value);
  const cookies = [...answer.headers.getSetCookie(), ...moreCookies];
  if (cookies.length > 0) void reply.header("set-cookie", cookies);
  const text = await answer.text();
  // A redirect says that it is JSON, and is empty.
  const isJson = text !== "" && (answer.headers.get("content-type") ?? "").startsWith("application/json");
  return reply.send(isJson ? withoutToken(text) : text);
}

/** A session's token is for its cookie, which no script can read; better-auth puts it in its answers too. */
function withoutToken(json: string): string {
  return JSON.stringify(JSON.parse(json), (key, value: unknown) => (key === "token" ? undefined : value));
}
