import { defineCheck, fail, notEstablished, pass, type Exchange } from "@assay/bench";
import { arrive, lookIn, showsAccountOf } from "../actions.ts";
import { innerWorkingIn } from "../inner-workings.ts";

/**
 * Blocker where a reply shows a secret of the service; else minor: it helps a thief, but opens nothing. Its own cell,
 * since it takes the database away.
 */
export default defineCheck({
  id: "inner-workings",
  area: "handles-errors",
  severity: "minor",
  kind: "proof",
  rests: "brief#errors",
  ofAnyBackend: true,
  words: {
    title: "Errors don’t show how the service is built",
    titleWhenFailed: "Errors show strangers how the service is built",
    why: "Messages meant for the developer tell a thief what you use and where to try next. Customers only see gibberish.",
    passed: "We provoked {tried} errors, also with the database away. No answer showed how the service is built.",
    failed:
      "An answer showed {what, select, secret {a secret setting of the service} trace {lines of the program, as developers see them} path {a place on the server’s disk} database {words of the database or its address} other {a command to the database}}: {shown}",
    reasons: { "no-answers": "The wrong requests got no answers in which we could look." },
    ask: {
      question: "What does a visitor see when something breaks that you did not expect?",
      goodAnswer: "A short sentence. The details go to the log, where only we can read them.",
      weakAnswer: "The message of the error.",
    },
  },
  technical: {
    summary: "No stack trace, SQL, driver message, own path or setting in any error reply.",
    cwe: [209, 550],
    asvs: ["16.5.1"],
  },
  needs: ["signUp"],
  cell: {},
  async gather(world) {
    const { app, edge, taps } = world;
    const { person, credential } = await arrive(world);
    const visitor = edge.person();
    const raw = (path: string, body?: string, method = "POST", headers?: Readonly<Record<string, string>>) =>
      edge.request(visitor, {
        method,
        path,
        ...(body === undefined ? {} : { body }),
        ...(headers === undefined ? {} : { headers }),
      });
    const pathOf = async (operation: string) => (await app.requestFor(visitor, operation, {}, { about: person })).path;
    const operations = ["signUp", "logIn", "forgotPassword", "resetPassword"].filter((name) => app.knows(name));
    const paths = await Promise.all(operations.map(pathOf));
    const [signUp = "/"] = paths;
    const hasAccountPage = app.knows("whoAmI");
    const account = hasAccountPage ? await pathOf("whoAmI") : "/";
    const odd = [
      "{",
      "[1,2",
      '"text"',
      "null",
      "[]",
      '{"email":{"a":1},"password":["b"],"name":{"c":2},"token":{},"newPassword":[]}',
    ];
    const values = [
      '{"email":"a\\u0000@b.example.com","password":"Long-enough-1\\u0000","name":"\\ud800","token":"\\u0000","newPassword":"Long-enough-1"}',
      '{"email":"\'@b.example.com","password":"Long-enough-1","name":"\'","token":"\'","newPassword":"Long-enough-1"}',
    ];
    const exchanges: Exchange[] = [];
    for (const path of paths)
      exchanges.push(...(await Promise.all([...odd, ...values].map((body) => raw(path, body)))));
    const deep = "[".repeat(5_000) + "]".repeat(5_000);
    exchanges.push(
      ...(await Promise.all([
        raw(signUp, deep),
        raw(signUp, "hello", "POST", { "content-type": "nonsense" }),
        raw("/%", undefined, "GET"),
        raw("/%2e%2e/%2e%2e/etc", undefined, "GET"),
        raw(`${account}/%00`, undefined, "GET"),
        raw(account, undefined, "GET", { authorization: "Bearer a.b.c" }),
        raw(account, undefined, "GET", { authorization: "Bearer" }),
        raw(account, undefined, "GET", { cookie: "session=%; a=b=c; ;" }),
        edge.request(person, {
          method: "PATCH",
          path: account,
          body: '{"name":{"a":1},"bio":"\\u0000"}',
          withCredential: true,
        }),
      ])),
    );
    const before = hasAccountPage ? await lookIn(world, person, credential) : undefined;
    // What the database refuses is where a driver's words come out most easily.
    const taken = await app.operate(edge.person({ email: person.email }), "signUp");
    await taps.database?.cutOff();
    const without = await Promise.all([
      app.operate(edge.person(), "logIn", {}, { deadline: 8_000 }),
      app.operate(edge.person(), "signUp", {}, { deadline: 8_000 }),
      ...(hasAccountPage ? [lookIn(world, person, credential, { deadline: 8_000 })] : []),
      ...(app.knows("health") ? [app.operate(edge.person(), "health", {}, { deadline: 8_000 })] : []),
    ]);
    await taps.database?.heal();
    const replies = [...exchanges, taken.exchange, ...without.map(({ exchange }) => exchange)];
    const { DATABASE_URL = "", REDIS_URL = "", AUTH_SECRET = "", SMTP_URL = "" } = app.environment;
    const addresses = [DATABASE_URL, REDIS_URL, SMTP_URL];
    const secrets = [AUTH_SECRET, DATABASE_URL, ...addresses.map(passwordOf)].filter((secret) => secret.length >= 8);
    const leaks = replies.flatMap((exchange) => {
      const found = innerWorkingIn(exchange, secrets);
      return found === undefined ? [] : [{ found, exchange }];
    });
    return {
      wasUp: before !== undefined && showsAccountOf(before, person),
      answered: replies.filter(({ response }) => response !== undefined).length,
      leaks: leaks.slice(0, 6),
      // The most telling ones: what is said while the database is away.
      samples: replies.slice(-6),
    };
  },
  judge({ wasUp, answered, leaks, samples }) {
    const exhibits = {
      exchanges: leaks.length > 0 ? leaks.map(({ exchange }) => exchange) : samples,
      details: { wasUp },
    };
    const worst = leaks.find(({ found }) => found.what === "secret") ?? leaks[0];
    if (worst !== undefined)
      return fail(
        { what: worst.found.what, shown: worst.found.shown },
        exhibits,
        worst.found.what === "secret" ? "blocker" : "minor",
      );
    return answered < 10 ? notEstablished("no-answers", exhibits) : pass({ tried: answered }, exhibits);
  },
});

function passwordOf(address: string): string {
  return URL.canParse(address) ? new URL(address).password : "";
}
