import type { Rehearsed } from "../check/rehearsal.ts";
import { statusOf } from "../edge/exchange.ts";
import type { WholeDraft } from "./next-candidates.ts";
import { wordsIn, type Route } from "./route.ts";

const confirms = /(^|-)(confirm|confirmation|verify|verification|activate|activation)(-|$)/;
const confirmsElse = /password|resend|reset|refresh|(^|-)jwt|token-verify|verify-token|phone|sms|2fa|login|log-in/;
const codeName = /(^|-)(code|otp|pin)$/;
const tokenName = /token|key|code|otp|pin|uid|secret|signature|hash/;

/** Why a log-in is refused where its password is right: nobody has confirmed the address yet. */
const refusals = new Set([400, 401, 403, 404, 422]);

/**
 * The draft whose sign-up waits for a mail and confirms the address by it, where a log-in was refused after a sign-up and
 * the project has a route for that; without it again where no such mail came. The same draft otherwise. Pure.
 */
export function withConfirmation(draft: WholeDraft, steps: readonly Rehearsed[], routes: readonly Route[]): WholeDraft {
  const { signUp } = draft.operations;
  const outcomeOf = (operation: string) => steps.find((step) => step.operation === operation);
  const signedUp = outcomeOf("signUp");
  const loggedIn = outcomeOf("logIn");
  if (signUp === undefined || signedUp === undefined) return draft;
  const exchange = loggedIn?.exchanges.find((one) => one.operation === "logIn");
  const isRefused = loggedIn?.outcome === "fails" && exchange !== undefined && refusals.has(statusOf(exchange));
  if (draft.confirmation === "added") {
    if (signedUp.outcome !== "fails" && !isRefused) return draft;
    const { then: _steps, ...written } = signUp.written;
    const doubts = signUp.doubts.filter(({ text }) => text !== doubt);
    const operations = { ...draft.operations, signUp: { ...signUp, written, doubts } };
    return { ...draft, confirmation: "refused", operations };
  }
  if (draft.confirmation !== undefined || signedUp.outcome === "fails" || !isRefused) return draft;
  const route = routes.find(isConfirmation);
  if (route === undefined) return draft;
  const written = { ...signUp.written, then: stepsFor(route) };
  const doubts = [...signUp.doubts, { at: ["operations", "signUp", "then"], text: doubt }];
  return {
    ...draft,
    confirmation: "added",
    operations: { ...draft.operations, signUp: { ...signUp, written, doubts } },
  };
}

const doubt = "unsure: the log-in was refused until the address was confirmed by the mail that comes";

function isConfirmation({ method, path, name = "", body }: Route): boolean {
  const named = path.split("/").filter((segment) => segment !== "" && !segment.startsWith("{"));
  const texts = [wordsIn(named.slice(-2).join("-")), wordsIn(name)];
  if (!texts.some((text) => confirms.test(text)) || texts.some((text) => confirmsElse.test(text))) return false;
  return method === "GET" || (method === "POST" && (path.includes("{") || body !== undefined));
}

/** The wait for the mail, and the request that its link or its code stands for. */
function stepsFor({ method, path, body, query }: Route): readonly unknown[] {
  const [first = "", ...more] = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const value = (name: string) => `$steps.confirmation.outputs.${name}`;
  const mail = (outputs: Readonly<Record<string, unknown>>) => ({ id: "confirmation", mail: "$inputs.email", outputs });
  if (first !== "") {
    // The link has the address itself in it, or else what stands last in it.
    const parameters = [first, ...more];
    const before = path.slice(0, path.indexOf("{")).split("/").at(-2) ?? "";
    const outputs = Object.fromEntries(
      parameters.map((name, at) => [
        name,
        { from: "$mail.link", match: `${before}/${"[^/?#&]+/".repeat(at)}([^/?#&\\s]+)` },
      ]),
    );
    const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => `{${value(name)}}`);
    return [
      mail(outputs),
      { id: "confirm", request: `${method} ${filled}`, ...(method === "POST" ? { json: {} } : {}) },
    ];
  }
  const members = [...(body?.members ?? []), ...(query ?? [])].map(({ path: inside }) => inside.at(-1) ?? "");
  const name = members.find((member) => tokenName.test(wordsIn(member))) ?? "token";
  const isCode = codeName.test(wordsIn(name));
  const output = isCode
    ? { from: "$mail.text", match: String.raw`\b(\d{4,8})\b` }
    : { from: "$mail.link", match: `[?&]${name}=([^&#\\s]+)` };
  const sent = Object.fromEntries(
    members.flatMap((member) =>
      member === name
        ? []
        : /e-?mail/i.test(member)
          ? [[member, "$inputs.email"]]
          : /user-?name/i.test(member)
            ? [[member, "$inputs.userName"]]
            : [],
    ),
  );
  const all = { ...sent, [name]: value(wordsIn(name)) };
  return [
    mail({ [wordsIn(name)]: output }),
    {
      id: "confirm",
      request: `${method} ${path}`,
      ...(method === "GET" ? { query: all } : { [body?.kind ?? "json"]: all }),
    },
  ];
}
