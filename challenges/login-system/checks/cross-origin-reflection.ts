import { defineCheck, fail, headersOf, notEstablished, pass, type Exchange } from "@assay/bench";
import { arrive } from "../actions.ts";

/**
 * Serious where the browser would send a cookie along from any website: that website then reads the account. Where the
 * log-in is a token, or a cookie that stays at home (`SameSite`), the door stands open before a locked room: minor.
 */
export default defineCheck({
  id: "cross-origin-reflection",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "Other websites can’t read a customer’s account through their browser",
    titleWhenFailed: "Any website may read replies meant for your customers",
    why: "A customer who is logged in at your shop visits another site. If your service allows every site, that one may read their account.",
    passed: "{tried} foreign websites asked. None was allowed to read with the customer’s log-in.",
    failed: "The service told the browser that {origin} may read replies with the customer’s log-in.",
    reasons: {
      "no-answer": "The requests that claimed to come from another website got no answer.",
    },
    ask: {
      question: "Which websites may call your service from a browser?",
      goodAnswer: "Only those on a short list that we compare in full.",
      weakAnswer: "All; the library echoes whoever asks.",
    },
  },
  technical: {
    summary:
      "Access-Control-Allow-Origin doesn’t reflect foreign origins together with Access-Control-Allow-Credentials.",
    cwe: [942],
    asvs: ["3.4.2"],
  },
  needs: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const { app, edge, canaries, credentialKind } = world;
    const { person, credential } = await arrive(world);
    const { method, path } = await app.requestFor(person, "whoAmI");
    const own = app.environment["PUBLIC_URL"] ?? "https://shop.example";
    const asked: { origin: string; exchanges: Exchange[] }[] = [];
    for (const origin of foreignOrigins(own, canaries.word())) {
      const preflight = await edge.request(person, {
        method: "OPTIONS",
        path,
        headers: { origin, "access-control-request-method": method, "access-control-request-headers": "authorization" },
      });
      const reading = await edge.request(person, { method, path, headers: { origin }, withCredential: true });
      asked.push({ origin, exchanges: [preflight, reading] });
    }
    const cookies = credential?.kind === "cookie" ? credential.cookies : [];
    const travels =
      credentialKind === "cookie" && cookies.some(({ sameSite }) => sameSite === undefined || sameSite === "none");
    return { asked, travels };
  },
  judge({ asked, travels }) {
    const exhibits = { exchanges: asked.flatMap(({ exchanges }) => exchanges) };
    const allowed = asked.find(({ origin, exchanges }) => exchanges.some((exchange) => allows(exchange, origin)));
    if (allowed !== undefined)
      return fail({ origin: allowed.origin }, { exchanges: allowed.exchanges }, travels ? "serious" : "minor");
    const isAnswered = asked.some(({ exchanges }) => exchanges.some(({ response }) => response !== undefined));
    return isAnswered ? pass({ tried: asked.length }, exhibits) : notEstablished("no-answer", exhibits);
  },
});

/** Strangers, and names that a careless comparison takes for our own. */
function foreignOrigins(own: string, word: string): readonly string[] {
  const host = new URL(own).host;
  return [`https://${word}.example`, `https://${host}.${word}.example`, `https://${word}${host}`, "null"];
}

/** A star does not count: browsers refuse it together with credentials. */
function allows(exchange: Exchange, origin: string): boolean {
  const [allowedOrigin] = headersOf(exchange, "access-control-allow-origin");
  const [credentials] = headersOf(exchange, "access-control-allow-credentials");
  return allowedOrigin?.toLowerCase() === origin.toLowerCase() && credentials?.toLowerCase() === "true";
}
