import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../../../actions.ts";
import { answerOf, isFault, isLimit, isRefusal } from "../../../answers.ts";
import { askForList, deviceOf, endFrom, lists, ownIdIn } from "../listed.ts";

/** Serious where something ended. A wrong answer to a wrong id is minor: nobody is hurt, and whoever looks is misled. */
export default defineCheck({
  id: "unknown-log-in",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "follow-up#unknown",
  words: {
    title: "An id that is no log-in of theirs is refused, and changes nothing",
    titleWhenFailed: "An id that is no log-in of theirs is not handled as it should be",
    why: "People tap twice, and strangers try things out. Neither should break the service, or end a log-in.",
    passed: "{tried, plural, one {One wrong id} other {# wrong ids}} were sent. All were refused, and nothing changed.",
    failed:
      "{what, select, changed {A wrong id was sent, and a log-in ended.} fault {A wrong id made the service break. It answered: {answer}} other {A wrong id was answered as if a log-in had ended: {answer}}}.",
    reasons: {
      "no-log-in": "Two people could not both log in.",
      "no-list": "The list did not say which log-in is which, so none could be named.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "What happens when someone ends a log-in that has ended already?",
      goodAnswer: "Nothing is found, so they are told so; the page shows the list again.",
      weakAnswer: "That can’t happen.",
    },
  },
  technical: {
    summary: "DELETE /me/log-ins/{id} answers 4xx for a foreign, ended, unknown or malformed id, without side effects.",
    cwe: [20, 755],
    asvs: ["16.5.1"],
  },
  needs: ["signUp", "logIn", "whoAmI", "listLogIns", "endLogIn"],
  consequenceOf: ["log-in-list", "others-log-ins"],
  cell: "shared",
  async gather(world) {
    const { person, credential } = await arrive(world);
    const { email } = person;
    const phone = await deviceOf(world, person);
    const other = await arrive(world);
    if (credential === undefined || phone === undefined || other.credential === undefined) return { email };
    const device = { person, credential };
    const list = await askForList(world, device);
    const ownId = ownIdIn(list);
    const phoneId = ownIdIn(await askForList(world, phone));
    const othersId = ownIdIn(await askForList(world, { person: other.person, credential: other.credential }));
    if (ownId === undefined || phoneId === undefined || othersId === undefined) return { email, list };
    await endFrom(world, device, phoneId);
    const word = world.canaries.word();
    const ids = [
      phoneId,
      // Where each person's are counted from one, it is one of their own.
      ...(String(othersId) === String(ownId) ? [] : [othersId]),
      ...["2147483648", "9".repeat(30), "00000000-0000-4000-8000-000000000000", word, `${word}'"`, `${word}\0`],
      word.repeat(40),
    ];
    const tries = [];
    for (const id of ids) tries.push(await endFrom(world, device, id));
    const after = await lookIn(world, person, credential);
    const others = await lookIn(world, other.person, other.credential);
    const listAfter = await askForList(world, device);
    return { email, othersEmail: other.person.email, list, ownId, tries, after, others, listAfter };
  },
  judge({ email, othersEmail, list, ownId, tries, after, others, listAfter }) {
    if (list === undefined) return notEstablished("no-log-in");
    if (tries === undefined || after === undefined || others === undefined || listAfter === undefined) {
      return notEstablished("no-list", { exchanges: [list] });
    }
    const exhibits = { exchanges: [...tries, after, others] };
    if (!showsAccountOf(after, { email }) || !showsAccountOf(others, { email: othersEmail ?? "" })) {
      return fail({ what: "changed" }, exhibits, "serious");
    }
    if (listAfter.accepted && !lists(listAfter, ownId)) return fail({ what: "changed" }, exhibits, "serious");
    const asked = tries.filter(({ exchange }) => !isLimit(exchange));
    if (asked.length === 0) return notEstablished("limited", exhibits);
    const broke = asked.find(({ exchange }) => isFault(exchange));
    if (broke !== undefined) return fail({ what: "fault", answer: answerOf(broke.exchange) }, exhibits);
    const done = asked.find(({ exchange }) => !isRefusal(exchange));
    if (done !== undefined) return fail({ what: "done", answer: answerOf(done.exchange) }, exhibits);
    return pass({ tried: asked.length }, exhibits);
  },
});
