import { defineCheck, fail, notApplicable, notEstablished, pass } from "@assay/bench";
import { arrive, askForReset, resetLinkIn } from "../actions.ts";

/** Serious: the mail comes, and its link leads nowhere, so nobody who forgot their password gets back in. */
export default defineCheck({
  id: "reset-link",
  area: "works-as-asked",
  severity: "serious",
  kind: "proof",
  rests: "brief#forgot-password",
  words: {
    title: "The link in the reset mail leads to your shop",
    titleWhenFailed: "The link in the reset mail leads somewhere else",
    why: "A link to the wrong address opens nothing on the customer’s phone. They can’t get back in.",
    passed: "The link in the mail led to the address of the shop.",
    failed: "The link in the mail began with {start}. It should lead to {wanted}.",
    reasons: { "no-mail": "No reset mail came.", code: "The mail holds a code to type, not a link." },
    ask: {
      question: "How does the service know its own address?",
      goodAnswer: "From a setting that it is given when it starts.",
      weakAnswer: "From the request, or it is written in the code.",
    },
  },
  technical: { summary: "The link starts with PUBLIC_URL." },
  needs: ["signUp", "forgotPassword"],
  cell: "shared",
  async gather(world) {
    const { person } = await arrive(world);
    const { asked, mail, token } = await askForReset(world, person);
    const link = mail === undefined ? undefined : resetLinkIn(mail);
    return {
      asked,
      came: mail !== undefined && token !== undefined,
      link,
      wanted: world.app.environment["PUBLIC_URL"] ?? "",
    };
  },
  judge({ asked, came, link, wanted }) {
    const exhibits = { exchanges: [asked], details: { link: link?.split("?")[0] } };
    if (!came) return notEstablished("no-mail", exhibits);
    if (link === undefined) return notApplicable("code", exhibits);
    if (begins(link, wanted)) return pass({}, exhibits);
    return fail({ start: link.split("?")[0] ?? "", wanted }, exhibits);
  },
});

/** Scheme and host are the same in capitals; what follows them must be. */
function begins(link: string, wanted: string): boolean {
  const [given, base] = [new URL(link), new URL(wanted)];
  return given.origin === base.origin && given.pathname.startsWith(base.pathname.replace(/\/$/, ""));
}
