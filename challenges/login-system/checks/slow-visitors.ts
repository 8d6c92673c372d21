import { defineCheck, fail, notEstablished, pass, statusOf, tookOf } from "@assay/bench";
import { arrive } from "../actions.ts";

const slowOnes = 200;
const asked = 20;
const patience = 5_000;

/** An extra, as the brief says: nobody had to do it. */
export default defineCheck({
  id: "slow-visitors",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  demand: "extra",
  rests: "brief#slow-visitors",
  words: {
    title: "200 very slow visitors do not stop the others",
    titleWhenFailed: "200 very slow visitors stop the others",
    why: "People on bad lines, or somebody who means harm, can hold a shop's door open so that nobody else gets in.",
    passed: "While {slow} visitors sent one letter at a time, others were served as always.",
    failed:
      "While {slow} visitors sent one letter at a time, {late} of {asked} requests of others got no answer in 5 seconds.",
    reasons: { "no-log-in": "Nobody could log in.", "not-held": "Too few of the slow visitors could connect." },
    ask: {
      question: "What happens when many people connect and then hardly send anything?",
      goodAnswer: "They wait on their own. There is a time limit for sending a request.",
      weakAnswer: "I have not thought about that.",
    },
  },
  technical: {
    summary: "Slowloris: 200 connections dribbling a request head must not exhaust the server.",
    cwe: [400, 770],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: { timed: true },
  async gather(world) {
    const { person, credential } = await arrive(world);
    if (credential === undefined) return { held: 0, looks: [] };
    const slow = await world.edge.slowClients(slowOnes, { everyMs: 200 });
    const looks = [];
    for (let round = 0; round < asked; round++) {
      const device = world.edge.otherDevice(person);
      looks.push(
        await world.app.operate(device, "whoAmI", {}, { credential, deadline: patience, freshConnection: true }),
      );
      if (looks.length >= 3 && looks.every(({ accepted }) => !accepted)) break;
      await world.sleep(25);
    }
    await slow.close();
    return { held: slow.opened, looks };
  },
  judge({ held, looks }) {
    const exhibits = { exchanges: looks };
    if (looks.length === 0) return notEstablished("no-log-in", exhibits);
    const late = looks.filter(({ exchange }) => statusOf(exchange) === 0 || tookOf(exchange) >= patience).length;
    if (late > 0) return fail({ slow: slowOnes, late, asked: looks.length }, exhibits);
    if (held < slowOnes * 0.9) return notEstablished("not-held", exhibits);
    return pass({ slow: slowOnes }, exhibits);
  },
});
