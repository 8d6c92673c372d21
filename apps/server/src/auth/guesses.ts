import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Budget } from "@assay/store";
import type { FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

/** Ten wrong passwords for one account, and then one each three minutes: some 500 a day, wherever they come from. */
const passwords: Budget = { most: 10, secondsForOne: 180 };
/** Links for a new password to one email. */
const links: Budget = { most: 5, secondsForOne: 720 };
/** Such links that one address asks for. */
const linksFrom: Budget = { most: 20, secondsForOne: 60 };

/** Browsers keep a cookie with this prefix only if it was set over HTTPS. */
const cookieName = { http: "assay.device", https: "__Secure-assay.device" } as const;
const goodFor = 365 * 24 * 3_600;

/**
 * Limits guesses at a password for each account. A browser in which the account was logged in before has a budget of its
 * own (OWASP's "device cookie"): so a stranger who guesses without end doesn't lock the owner out.
 */
export class Guesses {
  readonly #parts: Pick<Parts, "guessBudget" | "auth" | "url">;

  constructor(parts: Pick<Parts, "guessBudget" | "auth" | "url">) {
    this.#parts = parts;
  }

  /** Takes a guess before it is made. @returns what gives it back, as it was right @throws Problem */
  async spend(email: string, request: FastifyRequest): Promise<() => Promise<void>> {
    const { guessBudget } = this.#parts;
    const device = await this.#deviceOf(email, request);
    const key = `password:${email}:${device ?? ""}`;
    const wait = await guessBudget.spend(key, passwords);
    if (wait > 0) {
      throw new Problem(
        "too-many-guesses",
        `There were too many wrong passwords for this account. Try again ${inTime(wait)}, or get a link for a new password.`,
      );
    }
    return () => guessBudget.giveBack(key);
  }

  /** A cookie by which this browser is known from now on, for this account. */
  async deviceCookie(email: string): Promise<string> {
    const nonce = randomBytes(16).toString("base64url");
    const flags = `Max-Age=${String(goodFor)}; Path=/api/auth; HttpOnly; SameSite=Lax`;
    const secure = this.#isSecure ? "; Secure" : "";
    return `${this.#cookieName}=${nonce}.${await this.#seal(nonce, email)}; ${flags}${secure}`;
  }

  /** The same for emails that have an account and those that have none. @throws Problem */
  async spendLink(email: string, address: string): Promise<void> {
    const { guessBudget } = this.#parts;
    const wait = Math.max(
      await guessBudget.spend(`link-from:${address}`, linksFrom),
      await guessBudget.spend(`link:${email}`, links),
    );
    if (wait === 0) return;
    throw new Problem(
      "too-many-guesses",
      `Several links were requested already. Use the newest one in your inbox, or try again ${inTime(wait)}.`,
    );
  }

  async #deviceOf(email: string, { headers }: FastifyRequest): Promise<string | undefined> {
    const cookie = new RegExp(`(?:^|;\\s*)${this.#cookieName.replace(".", "\\.")}=([\\w-]+)\\.([\\w-]+)`).exec(
      headers.cookie ?? "",
    );
    const [, nonce = "", seal = ""] = cookie ?? [];
    const [given, right] = [Buffer.from(seal), Buffer.from(await this.#seal(nonce, email))];
    return nonce !== "" && given.length === right.length && timingSafeEqual(given, right) ? nonce : undefined;
  }

  get #isSecure(): boolean {
    return this.#parts.url.startsWith("https:");
  }

  get #cookieName(): string {
    return this.#isSecure ? cookieName.https : cookieName.http;
  }

  async #seal(nonce: string, email: string): Promise<string> {
    const { secret } = await this.#parts.auth.$context;
    return createHmac("sha256", secret).update(`device\n${nonce}\n${email}`).digest("base64url");
  }
}

function inTime(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "in a minute" : `in ${String(minutes)} minutes`;
}
