import { Cookie } from "tough-cookie";
import type { CookieFact } from "../check/world.ts";
import { headersOf, type Exchange } from "./exchange.ts";

/** The cookies that a reply sets, as a browser reads them. Lines that no browser could read are left out. */
export function cookiesSetBy(exchange: Exchange): readonly CookieFact[] {
  return headersOf(exchange, "set-cookie").flatMap((line) => {
    const cookie = Cookie.parse(line);
    if (cookie === undefined || cookie.key === "") return [];
    const sameSite = cookie.sameSite?.toLowerCase();
    const lifetime = cookie.TTL();
    return [
      {
        name: cookie.key,
        value: cookie.value,
        line,
        httpOnly: cookie.httpOnly,
        secure: cookie.secure,
        ...(sameSite === "strict" || sameSite === "lax" || sameSite === "none" ? { sameSite } : {}),
        maxAgeSeconds: Number.isFinite(lifetime) ? Math.max(0, Math.round(lifetime / 1000)) : null,
      } satisfies CookieFact,
    ];
  });
}

/** A browser's cookies after a reply: newer ones replace those of the same name, ended ones go. */
export function mergeCookies(kept: readonly CookieFact[], set: readonly CookieFact[]): readonly CookieFact[] {
  const byName = new Map(kept.map((cookie) => [cookie.name, cookie]));
  for (const cookie of set) {
    if (cookie.maxAgeSeconds === 0) byName.delete(cookie.name);
    else byName.set(cookie.name, cookie);
  }
  return [...byName.values()];
}

export function cookieHeader(cookies: readonly CookieFact[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}
