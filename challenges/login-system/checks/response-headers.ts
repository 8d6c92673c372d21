import { defineCheck, headersOf, noted, type Exchange } from "@assay/bench";
import { arrive, lookIn } from "../actions.ts";

/** A note: for a service without web pages these are hardening, and the proxy in front may add them. */
export default defineCheck({
  id: "response-headers",
  area: "secure",
  severity: "minor",
  kind: "note",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "Hints that tell browsers to be careful",
    titleWhenFailed: "Hints that tell browsers to be careful",
    why: "They are a second line of defence for browsers. The proxy in front can add them too.",
    passed: "Sent with a customer’s profile: {present}. Not sent: {missing}.",
    failed: "Sent with a customer’s profile: {present}. Not sent: {missing}.",
    ask: {
      question: "What does your service tell browsers, to keep them careful?",
      goodAnswer: "The few that matter for a service like this, such as not storing private replies.",
      weakAnswer: "Whatever the framework does.",
    },
  },
  technical: {
    summary: "HSTS, nosniff, CSP, Referrer-Policy and Cache-Control on who-am-I; headers that name the software.",
    cwe: [693],
    asvs: ["3.4.1", "3.4.3", "3.4.4", "3.4.5", "14.3.2"],
  },
  needs: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    return { exchange: (await lookIn(world, person, credential)).exchange };
  },
  judge({ exchange }) {
    const present = wanted.filter((name) => headersOf(exchange, name).some((value) => isCareful(name, value)));
    const missing = wanted.filter((name) => !present.includes(name));
    const list = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));
    const facts = { present: list(present), missing: list(missing), software: list(softwareOf(exchange)) };
    return noted(facts, { exchanges: [exchange], details: { headers: exchange.response?.headers ?? [] } });
  },
});

const wanted = [
  "strict-transport-security",
  "x-content-type-options",
  "content-security-policy",
  "referrer-policy",
  "cache-control",
] as const;

/** A private reply that anyone may store is the opposite of careful. */
function isCareful(name: string, value: string): boolean {
  return name !== "cache-control" || /\b(no-store|no-cache|private)\b/i.test(value);
}

function softwareOf(exchange: Exchange): readonly string[] {
  return ["server", "x-powered-by"].flatMap((name) => headersOf(exchange, name));
}
