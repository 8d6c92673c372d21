import { defineCheck, fail, notEstablished, type Attempt } from "@assay/bench";
import { lookIn } from "../actions.ts";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistake } from "../mistakes.ts";

/** Minor while the service goes on: the text may be refused, cleaned, or kept as sent. */
export default defineCheck({
  id: "unstorable-text",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  words: {
    title: "Text that can’t be stored does no harm",
    titleWhenFailed: "Text that can’t be stored upsets the service",
    why: "There are signs that a database can’t hold. A copy from a broken file is enough to send one.",
    passed: "{tried} texts with signs that a database can’t hold were refused, cleaned or kept. None did harm.",
    failed:
      "{what, select, down {After that, the service no longer worked.} fault {{count, plural, one {One text of {tried} made} other {# texts of {tried} made}} the service break instead of saying no.} other {A text with such a sign in it came back as something else: {shown}.}}",
    reasons: mistakeWords.reasons,
    ask: {
      question: "Which characters can your database not store?",
      goodAnswer: "The NUL, and half of a surrogate pair. I refuse them where I read the fields.",
      weakAnswer: "It can store everything.",
    },
  },
  technical: {
    summary: "U+0000 and lone surrogates in email, name, bio, password and token: 4xx, or kept, removed, ? or U+FFFD.",
    cwe: [158, 176],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person) => {
      const escapes = ["\\u0000", "\\ud83d", "\\udc00"];
      const texts = async (operation: string, field: string) =>
        Promise.all(
          escapes.map(async (escape) => {
            const request = await world.app.requestFor(
              world.edge.person(),
              operation,
              world.app.placed(operation, { token: "made-up-token" }),
            );
            const marked = request.textOf({
              ...request.body,
              [field]: `Ab1!${world.canaries.word()}HERE@b.example.com`,
            });
            return mistake(world, `${field} with ${escape}`, operation, { body: marked.replace("HERE", escape) });
          }),
        );
      const mistakes: Mistake[] = [];
      for (const [operation, field] of [
        ["signUp", "name"],
        ["signUp", "email"],
        ["logIn", "email"],
        ["logIn", "password"],
        ["forgotPassword", "email"],
        ["resetPassword", "token"],
      ] as const) {
        mistakes.push(...(await texts(operation, field)).flat());
      }
      const looks: { readonly sent: Mistake; readonly seen: Attempt }[] = [];
      // One field at a time: a name may be refused before the bio is looked at.
      for (const field of ["name", "bio"]) {
        for (const escape of escapes) {
          const body = `{"${field}":"ab${escape}cd"}`;
          const [sent] = await mistake(world, `${field} with ${escape}`, "updateProfile", { body, person });
          if (sent !== undefined) looks.push({ sent, seen: await lookIn(world, person) });
        }
      }
      return { mistakes: [...mistakes, ...looks.map(({ sent }) => sent)], seen: looks.map(({ seen }) => seen) };
    }),
  judge(evidence) {
    const { witness, seen } = evidence;
    const judgement = judgeMistakes(evidence, () => true);
    if (judgement.outcome !== "pass") return judgement;
    if (seen.some(({ accepted }) => !accepted)) return notEstablished("no-log-in", { exchanges: seen });
    const before = [witness.before.outputs["name"], witness.before.outputs["bio"]];
    for (const look of seen) {
      const odd = [look.outputs["name"], look.outputs["bio"]].find(
        (shown) => !before.includes(shown) && !isLikeSent(shown),
      );
      if (odd !== undefined) {
        return fail(
          { what: "odd", count: 1, tried: evidence.mistakes.length, shown: JSON.stringify(odd) },
          { exchanges: [look] },
        );
      }
    }
    return judgement;
  },
});

/** Kept as sent, with the sign removed or replaced, or written out as it was in the request. */
function isLikeSent(shown: unknown): boolean {
  return (
    typeof shown === "string" && /^ab(\u0000|[\ud800-\udfff]|\ufffd{1,3}|\?{1,3}| |\\u[0-9a-f]{4})?(cd)$/i.test(shown)
  );
}
