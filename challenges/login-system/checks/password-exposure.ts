import { defineCheck, fail, notEstablished, pass, statusOf, type Attempt, type Inputs } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { recognise } from "../password-hashes/recognise.ts";
import { storedTexts } from "../password-hashes/stored-text.ts";
import { storedSignUp } from "../stored-sign-up.ts";

/**
 * Serious: logs are kept for long, copied to other services and read by many; so are mails. An error reply that gives
 * a visitor's own input back to them is minor.
 */
export default defineCheck({
  id: "password-exposure",
  area: "secure",
  severity: "serious",
  kind: "proof",
  rests: "brief#secrets",
  ofAnyBackend: true,
  words: {
    title: "Passwords appear in no reply, no log and no mail",
    titleWhenFailed: "Passwords show up where others can read them",
    why: "What a service prints is stored, copied and read by many people. A password there is a password lost.",
    passed: "{tried} requests with passwords, right and wrong ones, were sent. None of them came back or was printed.",
    failed:
      "{where, select, log {A password was printed to the log.} mail {A password was sent by mail.} hash {The stored form of a password came back in a reply.} other {A password came back in a reply.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up, so no password was in use.",
    },
    ask: {
      question: "Could a password end up in your logs?",
      goodAnswer: "No. We never print request bodies, and replies name each field they send.",
      weakAnswer: "Only when we look for a fault.",
    },
  },
  technical: {
    summary: "No password, right or wrong, and no stored hash in replies, log lines or mails.",
    cwe: [532, 201],
    asvs: ["16.2.5", "14.2.6", "15.3.1"],
  },
  needs: ["signUp", "logIn"],
  cell: "shared",
  async gather(world) {
    const { app, canaries, edge, mail } = world;
    const person = edge.person();
    const stranger = edge.person();
    const [wrong, newer, newest, tooShort] = [
      canaries.password(),
      canaries.password(),
      canaries.password(),
      canaries.password(9),
    ];
    const passwords = [person.password, stranger.password, wrong, newer, newest, tooShort];
    const log = app.watchLog(passwords.flatMap(formsOf));

    const { signUp, rows } = await storedSignUp(world, person);
    const logIn = await app.operate(person, "logIn");
    const credential = person.credential;
    const attempts: Attempt[] = [signUp, logIn];
    attempts.push(await app.operate(edge.otherDevice(person), "logIn", { password: wrong }));
    attempts.push(await app.operate(stranger, "logIn"));
    attempts.push(await app.operate(stranger, "signUp", { email: "not an email" }));
    attempts.push(await app.operate(stranger, "signUp", { password: tooShort }));
    attempts.push(await app.operate(person, "signUp"));
    const optional: readonly (readonly [string, Inputs])[] = [
      ["whoAmI", {}],
      ["updateProfile", world.app.placed("updateProfile", { name: person.name })],
      ["changePassword", world.app.placed("changePassword", { currentPassword: wrong, newPassword: newer })],
    ];
    for (const [operation, inputs] of optional)
      if (app.knows(operation)) attempts.push(await app.operate(person, operation, inputs));
    if (credential !== undefined && person.credential === undefined) person.credential = credential;
    if (app.knows("changePassword")) attempts.push(await app.operate(person, "changePassword", { newPassword: newer }));
    if (app.knows("forgotPassword")) {
      const { asked, token = "none" } = await askForReset(world, person);
      attempts.push(asked);
      if (app.knows("resetPassword"))
        attempts.push(await app.operate(person, "resetPassword", { token, newPassword: newest }));
    }

    // What is printed may be buffered for a moment.
    await world.sleep(300);
    const mails = mail.to(person.email).map(({ text, html }) => `${text}\n${html ?? ""}`);
    const hashes = rows
      .flatMap(({ row }) => storedTexts(row))
      .map(({ text }) => text)
      .filter((text) => recognise(text) !== undefined);
    return { attempts, passwords, hashes, mails, logged: log.found().map(({ line }) => line) };
  },
  judge({ attempts, passwords, hashes, mails, logged }) {
    const exhibits = { exchanges: attempts };
    const [line] = logged;
    if (line !== undefined) return fail({ where: "log" }, { ...exhibits, details: { line } });

    const forms = passwords.flatMap(formsOf);
    const mailed = mails.find((text) => forms.some((form) => text.includes(form)));
    if (mailed !== undefined) return fail({ where: "mail" }, { ...exhibits, details: { mail: mailed } });

    const saying = (texts: readonly string[]): readonly Attempt[] =>
      attempts.filter((attempt) => texts.some((text) => replyOf(attempt).includes(text)));
    const [withHash] = saying(hashes.flatMap(formsOf));
    if (withHash !== undefined) return fail({ where: "hash" }, { exchanges: [withHash] });
    const said = saying(forms);
    const [worst] = [...said].sort((one, other) => Number(isError(one)) - Number(isError(other)));
    if (worst !== undefined) return fail({ where: "reply" }, { exchanges: said }, isError(worst) ? "minor" : undefined);

    if (!attempts.some(({ operation, accepted }) => operation === "signUp" && accepted))
      return notEstablished("nobody-signed-up", exhibits);
    return pass({ tried: attempts.length }, exhibits);
  },
  judgePrinted: ([first]) => fail({ where: "log" }, { details: { ...first } }),
});

function isError({ exchange }: Attempt): boolean {
  return statusOf(exchange) >= 400;
}

function replyOf({ exchange }: Attempt): string {
  const headers = exchange.response?.headers ?? [];
  return [exchange.response?.body ?? "", ...headers.map(([, value]) => value)].join("\n");
}

/** As it is, inside JSON, inside a URL, and escaped for HTML. */
function formsOf(text: string): readonly string[] {
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("=", "&#x3D;");
  return [...new Set([text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), html])];
}
