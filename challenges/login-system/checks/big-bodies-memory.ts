import { defineCheck, fail, notApplicable, notEstablished, pass, theBrief } from "@assay/bench";
import { arrive } from "../actions.ts";
import { answerOf } from "../answers.ts";

const megabyte = 1024 * 1024;
const most = 100;

/** Serious: a few people can take the memory of all. A measurement, so it must be seen three times. */
export default defineCheck({
  id: "big-bodies-memory",
  area: "handles-errors",
  severity: "serious",
  kind: "measurement",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "Twenty huge requests at once don’t fill the memory",
    titleWhenFailed: "Twenty huge requests at once fill the memory",
    why: "A service without memory ends for everyone. It must not take a crowd or a clever thief to do that.",
    passed: "Twenty requests of 10 MB came at once. The service needed {grownMb} MB more for them.",
    failed:
      "Twenty requests of 10 MB came at once. {what, select, ended {The service ran out of memory or ended} other {The service needed {grownMb} MB more for them. Up to {most} MB would be fine}}.",
    reasons: {
      jvm: "This language takes its memory beforehand, so its growth says nothing.",
      "no-memory": "We could not see how much memory the service uses.",
      "not-running": "The service was not running.",
    },
    ask: {
      question: "What limits the memory that requests can take?",
      goodAnswer: "A size limit that is checked before the request is read, and while it is read.",
      weakAnswer: "The server has enough of it.",
    },
  },
  technical: {
    summary: "Resident memory grows by less than 100 MB while twenty bodies of 10 MB are sent at once.",
    cwe: [770, 400],
  },
  needs: ["signUp", "logIn"],
  json: ["signUp"],
  cell: { timed: true },
  async gather(world) {
    const { edge, app } = world;
    const language = app.project.language;
    // What a first request makes it load is not what we measure.
    await arrive(world);
    await Promise.all(edge.people(5).map((person) => app.operate(person, "logIn", { password: "" })));
    const { method, path } = await app.requestFor(edge.person(), "signUp");
    const before = await app.memory();
    let most = before;
    let sending = true;
    const watch = (async () => {
      while (sending) {
        most = Math.max(most, await app.memory());
        await world.sleep(10);
      }
    })();
    const body = { repeat: `{"name":"${"x".repeat(1_000)}"},`, times: 9_900 };
    const sent = await Promise.all(
      edge.people(20).map((person) => edge.request(person, { method, path, body, freshConnection: true })),
    );
    sending = false;
    await watch;
    return {
      language,
      before,
      most: Math.max(most, await app.memory()),
      exit: app.exitOf(),
      alive: await app.alive(),
      sent,
    };
  },
  judge({ language, before, most: peak, exit, alive, sent }, { byBrief } = theBrief) {
    const grownMb = Math.round((peak - before) / megabyte);
    const exhibits = {
      exchanges: sent.slice(0, 3),
      details: {
        beforeMb: Math.round(before / megabyte),
        peakMb: Math.round(peak / megabyte),
        answers: sent.map(answerOf),
        exit,
      },
    };
    if (exit !== undefined || !alive) return fail({ what: "ended", grownMb, most }, exhibits);
    if (language === "java") return notApplicable("jvm", exhibits);
    if (before === 0) return notEstablished("no-memory", exhibits);
    // How much is too much is the brief’s to say; that it goes on is not.
    return grownMb < most || !byBrief ? pass({ grownMb }, exhibits) : fail({ what: "grown", grownMb, most }, exhibits);
  },
});
