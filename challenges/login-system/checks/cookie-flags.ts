import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { arrive } from "../actions.ts";
import { placesThatOpen } from "../credential-texts.ts";

/**
 * Only the cookies that open an account are judged. `SameSite` is told but not judged: how other sites are kept out is
 * the candidate's choice, and `cross-site-request` asks for the effect. Minor: hardening.
 */
export default defineCheck({
  id: "cookie-flags",
  area: "secure",
  severity: "minor",
  kind: "proof",
  rests: "brief#sessions",
  ofAnyBackend: true,
  words: {
    title: "The log-in cookie is kept from scripts and from open networks",
    titleWhenFailed:
      "The log-in cookie is not kept from {flags, select, secure {open networks} httpOnly {scripts} other {scripts and open networks}}",
    why: "A cookie without these marks can be read by a script that slips into a page, or by others in the same café network.",
    passed: "The log-in cookie is marked as secret from scripts and for safe connections only.",
    failed:
      "The log-in cookie “{name}” lacks {flags, select, secure {the mark for safe connections only (Secure)} httpOnly {the mark that hides it from scripts (HttpOnly)} other {both marks, Secure and HttpOnly}}.",
    reasons: {
      bearer: "It hands out a key in the reply, not a cookie.",
      "no-log-in": "Nobody could log in.",
    },
    ask: {
      question: "Which marks does your log-in cookie carry, and what is each for?",
      goodAnswer: "HttpOnly keeps scripts away, Secure keeps it off open connections, SameSite keeps other sites out.",
      weakAnswer: "It carries the library’s defaults.",
    },
  },
  technical: {
    summary: "Session cookies are Secure (X-Forwarded-Proto is https) and HttpOnly.",
    cwe: [614, 1004],
    asvs: ["3.3.1", "3.3.4"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const { person, credential, logIn } = await arrive(world);
    if (credential?.kind !== "cookie") return { kind: credential?.kind ?? "none", logIn, cookies: [] };
    const places = await placesThatOpen(world, person, credential);
    return { kind: "cookie", logIn, cookies: credential.cookies.filter(({ name }) => places.includes(name)) };
  },
  judge({ kind, logIn, cookies }) {
    const exhibits = { exchanges: [logIn], details: { cookies: cookies.map(({ line }) => line) } };
    if (kind === "bearer") return notApplicable("bearer", exhibits);
    if (cookies.length === 0) return notEstablished("no-log-in", exhibits);
    const open = cookies.find(({ secure, httpOnly }) => !secure || !httpOnly);
    const sameSite = cookies.map((cookie) => cookie.sameSite ?? "unset").join(", ");
    if (open === undefined) return pass({ sameSite }, exhibits);
    const flags = open.secure ? "httpOnly" : open.httpOnly ? "secure" : "both";
    return fail({ name: open.name, flags, sameSite }, exhibits);
  },
});
