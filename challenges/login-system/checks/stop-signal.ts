import { defineCheck, fail, notApplicable, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive, profileFields } from "../actions.ts";

const requests = 4;
/** Milliseconds. Enough for every request to reach the table that is held, and less than it is held when all wait. */
const beforeSignal = { least: 120, most: 250 };
/** The brief says 10 s; one more is ours, for wrappers and a busy machine. */
const graceMs = 11_000;

/**
 * Serious: each update of the shop drops the customers who are just paying. Where no brief says how to stop, only
 * people who never got an answer count, and as minor: their requests can be sent again.
 */
export default defineCheck({
  id: "stop-signal",
  area: "stable",
  severity: "serious",
  kind: "proof",
  rests: "brief#stopping",
  ofAnyBackend: true,
  words: {
    title: "When it is told to stop, it finishes what it began",
    titleWhenFailed: "When it is told to stop, it drops people in the middle",
    why: "Each new version stops the old one. Who is just saving something would see an error, or wait for nothing.",
    passed:
      "{inFlight} people were waiting when it was told to stop. All got their answer{seconds, plural, =0 {.} other {, and it ended after {seconds} s.}}",
    failed:
      "{how, select, dropped {{dropped} of {inFlight} people who were waiting when it was told to stop never got an answer.{elsewhere, select, true { Any app should finish what it began.} other {}}} broken {{dropped} of {inFlight} people who were waiting when it was told to stop got an error.} other {10 seconds after it was told to stop, it was still running.}}",
    reasons: {
      "no-log-in": "Nobody could log in.",
      "nobody-waiting": "No request was on its way when it was told to stop.",
      "nothing-to-save": "We know of nothing that people can save, so nobody could wait for it.",
      "errors-alone": "When it was told to stop, those who were waiting got an answer, if only an error.",
    },
    ask: {
      question: "What happens to people who are in the middle of something when you put a new version online?",
      goodAnswer: "It takes no new requests, finishes those it has, and then ends.",
      weakAnswer: "The process is just stopped.",
    },
  },
  technical: {
    summary: "SIGTERM to the server process while requests wait for a table lock: drain, then exit within 10 s.",
    cwe: [404],
  },
  needs: ["signUp", "logIn", "updateProfile"],
  cell: {},
  async gather(world) {
    const [field] = profileFields(world);
    if (field === undefined) return { signedIn: true, updates: [], stop: undefined };
    const { person, credential } = await arrive(world);
    if (credential === undefined) return { signedIn: false, updates: [], stop: undefined };
    const devices = Array.from({ length: requests }, () => world.edge.otherDevice(person));
    const { result } = await world.database.holdingWrites(
      async () => {
        const updates = world.app.together(devices, "updateProfile", () => ({ [field]: world.canaries.word() }), {
          credential,
        });
        await world.sleep(Math.min(beforeSignal.most, beforeSignal.least + 5 * world.costs.idleMs));
        const stop = world.app.stop({ graceMs });
        return { updates: await updates, stop: await stop };
      },
      // More than will ever wait: the lock goes when nothing more happens, which is after the signal.
      { untilWaiting: requests + 1, atMostMs: 1_500 },
    );
    return { signedIn: true, ...result };
  },
  judge({ signedIn, updates, stop }, { byBrief } = theBrief) {
    if (!signedIn) return notEstablished("no-log-in");
    if (stop === undefined) return notApplicable("nothing-to-save");
    const exchanges = updates.map(({ exchange }) => exchange);
    const inFlight = updates.filter(
      ({ exchange }) => exchange.at.sent < stop.signalledAt && exchange.at.end > stop.signalledAt,
    );
    const exhibits = { exchanges, details: { stop } };
    if (inFlight.length === 0) return notEstablished("nobody-waiting", exhibits);
    const dropped = inFlight.filter(
      ({ exchange }) => exchange.response === undefined || exchange.failure !== undefined,
    );
    const facts = { dropped: dropped.length, inFlight: inFlight.length, elsewhere: !byBrief };
    if (dropped.length > 0) return fail({ how: "dropped", ...facts }, exhibits, byBrief ? undefined : "minor");
    // 503 says honestly that nothing was done; other errors say that the ground was pulled away from under the request.
    const broken = inFlight.filter(({ exchange }) => {
      const status = exchange.response?.status ?? 0;
      return status >= 500 && status !== 503;
    });
    if (broken.length > 0 && !byBrief) return notApplicable("errors-alone", exhibits);
    if (broken.length > 0) return fail({ how: "broken", ...facts, dropped: broken.length }, exhibits);
    if (stop.killed || stop.endedAt === undefined) {
      return byBrief
        ? fail({ how: "late", ...facts }, exhibits)
        : pass({ inFlight: inFlight.length, seconds: 0 }, exhibits);
    }
    const seconds = Math.ceil((stop.endedAt - stop.signalledAt) / 100) / 10;
    return pass({ inFlight: inFlight.length, seconds }, exhibits);
  },
});
