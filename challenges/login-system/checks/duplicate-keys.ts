import { defineCheck, fail, notEstablished, pass, statusOf } from "@assay/bench";
import { answerOf, isDone, isFault, isRefusal } from "../answers.ts";
import { opened, tryPassword } from "../password-opening.ts";

/** Minor: only who sends such a request meets it. */
export default defineCheck({
  id: "duplicate-keys",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#mistakes",
  words: {
    title: "A field sent twice counts once or is refused",
    titleWhenFailed: "A field sent twice confuses the service",
    why: "If one part of the service reads the first and another part the second, checks can be passed by.",
    passed:
      "A sign-up held two passwords. {taken, select, yes {Just one of them opened the account} other {It was refused}}.",
    failed:
      "A sign-up held two passwords. {what, select, none {It was accepted, but neither opened the account.} both {Both opened the account.} fault {It made the service break.} other {The answer had the code {status}.}}",
    reasons: { limited: "The service said “too many tries”, or gave no answer, when we tried the two passwords." },
    ask: {
      question: "A field comes twice in one request. Which one counts?",
      goodAnswer: "The reader takes the last one, once, and everything works with that.",
      weakAnswer: "I don’t know.",
    },
  },
  technical: { summary: "Duplicate members: one value is used throughout, or the request gets a 4xx.", cwe: [436] },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const person = world.edge.person();
    const { method, path, body } = await world.app.requestFor(person, "signUp");
    const passwords = [world.canaries.password(), world.canaries.password()];
    const { password: _one, ...others } = body;
    const twice = passwords.map((password) => `"password":${JSON.stringify(password)}`).join(",");
    const text = `${JSON.stringify(others).slice(0, -1)},${twice}}`;
    const signUp = await world.edge.request(person, { method, path, body: text });
    const openings = [];
    for (const password of passwords) openings.push(await tryPassword(world, person, password));
    return { email: person.email, signUp, openings };
  },
  judge({ email, signUp, openings }) {
    const exhibits = { exchanges: [signUp, ...openings.flatMap(({ logIn, whoAmI }) => [logIn, whoAmI])] };
    const status = statusOf(signUp);
    const open = openings.filter((opening) => opened(opening, { email })).length;
    if (open === 2) return fail({ what: "both", status }, exhibits);
    if (open === 1)
      return isFault(signUp) ? fail({ what: "fault", status }, exhibits) : pass({ taken: "yes" }, exhibits);
    if (isRefusal(signUp)) return pass({ taken: "no" }, exhibits);
    if (isFault(signUp)) return fail({ what: "fault", status }, exhibits);
    const clear = openings.every(({ logIn }) => [400, 401, 403, 404, 422].includes(statusOf(logIn.exchange)));
    if (!clear) return notEstablished("limited", exhibits);
    return fail(
      { what: isDone(signUp) ? "none" : "answer", status },
      { ...exhibits, details: { answer: answerOf(signUp) } },
    );
  },
});
