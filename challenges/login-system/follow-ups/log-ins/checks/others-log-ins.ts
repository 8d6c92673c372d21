import { defineCheck, fail, notEstablished, pass, statusOf, type Credential } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../../../actions.ts";
import { isLimit, isRefusal } from "../../../answers.ts";
import { askForList, endFrom, listedIn, ownIdIn } from "../listed.ts";

/** Blocker: a stranger throws people out, or learns when they are at home. Another refusal than 401 is minor. */
export default defineCheck({
  id: "others-log-ins",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "follow-up#own",
  words: {
    title: "Nobody sees or ends the log-ins of someone else",
    titleWhenFailed: "Log-ins are not safe from other people",
    why: "A stranger who can end your customers’ log-ins keeps them out of the shop. One who sees them knows when they come.",
    passed:
      "Another customer, and someone who was not logged in, tried to see and to end a log-in. It stayed hidden, and went on.",
    failed:
      "{what, select, ended {Another customer ended a log-in that was not theirs.} stranger {Someone who was not logged in ended a log-in.} seen {A customer saw a log-in of another one in the list.} open {Someone who was not logged in was shown log-ins.} other {Whoever was not logged in was turned away with code {status}, where 401 was asked.}}",
    reasons: {
      "no-log-in": "Two people could not both log in.",
      "no-list": "The list did not say which log-in is which, so none could be named.",
    },
    ask: {
      question: "A customer sends the number of somebody else’s log-in. What in your code stops that?",
      goodAnswer: "The rows are looked for by number and owner together, so that one of somebody else is never found.",
      weakAnswer: "The page only offers their own.",
    },
  },
  technical: {
    summary: "Object-level authorisation on GET /me/log-ins and DELETE /me/log-ins/{id}.",
    cwe: [639, 862],
    asvs: ["8.2.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "listLogIns", "endLogIn"],
  consequenceOf: ["log-in-list"],
  cell: "shared",
  async gather(world) {
    const owner = await arrive(world);
    const other = await arrive(world);
    const { email } = owner.person;
    if (owner.credential === undefined || other.credential === undefined) return { email };
    const theirs = { person: owner.person, credential: owner.credential };
    const list = await askForList(world, theirs);
    const id = ownIdIn(list);
    const before = await lookIn(world, owner.person, owner.credential);
    if (id === undefined) return { email, before, list };
    const customer = { person: other.person, credential: other.credential };
    const seen = await askForList(world, customer);
    const end = await endFrom(world, customer, id);
    const after = await lookIn(world, owner.person, owner.credential);

    const stranger = world.edge.person();
    const madeUp: Credential =
      owner.credential.kind === "cookie"
        ? { kind: "cookie", cookies: owner.credential.cookies.map((one) => ({ ...one, value: world.canaries.word() })) }
        : { kind: "bearer", token: `${world.canaries.word()}.${world.canaries.word()}` };
    const lists = [];
    const ends = [];
    for (const credential of [null, madeUp]) {
      lists.push(await world.app.operate(stranger, "listLogIns", {}, { credential }));
      ends.push(await world.app.operate(stranger, "endLogIn", { logIn: id }, { credential }));
    }
    const atLast = await lookIn(world, owner.person, owner.credential);
    return { email, before, list, id, seen, end, after, lists, ends, atLast };
  },
  judge({ email, before, list, id, seen, end, after, lists, ends, atLast }) {
    if (before === undefined || !showsAccountOf(before, { email })) {
      return notEstablished("no-log-in", { exchanges: [before] });
    }
    if (id === undefined || after === undefined || atLast === undefined || lists === undefined) {
      return notEstablished("no-list", { exchanges: [list] });
    }
    const exhibits = { exchanges: [list, seen, end, after, ...lists, ...ends, atLast] };
    if (!showsAccountOf(after, { email })) return fail({ what: "ended" }, exhibits);
    if (!showsAccountOf(atLast, { email })) return fail({ what: "stranger" }, exhibits);
    // One's own may have the same number, where each person's are counted from one.
    const shown = listedIn(seen)?.some((one) => String(one.id) === String(id) && one.current !== true);
    if (shown === true) return fail({ what: "seen" }, exhibits);
    if (lists.some((one) => (listedIn(one) ?? []).length > 0)) return fail({ what: "open" }, exhibits);
    const wrong = [...lists, ...ends].find(
      ({ exchange }) => isRefusal(exchange) && !isLimit(exchange) && statusOf(exchange) !== 401,
    );
    if (wrong !== undefined) return fail({ what: "code", status: statusOf(wrong.exchange) }, exhibits, "minor");
    return pass({}, exhibits);
  },
});
