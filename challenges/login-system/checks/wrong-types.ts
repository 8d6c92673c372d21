import { defineCheck, fail, notEstablished, type Attempt, theBrief } from "@assay/bench";
import { lookIn, profileFields } from "../actions.ts";
import { judgeMistakes, mistake, mistakeWords, withWitness, type Mistake } from "../mistakes.ts";

/**
 * Minor while the service goes on. A number may be read as its digits, and nothing as nothing; what is no text at
 * all must not become someone’s name.
 */
export default defineCheck({
  id: "wrong-types",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "A number or a list in place of text does no harm",
    titleWhenFailed: "A number or a list in place of text upsets the service",
    why: "A slip in an app sends a list where text should be. The service must say no, not break or store nonsense.",
    passed: "{tried} requests held numbers, lists and the like where text should be. None did harm.",
    failed:
      "{what, select, down {After that, the service no longer worked.} fault {{count, plural, one {One request of {tried} made} other {# requests of {tried} made}} the service break instead of saying no.} stored {Something that is no text became someone’s name: {shown}.} other {{count, plural, one {One wrong request of {tried} was} other {# wrong requests of {tried} were}} taken as if nothing was wrong.}}",
    reasons: mistakeWords.reasons,
    ask: {
      question: "What happens when a field holds a list where you expect text?",
      goodAnswer: "A check at the door knows each field’s type and says which one is wrong.",
      weakAnswer: "The database complains.",
    },
  },
  technical: {
    summary: "Numbers, booleans, null, arrays and objects in text fields get 4xx, or are read as text.",
    cwe: [1287, 843],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["signUp", "logIn"],
  cell: "shared",
  gather: (world) =>
    withWitness(world, async (person) => {
      const wrong: readonly unknown[] = [12345678901234, true, null, ["a@b.example.com"], { text: "a@b.example.com" }];
      const mistakes: Mistake[] = [];
      for (const [operation, fields] of [
        ["signUp", ["email", "userName", "password", "name"]],
        ["logIn", ["email", "userName", "password"]],
        ["forgotPassword", ["email"]],
        ["resetPassword", ["token"]],
      ] as const) {
        for (const field of fields)
          mistakes.push(...(await Promise.all(wrong.map((value) => withField(operation, field, value)))).flat());
      }
      mistakes.push(...(await Promise.all([[], "text", 7].map((body) => whole(body)))).flat());
      const looks: { readonly sent: Mistake; readonly seen: Attempt }[] = [];
      const [field] = world.app.knows("whoAmI") ? profileFields(world) : [];
      for (const value of field === undefined ? [] : [["Anna"], { first: "Anna" }]) {
        const inputs = { [field ?? "name"]: value };
        const { textOf } = await world.app.requestFor(person, "updateProfile", inputs);
        const [sent] = await mistake(world, "a list as text", "updateProfile", { body: textOf(inputs), person });
        if (sent !== undefined) looks.push({ sent, seen: await lookIn(world, person) });
      }
      return { mistakes: [...mistakes, ...looks.map(({ sent }) => sent)], seen: looks.map(({ seen }) => seen), field };

      async function withField(operation: string, field: string, value: unknown): Promise<readonly Mistake[]> {
        const stranger = world.edge.person();
        // A password that is no text must not cost a wrong try at anyone’s account: each goes to an email of its own.
        const token = world.canaries.word();
        if (!world.app.knows(operation)) return [];
        const inputs = operation === "resetPassword" ? { token } : {};
        const { body, textOf } = await world.app.requestFor(stranger, operation, inputs);
        if (!Object.hasOwn(body, field)) return [];
        const change = { body: textOf({ ...body, [field]: value }) };
        return mistake(world, `${field} is ${JSON.stringify(value)}`, operation, change);
      }
      function whole(body: unknown): Promise<readonly Mistake[]> {
        return mistake(world, `the body is ${JSON.stringify(body)}`, "logIn", { body: JSON.stringify(body) });
      }
    }),
  judge(evidence, { byBrief } = theBrief) {
    const { seen, field = "name", witness } = evidence;
    // An app may read a number, or the only entry of a list, as text; a log-in so read is refused all the same.
    const judgement = judgeMistakes(evidence, ({ label }) => !byBrief || !label.startsWith("logIn"));
    if (judgement.outcome !== "pass") return judgement;
    // A bio may be null before anyone sets it: what stays as it was became nothing odd.
    const before = witness.before.outputs[field];
    const odd = seen.find(({ accepted, outputs }) => accepted && outputs[field] !== before && !isText(outputs[field]));
    if (odd !== undefined) {
      return fail(
        { what: "stored", count: 1, tried: evidence.mistakes.length, shown: JSON.stringify(odd.outputs[field]) },
        { exchanges: [odd] },
      );
    }
    if (seen.some(({ accepted }) => !accepted)) return notEstablished("no-log-in", { exchanges: [witness.after] });
    return judgement;
  },
});

function isText(name: unknown): boolean {
  return typeof name === "string" && name !== "[object Object]";
}
