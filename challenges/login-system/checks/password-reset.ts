import { defineCheck, fail, notEstablished, pass, type Attempt } from "@assay/bench";
import { arrive, askForReset } from "../actions.ts";
import { answerOf, isLimit } from "../answers.ts";
import { opened, tryPassword, type Opening } from "../password-opening.ts";
import { resetWith } from "../resetting.ts";
import { gatherAgain } from "../second-try.ts";

interface ResetEvidence {
  readonly email: string;
  readonly signUp: Attempt;
  readonly asked: Attempt;
  /** Its text; missing where none came. */
  readonly mail: string | undefined;
  /** Where none came: what the mail server was offered and refused. */
  readonly offered?: string;
  readonly reset?: Attempt;
  readonly byNew?: Opening;
}

/** Serious: whoever forgets their password has lost the account, and writes to you. Everyone else goes on. */
export default defineCheck({
  id: "password-reset",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#forgot-password",
  ofAnyBackend: true,
  words: {
    title: "A forgotten password can be reset by mail",
    titleWhenFailed: "A forgotten password can’t be reset",
    why: "People forget passwords every day. Without a way back in, each one is a lost customer or a call to you.",
    passed: "Someone asked for a mail, used what was in it, and got in with a new password.",
    failed:
      "Someone forgot their password. {what, select, asked {Asking for a mail was answered with: {answer}.} mail {They asked for a mail, but none came in 10 seconds.} refused {They asked for a mail, but the mail server turned it away. It was offered “{offered}”.} token {A mail came, but it held neither a link nor a code as agreed.} reset {A mail came, but the reset was answered with: {answer}.} other {The reset was answered as done, but the new password did not open the account.}}",
    reasons: {
      "nobody-signed-up": "Nobody could sign up.",
      limited: "The service said “too many tries” to someone who asked for the first time.",
    },
    ask: {
      question: "Walk me through what happens when someone forgets their password.",
      goodAnswer: "They get a mail with a link that works once and for an hour. Then all log-ins end.",
      weakAnswer: "We send them a new password.",
    },
  },
  technical: {
    summary:
      "POST /password/forgot sends a mail; POST /password/reset with its token makes the new password open the account.",
    asvs: ["6.4.3"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  gather: (world) =>
    gatherAgain(
      world,
      async (): Promise<ResetEvidence> => {
        const { person, signUp } = await arrive(world);
        const { asked, mail, token, offered } = await askForReset(world, person);
        if (token === undefined)
          return {
            email: person.email,
            signUp,
            asked,
            mail: mail?.text,
            ...(offered === undefined ? {} : { offered }),
          };
        const newPassword = world.canaries.password();
        const reset = await resetWith(world, person, token, newPassword);
        return {
          email: person.email,
          signUp,
          asked,
          mail: mail?.text,
          reset,
          byNew: await tryPassword(world, person, newPassword),
        };
      },
      ({ asked, reset }) => [asked, reset],
    ),
  judge({ email, signUp, asked, mail, offered, reset, byNew }) {
    const exhibits = {
      exchanges: [signUp, asked, reset, byNew?.logIn, byNew?.whoAmI],
      ...(mail === undefined ? {} : { details: { mail: mail.slice(0, 1_000) } }),
    };
    if (!signUp.accepted) return notEstablished("nobody-signed-up", exhibits);
    if (byNew !== undefined && opened(byNew, { email })) return pass({}, exhibits);
    if ([asked, reset, byNew?.logIn].some((attempt) => attempt !== undefined && isLimit(attempt.exchange))) {
      return notEstablished("limited", exhibits);
    }
    const answer = answerOf((reset ?? asked).exchange);
    if (reset === undefined) {
      if (asked.accepted && mail === undefined && offered !== undefined)
        return fail({ what: "refused", offered }, exhibits);
      return fail({ what: !asked.accepted ? "asked" : mail === undefined ? "mail" : "token", answer }, exhibits);
    }
    return fail({ what: reset.accepted ? "useless" : "reset", answer }, exhibits);
  },
});
