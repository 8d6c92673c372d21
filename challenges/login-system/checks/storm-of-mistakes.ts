import { defineCheck, fail, notEstablished, pass, type Person, type RawRequest } from "@assay/bench";
import { arrive, seeAccount, seesAccountOf, type Arrival } from "../actions.ts";
import { isFault, isLimit } from "../answers.ts";
import { seeAfterwards } from "../own-end.ts";

/** Serious: a crowd with a broken app stops the service for everyone. Its own cell, since it storms. */
export default defineCheck({
  id: "storm-of-mistakes",
  area: "handles-errors",
  severity: "serious",
  kind: "proof",
  rests: "brief#mistakes",
  ofAnyBackend: true,
  words: {
    title: "After a thousand wrong requests, all works as before",
    titleWhenFailed: "A thousand wrong requests bring the service down",
    why: "One bad update of an app sends thousands of wrong requests. Customers with a good one must not notice.",
    passed:
      "{people} people sent {tried} wrong requests. Afterwards, someone still logged in was, and someone new signed up and logged in.",
    failed:
      "{people} people sent {tried} wrong requests. {what, select, ended {The service ended.} thrown {Afterwards, someone who was logged in no longer was.} changed {Afterwards, someone saw a name that was not theirs.} other {Afterwards, someone new could not sign up and log in.}}",
    reasons: {
      "no-log-in": "Nobody could log in before it began.",
      limited: "The service still said “too many tries” to everyone some seconds later.",
    },
    ask: {
      question: "What does your service keep in memory of a request that failed?",
      goodAnswer: "Nothing. Its connection to the database goes back, and its memory is let go.",
      weakAnswer: "I have not looked.",
    },
  },
  technical: {
    summary:
      "1,000 malformed requests from 100 clients, 50 at a time; the process, its pool and its sessions are intact afterwards.",
    cwe: [755, 772],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  json: ["signUp", "logIn"],
  cell: {},
  async gather(world) {
    const { app, edge } = world;
    const sinceMs = world.now();
    const { person, credential } = await arrive(world);
    const before = await seeAccount(world, person, credential);
    const crowd = edge.people(100);
    const answers: Record<string, number> = {};
    const wrong = await wrongRequests();
    const one = async (visitor: Person, index: number) => {
      const { response, failure } = await edge.request(
        visitor,
        wrong[index % wrong.length] ?? { method: "GET", path: "/" },
      );
      const answer = response === undefined ? (failure?.kind ?? "none") : String(response.status);
      answers[answer] = (answers[answer] ?? 0) + 1;
    };
    // Each of the hundred sends ten, one after another; half of them at a time.
    for (const half of [crowd.slice(0, 50), crowd.slice(50)]) {
      await Promise.all(
        half.map(async (visitor, at) => {
          for (let turn = 0; turn < 10; turn++) await one(visitor, at * 10 + turn);
        }),
      );
    }
    const after = await seeAfterwards(world, person, credential, sinceMs, { freshConnection: true });
    let newcomer: Arrival = await arrive(world);
    for (let round = 0; round < 4 && isHeldOff(newcomer); round++) {
      await world.sleep(2_500);
      newcomer = await arrive(world);
    }
    const seen = await seeAccount(world, newcomer.person, newcomer.credential);
    const { signUp, logIn } = newcomer;
    return {
      email: person.email,
      name: person.name,
      before,
      answers,
      after,
      newcomer: { email: newcomer.person.email, signUp, logIn },
      seen,
      alive: await app.alive(),
    };

    async function wrongRequests(): Promise<readonly RawRequest[]> {
      const stranger = edge.person();
      const known = ["signUp", "logIn", "updateProfile", "resetPassword", "whoAmI"].filter((name) => app.knows(name));
      const paths = new Map<string, string>();
      for (const name of known) paths.set(name, (await app.requestFor(stranger, name, {}, { about: person })).path);
      // One that the backend does not have is a made-up address.
      const path = (operation: string) => paths.get(operation) ?? `/${world.canaries.word()}`;
      return [
        { method: "POST", path: path("signUp"), body: '{"email":' },
        { method: "POST", path: path("signUp"), body: '{"email":7,"password":[],"name":{}}' },
        { method: "POST", path: path("logIn"), body: "" },
        { method: "POST", path: path("logIn"), body: '{"email":"\\u0000","password":"\\ud800"}' },
        { method: "POST", path: path("logIn"), body: "a=b", headers: { "content-type": "text/plain" } },
        {
          method: "PATCH",
          path: path("updateProfile"),
          body: '{"name":"nobody"}',
          headers: { authorization: "Bearer x.y.z" },
        },
        { method: "GET", path: `/${world.canaries.word()}` },
        { method: "POST", path: path("resetPassword"), body: "[]" },
        { method: "POST", path: path("signUp"), body: "[".repeat(2_000) },
        { method: "GET", path: path("whoAmI"), headers: { cookie: "session=nobody" } },
      ];
    }
  },
  judge({ email, name, before, answers, after, newcomer, seen, alive }) {
    const tried = Object.values(answers).reduce((sum, count) => sum + count, 0);
    const facts = { tried, people: 100 };
    const exhibits = { exchanges: [before, after, newcomer.signUp, newcomer.logIn, seen], details: { answers } };
    if (!seesAccountOf(before, { email })) return notEstablished("no-log-in", exhibits);
    if (!alive) return fail({ ...facts, what: "ended" }, exhibits);
    if (!seesAccountOf(after, { email })) {
      return isLimit(after.exchange)
        ? notEstablished("limited", exhibits)
        : fail({ ...facts, what: "thrown" }, exhibits);
    }
    if (
      after.operation === "whoAmI" &&
      after.outputs["name"] !== name &&
      after.outputs["name"] !== before.outputs["name"]
    ) {
      return fail({ ...facts, what: "changed" }, exhibits);
    }
    if (seesAccountOf(seen, newcomer)) return pass(facts, exhibits);
    if ([newcomer.signUp, newcomer.logIn, seen].some(({ exchange }) => isLimit(exchange)))
      return notEstablished("limited", exhibits);
    return fail({ ...facts, what: "newcomer" }, exhibits);
  },
});

/** It may still be limiting the crowd, or be busy with it. */
function isHeldOff({ signUp, logIn }: Arrival): boolean {
  return [signUp, logIn].some(({ exchange }) => isLimit(exchange) || isFault(exchange));
}
