import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../../../actions.ts";
import { answerOf, isLimit } from "../../../answers.ts";
import { askForList, deviceOf, endFrom, ownIdIn } from "../listed.ts";

/**
 * Blocker where the log-in goes on: whoever found the phone stays in the account. Serious where it goes on in one place
 * only, or where another log-in ended with it.
 */
export default defineCheck({
  id: "ended-log-in",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "follow-up#end",
  words: {
    title: "Someone can end one log-in, and that one alone",
    titleWhenFailed: "Ending a log-in does not do what it says",
    why: "Whoever lost a phone ends its log-in and feels safe. If it goes on, a stranger shops in their name.",
    passed:
      "Of three log-ins, one was ended. It stayed ended on both copies and after a restart. The others went on, until one ended itself.",
    failed:
      "{what, select, refused {Someone tried to end a log-in of theirs. They got this answer: {answer}. It went on.} stays {A log-in was ended, and still opened the account.} copy {A log-in was ended on one copy of the app, and still opened the account on the other.} restart {A log-in was ended. After a restart it opened the account again.} others {One log-in was ended, and another one ended with it.} other {A log-in ended itself, and still opened the account.}}",
    reasons: {
      "no-log-in": "Nobody could log in at three devices.",
      "no-list": "The list did not say which log-in is which, so none could be named.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "Someone ends the log-in of a lost phone. What happens on the server, and when does the phone notice?",
      goodAnswer:
        "The row of that one log-in goes. The phone’s next request looks for it, finds none and is sent away.",
      weakAnswer: "It disappears from the list.",
    },
  },
  technical: {
    summary: "DELETE /me/log-ins/{id} ends exactly that session, in the shared store, across copies and restarts.",
    cwe: [613],
    asvs: ["7.5.2"],
  },
  needs: ["signUp", "logIn", "whoAmI", "listLogIns"],
  consequenceOf: ["log-in-list", "two-copies", "restart-survival"],
  cell: { copies: 2 },
  async gather(world) {
    const { person, credential } = await arrive(world);
    const { email } = person;
    const phone = await deviceOf(world, person);
    const tablet = await deviceOf(world, person);
    if (credential === undefined || phone === undefined || tablet === undefined) return { email };
    const computer = { person, credential };
    const look = (device: typeof computer, copy: number) => lookIn(world, device.person, device.credential, { copy });
    const before = [await look(computer, 0), await look(phone, 1), await look(tablet, 1)];
    const list = await askForList(world, phone, { copy: 1 });
    const phoneId = ownIdIn(list);
    const tabletId = ownIdIn(await askForList(world, tablet, { copy: 1 }));
    if (phoneId === undefined || tabletId === undefined) return { email, before, list };
    const end = await endFrom(world, computer, phoneId, { copy: 0 });
    const here = await look(phone, 0);
    const there = await look(phone, 1);
    const others = [await look(computer, 1), await look(tablet, 0)];
    await world.app.restart();
    const afterRestart = await look(phone, 0);
    const endItself = await endFrom(world, tablet, tabletId, { copy: 0 });
    const itself = await look(tablet, 1);
    return { email, before, list, end, here, there, others, afterRestart, endItself, itself };
  },
  judge({ email, before, list, end, here, there, others, afterRestart, endItself, itself }) {
    const isOpen = (look: typeof here) => look !== undefined && showsAccountOf(look, { email });
    if (before?.every(isOpen) !== true) return notEstablished("no-log-in", { exchanges: before ?? [] });
    if (end === undefined || others === undefined) return notEstablished("no-list", { exchanges: [list] });
    const exhibits = { exchanges: [end, here, there, ...others, afterRestart, endItself, itself] };
    if (isLimit(end.exchange)) return notEstablished("limited", exhibits);
    if (isOpen(here) && isOpen(there)) {
      return fail({ what: end.accepted ? "stays" : "refused", answer: answerOf(end.exchange) }, exhibits);
    }
    if (isOpen(here) || isOpen(there)) return fail({ what: "copy" }, exhibits, "serious");
    if (isOpen(afterRestart)) return fail({ what: "restart" }, exhibits, "serious");
    if (!others.every(isOpen)) return fail({ what: "others" }, exhibits, "serious");
    if (isOpen(itself)) return fail({ what: "itself" }, exhibits, "serious");
    return pass({}, exhibits);
  },
});
