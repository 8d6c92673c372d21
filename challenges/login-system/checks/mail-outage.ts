import { defineCheck, fail, notEstablished, pass, statusOf, tookOf, type Attempt } from "@assay/bench";
import { askForReset } from "../actions.ts";
import { compareReplies } from "../reply-comparison.ts";

const answerWithin = 5_000;
const rounds = 2;

/** Serious: one dead helper takes a part of the shop with it, or tells strangers who has an account. */
export default defineCheck({
  id: "mail-outage",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#mail",
  words: {
    title: "When mail is down, people still get an answer",
    titleWhenFailed: "When mail is down, forgot password breaks",
    why: "Mail services fail now and then. Customers should be told that a mail will come, and it should come later.",
    passed: "With mail down, everyone got the same answer within {seconds} s. When mail was back, the next mail came.",
    failed:
      "{how, select, silent {With mail down, people who forgot their password got no answer within 5 seconds.} told {With mail down, the answer gave away who has an account.} ended {When mail went down, the whole app ended. Nothing starts it again.} other {Mail was back, but mails still did not come.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up.",
      "no-mail-before": "No mail came even while mail was up.",
      "too-few-answers": "The app asked us to wait, so we could not compare its answers.",
    },
    ask: {
      question: "The mail service is down for an hour. What does a customer see who forgot their password?",
      goodAnswer: "The same as always. The mail waits and is sent when the service is back.",
      weakAnswer: "An error, I think.",
    },
  },
  technical: {
    summary:
      "Forgot password must not wait for, or fail with, SMTP; known and unknown emails stay alike; later mails are delivered.",
    cwe: [754, 204],
    asvs: ["6.3.8"],
  },
  needs: ["signUp", "forgotPassword"],
  consequenceOf: ["forgot-password-enumeration"],
  cell: {},
  async gather(world) {
    const people = world.edge.people(rounds + 1);
    const signUps = await world.app.inTurn(people, "signUp");
    const last = people[rounds];
    const known: Attempt[] = [];
    const unknown: Attempt[] = [];
    const emails: string[] = [];
    await world.taps.mail.cutOff();
    for (const person of people.slice(0, rounds)) {
      const stranger = world.edge.person();
      emails.push(person.email, stranger.email);
      known.push(await world.app.operate(person, "forgotPassword"));
      unknown.push(await world.app.operate(stranger, "forgotPassword"));
    }
    const alive = await world.app.alive();
    await world.taps.mail.heal();
    const later = alive && last !== undefined ? await askForReset(world, last, { withinMs: 20_000 }) : undefined;
    // Only where nothing came: was there ever mail? Asked afterwards, so that no request is spent on it otherwise.
    const missing = later !== undefined && later.mail === undefined;
    if (missing) await world.app.restart();
    const control = missing
      ? await askForReset(world, world.edge.otherDevice(people[0] ?? world.edge.person()))
      : undefined;
    return { signUps, emails, known, unknown, alive, later, control };
  },
  judge({ signUps, emails, known, unknown, alive, later, control }) {
    const attempts = [...known, ...unknown];
    const exhibits = { exchanges: [...attempts, later?.asked] };
    if (!signUps.every(({ accepted }) => accepted)) return notEstablished("nobody-signed-up", { exchanges: signUps });
    if (!alive) return fail({ how: "ended" }, exhibits);
    const slow = attempts.some(({ exchange }) => statusOf(exchange) === 0 || tookOf(exchange) > answerWithin + 1_000);
    if (slow) return fail({ how: "silent" }, exhibits);
    const answered = (group: readonly Attempt[]) =>
      group.map(({ exchange }) => exchange).filter((exchange) => ![429, 503].includes(statusOf(exchange)));
    const [ofKnown, ofUnknown] = [answered(known), answered(unknown)];
    // 503 to everyone is honest and alike; 503 to one group alone tells them apart.
    const failures = (group: readonly Attempt[]) => group.filter(({ exchange }) => statusOf(exchange) === 503).length;
    if (failures(known) === rounds && failures(unknown) === 0) return fail({ how: "told" }, exhibits);
    const areAllUnavailable = failures(known) === rounds && failures(unknown) === rounds;
    if (!areAllUnavailable && (ofKnown.length < rounds || ofUnknown.length < rounds))
      return notEstablished("too-few-answers", exhibits);
    const differences = compareReplies(ofKnown, ofUnknown, emails);
    if (differences.length > 0) return fail({ how: "told" }, { ...exhibits, details: { differences } });
    if (later?.mail === undefined) {
      return control?.mail === undefined
        ? notEstablished("no-mail-before", exhibits)
        : fail({ how: "stuck" }, exhibits);
    }
    const seconds = Math.ceil(Math.max(...attempts.map(({ exchange }) => tookOf(exchange))) / 100) / 10;
    return pass({ seconds }, exhibits);
  },
});
