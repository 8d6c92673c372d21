import { defineCheck, fail, notEstablished, pass } from "@assay/bench";
import { arrive, logInElsewhere, lookIn, showsAccountOf } from "../../../actions.ts";
import { answerOf, isLimit } from "../../../answers.ts";
import { askForList, listedIn, lists, ownIdIn } from "../listed.ts";

/** How far from the true moment a beginning may lie: the minute of the text, and half of one for a slow log-in. */
const within = 90_000;

/**
 * Blocker where there is no list, or one that leaves a log-in out: whoever it was made for is not shown. Serious where it
 * does not say which is which. A wrong moment is minor.
 */
export default defineCheck({
  id: "log-in-list",
  area: "works-as-asked",
  severity: "blocker",
  kind: "proof",
  rests: "follow-up#list",
  words: {
    title: "People see where they are logged in",
    titleWhenFailed: "People don’t see where they are logged in",
    why: "Someone who lost a phone looks here first. What is missing in this list, they can’t end.",
    passed: "Someone was logged in at two devices. Each saw both, and which of them was its own.",
    failed:
      "{what, select, refused {Someone who was logged in asked for the list, and got this answer: {answer}.} form {The answer was no list in the form that was asked for.} missing {Someone was logged in at two devices, and a device was missing in the list.} current {The list did not say rightly which log-in was the one that asked.} moves {The moment when a log-in began was another one each time the list was asked for.} other {The list gave a wrong moment for when a log-in began.}}",
    reasons: {
      "no-log-in": "Nobody could log in at two devices.",
      limited: "The service said “too many tries” before we could ask.",
    },
    ask: {
      question: "Where does your code find out which log-ins someone has?",
      goodAnswer: "Each log-in is a row with its owner and its beginning; the list is what is still good of them.",
      weakAnswer: "It looks at what was written when they logged in. What ended since may still be there.",
    },
  },
  technical: {
    summary: "GET /me/log-ins lists every live session of the account with id, beganAt and current.",
    asvs: ["7.5.2"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  public: true,
  async gather(world) {
    const began = Date.now();
    const { person, credential } = await arrive(world);
    const other = await logInElsewhere(world, person);
    const there = Date.now();
    const { email } = person;
    if (credential === undefined || other.credential === undefined) return { email, began, there };
    const looks = [await lookIn(world, person, credential), await lookIn(world, other.person, other.credential)];
    const first = await askForList(world, { person, credential });
    await world.sleep(2_000);
    const second = await askForList(world, { person: other.person, credential: other.credential });
    return { email, began, there, looks, first, second };
  },
  judge({ email, began, there, looks, first, second }) {
    if (first === undefined || second === undefined || !looks.every((look) => showsAccountOf(look, { email }))) {
      return notEstablished("no-log-in", { exchanges: looks ?? [] });
    }
    const exhibits = { exchanges: [first, second] };
    if ([first, second].some(({ exchange }) => isLimit(exchange))) return notEstablished("limited", exhibits);
    const refused = [first, second].find(({ accepted }) => !accepted);
    if (refused !== undefined) return fail({ what: "refused", answer: answerOf(refused.exchange) }, exhibits);
    const all = [listedIn(first), listedIn(second)];
    if (all.includes(undefined)) return fail({ what: "form" }, exhibits);
    const own = [ownIdIn(first), ownIdIn(second)];
    const shown = Math.min(...all.map((list) => new Set(list?.map(({ id }) => String(id))).size));
    if (shown < 2) return fail({ what: "missing" }, exhibits);
    if (own.includes(undefined) || own[0] === own[1]) return fail({ what: "current" }, exhibits, "serious");
    if (!own.every((id) => lists(first, id) && lists(second, id))) return fail({ what: "missing" }, exhibits);
    const moments = [first, second].map((attempt) => momentOf(attempt, own[0]));
    const isWrong = moments.some((moment) => !(moment >= began - within && moment <= there + within));
    if (isWrong) return fail({ what: "moment" }, exhibits, "minor");
    if (Math.abs((moments[0] ?? 0) - (moments[1] ?? 0)) >= 1_000) return fail({ what: "moves" }, exhibits, "minor");
    return pass({}, exhibits);
  },
});

/** When a log-in began, as a list says it; NaN where that is no moment. A time without a zone is taken for UTC. */
function momentOf(attempt: Parameters<typeof listedIn>[0], id: string | number | undefined): number {
  const beganAt = listedIn(attempt)?.find((one) => String(one.id) === String(id))?.beganAt;
  if (typeof beganAt !== "string") return NaN;
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(beganAt.trim()) ? beganAt.trim() : `${beganAt.trim()}Z`);
}
