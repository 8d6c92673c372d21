import type { Database } from "@assay/store";
import { kyselyAdapter } from "@better-auth/kysely-adapter";
import { betterAuth, type BetterAuthOptions } from "better-auth";
import { twoFactor } from "better-auth/plugins";
import type { Mailer } from "../mail/mailer.ts";
import { hashSessionTokens } from "./hash-session-tokens.ts";
import { resetLinkText } from "./reset-link-text.ts";

/** What of better-auth is reached from outside; the rest of what it can do, only our own routes call. */
export const openPaths = [
  "/sign-in/email",
  "/sign-out",
  "/get-session",
  "/change-password",
  "/request-password-reset",
  "/reset-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/get-totp-uri",
  "/two-factor/verify-totp",
  "/two-factor/verify-backup-code",
  "/two-factor/generate-backup-codes",
] as const;

export function makeAuth(
  database: Database,
  {
    url,
    secret,
    mailer,
    print,
  }: {
    readonly url: string;
    readonly secret: string;
    readonly mailer: Mailer;
    /** Into the window of whoever runs the server. */
    readonly print: (text: string) => void;
  },
) {
  return betterAuth({
    appName: "Assay",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    database: (options: BetterAuthOptions) => hashSessionTokens(kyselyAdapter(database, { type: "postgres" })(options)),
    // Links for a new password, and what is between the two steps of a log-in: their digests are kept.
    verification: { storeIdentifier: "hashed" },
    telemetry: { enabled: false },
    logger: { level: "error" },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by invitation and by the first link alone.
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      // Nobody waits for it: how long that takes would tell whether there is such an account.
      sendResetPassword: ({ user, url: link }) => {
        if (!mailer.sends) print(resetLinkText(user.email, link));
        mailer
          .send({ to: user.email, kind: "reset-password", facts: { name: user.name, link } })
          .catch(() => process.stderr.write("The mail server took no letter for a new password.\n"));
        return Promise.resolve();
      },
    },
    // A session ends two weeks after the login, however much it's used: a stolen one doesn't last.
    session: { expiresIn: 14 * 24 * 3_600, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 100,
      customRules: { "/request-password-reset": false },
    },
    advanced: { database: { generateId: "uuid" }, cookiePrefix: "assay" },
    plugins: [
      twoFactor({
        issuer: "Assay",
        // Someone who guesses codes already has the password: the account is locked until a new password is set.
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
        totpOptions: { digits: 6, period: 30 },
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;

/** An account with a password, which the web alone can't make. Its id. @throws APIError where the email has one */
export async function makeAccount(
  auth: Auth,
  { name, email, password }: { readonly name: string; readonly email: string; readonly password: string },
): Promise<string> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const user = await internalAdapter.createUser(
    { name, email: email.toLowerCase(), emailVerified: true },
    { method: "email-password" },
  );
  await internalAdapter.linkAccount({
    ...{ userId: user.id, accountId: user.id, providerId: "credential" },
    password: await passwords.hash(password),
  });
  return user.id;
}

/** Somebody who was here before, and comes back with a new password: no second factor of then holds. Their id. */
export async function renewAccount(
  auth: Auth,
  person: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<string> {
  const { internalAdapter, adapter, password: passwords } = await auth.$context;
  await internalAdapter.updateUser(person, { name, twoFactorEnabled: false });
  await adapter.deleteMany({ model: "twoFactor", where: [{ field: "userId", value: person }] });
  await internalAdapter.updatePassword(person, await passwords.hash(password));
  return person;
}
