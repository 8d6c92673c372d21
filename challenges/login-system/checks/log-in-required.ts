import {
  defineCheck,
  fail,
  notEstablished,
  pass,
  statusOf,
  type Attempt,
  type Credential,
  theBrief,
} from "@assay/bench";
import { arrive, lookIn, showsAccountOf, showsSomeone } from "../actions.ts";
import { answerOf, isLimit, isRefusal } from "../answers.ts";
import { isSet, tryNewPassword } from "../password-opening.ts";

/**
 * Blocker where a stranger sees or changes an account. Serious where a page can’t tell that nobody is logged in.
 * Another refusal than 401 is minor.
 */
export default defineCheck({
  id: "log-in-required",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#who-am-i",
  ofAnyBackend: true,
  words: {
    title: "Without a log-in, the account stays closed",
    titleWhenFailed: "Requests without a log-in are not turned away as they should be",
    why: "The web pages must know when to ask for a log-in, and nobody may see an account without one.",
    passed: "{tried} requests came without a log-in, or with a made-up one. All were turned away with code 401.",
    failed:
      "{what, select, shown {Someone who was not logged in saw an account.} changed {Someone who was not logged in changed an account.} done {A request without a log-in was answered with code {status}, as if all was well.} fault {A request without a log-in made the service break.} other {A request without a log-in was turned away with code {status}, where 401 was asked.}}",
    reasons: {
      "no-log-in": "Nobody could log in, so we had nothing to compare with.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "Where in your code is it decided that a request needs a log-in?",
      goodAnswer: "In one place that all such requests pass, closed unless opened.",
      weakAnswer: "Each function checks it for itself.",
    },
  },
  technical: {
    summary: "GET /me and POST /me/password answer 401 without a credential and with a made-up one.",
    cwe: [306],
    asvs: ["8.3.1"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  public: true,
  async gather(world) {
    const { person, credential } = await arrive(world);
    const before = await lookIn(world, person, credential);
    const stranger = world.edge.person();
    const madeUp: Credential =
      credential?.kind === "cookie"
        ? { kind: "cookie", cookies: credential.cookies.map((cookie) => ({ ...cookie, value: world.canaries.word() })) }
        : { kind: "bearer", token: `${world.canaries.word()}.${world.canaries.word()}` };
    const newPassword = world.canaries.password();
    const looks: Attempt[] = [];
    const changes: Attempt[] = [];
    for (const used of [null, madeUp]) {
      looks.push(await lookIn(world, stranger, used, { about: person }));
      const inputs = world.app.placed("changePassword", { currentPassword: person.password, newPassword });
      if (world.app.knows("changePassword"))
        changes.push(await world.app.operate(stranger, "changePassword", inputs, { credential: used, about: person }));
    }
    const { byNew: byNewPassword, ...control } = await tryNewPassword(world, person, newPassword);
    return { email: person.email, before, looks, changes, byNewPassword, ...control };
  },
  judge({ email, before, looks, changes, byNewPassword, byAnother }, { byBrief } = theBrief) {
    const all = [...looks, ...changes];
    const exhibits = { exchanges: [before, ...all, byNewPassword.logIn] };
    if (!showsAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    const shown = looks.find(showsSomeone);
    if (shown !== undefined) return fail({ what: "shown", status: statusOf(shown.exchange) }, exhibits);
    if (isSet({ byNew: byNewPassword, ...(byAnother && { byAnother }) }, { email }))
      return fail({ what: "changed", status: 200 }, exhibits);
    const asked = all.filter(({ exchange, operation }) => !isLimit(exchange) && !isUnknown(exchange, operation));
    if (asked.length === 0) return notEstablished("limited", exhibits);
    const wrong = asked.find(({ exchange }) => statusOf(exchange) !== 401 && (byBrief || !isTurnedAway(exchange)));
    if (wrong === undefined) return pass({ tried: asked.length }, exhibits);
    const status = statusOf(wrong.exchange);
    const details = { answers: asked.map(({ operation, exchange }) => `${operation} → ${answerOf(exchange)}`) };
    if (isRefusal(wrong.exchange)) return fail({ what: "code", status }, { ...exhibits, details }, "minor");
    const broke = status >= 500 || status === 0;
    return fail({ what: broke ? "fault" : "done", status }, { ...exhibits, details }, broke ? "minor" : "serious");
  },
});

/** Sent to the log-in page, too. */
function isTurnedAway(exchange: Attempt["exchange"]): boolean {
  const status = statusOf(exchange);
  return isRefusal(exchange) || (status >= 300 && status < 400);
}

/** Changing the password may not be built: its own check says so. */
function isUnknown(exchange: Attempt["exchange"], operation: string): boolean {
  return operation === "changePassword" && [404, 405, 501].includes(statusOf(exchange));
}
