import { defineCheck, fail, notEstablished, pass, statusOf, theBrief } from "@assay/bench";
import { arrive, lifeOf, seeAccount, seesAccountOf } from "../actions.ts";
import { isLimit, isRefusal, isDone } from "../answers.ts";
import { isUnseen, opened, tryPassword } from "../password-opening.ts";

/** Blocker: a stranger gets in. A refusal with another code than 401 is minor. */
export default defineCheck({
  id: "wrong-password-refused",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#log-in",
  ofAnyBackend: true,
  words: {
    title: "A wrong password is refused",
    titleWhenFailed: "A wrong password is not refused as it should be",
    why: "The password is the only lock on an account. A page must also know that it was wrong, to say so.",
    passed: "{tried} wrong passwords, each close to the right one, were refused with code 401.",
    failed:
      "{what, select, opened {A wrong password opened the account.} done {A wrong password was answered with code {status}, as if it was right, though it opened nothing.} ended {A wrong password ended the app.} fault {A wrong password made the service break.} other {A wrong password was refused with code {status}, where 401 was asked.}}",
    reasons: {
      "no-log-in": "The right password did not work either.",
      unseen: "Any password seems to log in, and we know of nothing that shows what that opens.",
      limited: "The service said “too many tries” after so few that we learned nothing.",
    },
    ask: {
      question: "How is a password compared with the stored one?",
      goodAnswer: "The library for stored passwords compares it, and only a full match counts.",
      weakAnswer: "I compare the two texts.",
    },
  },
  technical: {
    summary:
      "Log-in with the last character changed, missing or doubled by another gets 401; capitals are asked by whole-password.",
    cwe: [287],
    asvs: ["6.2.8"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  public: true,
  async gather(world) {
    const { person, credential } = await arrive(world);
    const right = await seeAccount(world, person, credential);
    const { password } = person;
    const openings = [
      await tryPassword(world, person, `${password.slice(0, -1)}${password.endsWith("x") ? "y" : "x"}`),
      await tryPassword(world, person, `${password}x`),
      await tryPassword(world, person, password.slice(0, -1)),
    ];
    return { email: person.email, right, openings, ...(await lifeOf(world)) };
  },
  judge({ email, right, openings, alive = true }, { byBrief } = theBrief) {
    const exhibits = { exchanges: openings.flatMap(({ logIn, whoAmI, control }) => [logIn, whoAmI, control]) };
    if (openings.some((opening) => opened(opening, { email }))) return fail({ what: "opened", status: 200 }, exhibits);
    if (!seesAccountOf(right, { email })) return notEstablished("no-log-in", { exchanges: [right] });
    if (!alive) return fail({ what: "ended", status: 0 }, exhibits, "serious");
    if (openings.some(isUnseen)) return notEstablished("unseen", exhibits);
    const answered = openings.filter(({ logIn }) => !isLimit(logIn.exchange));
    if (answered.length === 0) return notEstablished("limited", exhibits);
    const wrong = answered.find(
      ({ logIn: { exchange } }) => statusOf(exchange) !== 401 && (byBrief || !isRefusal(exchange)),
    )?.logIn;
    if (wrong === undefined) return pass({ tried: answered.length }, exhibits);
    const what = isRefusal(wrong.exchange) ? "code" : isDone(wrong.exchange) ? "done" : "fault";
    return fail({ what, status: statusOf(wrong.exchange) }, exhibits, what === "done" ? "serious" : "minor");
  },
});
