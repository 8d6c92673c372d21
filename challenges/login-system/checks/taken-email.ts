import { defineCheck, fail, notEstablished, pass, statusOf, theBrief } from "@assay/bench";
import { arrive, lifeOf, seeAccount, seesAccountOf } from "../actions.ts";
import { isDone, isLimit, isRefusal } from "../answers.ts";
import { isUnseen, opened, tryPassword } from "../password-opening.ts";

/**
 * Blocker where the second sign-up takes the account over or makes a second one: a stranger gets in, or is mixed up
 * with the owner. A wrong answer alone is minor.
 */
export default defineCheck({
  id: "taken-email",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "brief#one-email-one-account",
  ofAnyBackend: true,
  words: {
    title: "Signing up with a taken email changes nothing",
    titleWhenFailed: "Signing up with a taken email does not end well",
    why: "Anyone can type your customer’s email into the sign-up form. Their account must stay theirs.",
    passed: "A stranger signed up with a taken email. The first account stayed as it was.",
    failed:
      "{what, select, taken {A stranger signed up with a taken email. After that, the stranger’s password opened the account.} locked {A stranger signed up with a taken email. After that, the owner’s password no longer worked.} changed {A stranger signed up with a taken email, and the owner’s name was changed.} ended {A stranger signed up with a taken email, and the app ended.} fault {A sign-up with a taken email made the service break instead of saying no.} other {A sign-up with a taken email was answered with code {status}, as if a new account was made.}}",
    reasons: {
      "no-log-in": "The first person could not log in.",
      unseen: "Any password seems to log in, and we know of nothing that shows what that opens.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "What happens when someone signs up with an email that has an account?",
      goodAnswer: "The database refuses it, they get a clear answer, and the account is left alone.",
      weakAnswer: "The account is saved again with the new data.",
    },
  },
  technical: {
    summary: "A second sign-up with the same email gets 4xx, or the same 202 as a first one, and changes no row.",
    cwe: [694],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: "shared",
  async gather(world) {
    const { person, signUp, credential } = await arrive(world);
    const before = await seeAccount(world, person, credential);
    const stranger = world.edge.person({ email: person.email });
    const second = await world.app.operate(stranger, "signUp");
    const byStranger = await tryPassword(world, person, stranger.password);
    const byOwner = await tryPassword(world, person, person.password);
    const life = await lifeOf(world);
    return { email: person.email, name: person.name, signUp, before, second, byStranger, byOwner, ...life };
  },
  judge({ email, name, signUp, before, second, byStranger, byOwner, alive = true }, { byBrief } = theBrief) {
    const looks = [byStranger, byOwner].flatMap(({ logIn, whoAmI, control }) => [logIn, whoAmI, control]);
    const exchanges = [signUp, second, ...looks];
    const exhibits = { exchanges };
    const status = statusOf(second.exchange);
    if (!seesAccountOf(before, { email })) return notEstablished("no-log-in", { exchanges: [signUp, before] });
    if (opened(byStranger, { email })) return fail({ what: "taken", status }, exhibits);
    if (!alive) return fail({ what: "ended", status }, exhibits, "serious");
    if (isLimit(second.exchange)) return notEstablished("limited", exhibits);
    if (isUnseen(byStranger) || isUnseen(byOwner)) return notEstablished("unseen", exhibits);
    if (!opened(byOwner, { email })) {
      if (isLimit(byOwner.logIn.exchange)) return notEstablished("limited", exhibits);
      return fail({ what: "locked", status }, exhibits);
    }
    // Not every sign-up takes a name: then the account shows what it showed before.
    const shown = byOwner.whoAmI?.outputs["name"];
    if (typeof shown === "string" && shown !== before.outputs["name"] && shown.normalize() !== name.normalize())
      return fail({ what: "changed", status }, exhibits);
    if (isRefusal(second.exchange)) return pass({ status }, exhibits);
    // Every sign-up answered alike, so that strangers do not learn who has an account.
    if (isDone(second.exchange) && !byBrief) return pass({ status }, exhibits);
    if (isDone(second.exchange) && status === 202 && statusOf(signUp.exchange) === 202)
      return pass({ status }, exhibits);
    return fail({ what: isDone(second.exchange) ? "answer" : "fault", status }, exhibits, "minor");
  },
});
