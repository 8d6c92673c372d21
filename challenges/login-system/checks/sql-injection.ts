import {
  defineCheck,
  fail,
  isInsideLiterals,
  notEstablished,
  pass,
  type Attempt,
  type Person,
  type StatementFact,
  type World,
} from "@assay/bench";
import { arrive, askForReset, lookIn, profileFields } from "../actions.ts";
import { letsIn, openedBy, type Opening } from "../password-opening.ts";
import { breaksAtQuotes, isJoinedBySql, tryJoining, tryQuotes } from "../sql-effects.ts";

/** Syntax error, unknown column: what a stray quote or a bare word in a statement leads to, as PostgreSQL and MySQL number it. */
const readAsCode = new Set(["42601", "42703", "1064", "1054"]);
const mostStatements = 80;

/**
 * Two ways of seeing it. By its effects, which is all there is where the database keeps no log: an account opens, SQL
 * puts parts of a text together, the app breaks at each odd quote. And by the server's own log, which misses nothing:
 * a text with a quote, then a made-up word, in every text field of every operation; the word
 * must stand inside a literal or a parameter, never in the statement itself. Blocker: whoever writes SQL reads and
 * changes everything. A quoting that is right, but done by hand, passes.
 */
export default defineCheck({
  id: "sql-injection",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#attacks",
  ofAnyBackend: true,
  words: {
    title: "What people type never becomes a database command",
    titleWhenFailed: "Strangers can give commands to your database",
    why: "If text from a form becomes part of a command, a stranger can read, change or delete everything, all passwords included.",
    passed:
      "Text made to break out was sent in {fields} fields. {log, select, yes {In the database’s own log, it stayed text every time.} other {None of what it was meant to do was seen.}}",
    failed:
      "{how, select, entry {A stranger got into an account by what they typed in the {field}.} join {The database carried out what was typed in the field “{field}”.} quote {The app broke at each odd quote mark in the field “{field}”, and at no other text.} other {Text from the field “{field}” became part of a database command.}}",
    reasons: {
      "no-log": "The database’s log showed no command of the app’s, so nothing could be judged.",
    },
    ask: {
      question: "How does text from a form get into your database commands?",
      goodAnswer: "As a parameter, always. The command itself never changes.",
      weakAnswer: "I remove quotes from the text first.",
    },
  },
  technical: {
    summary:
      "SQL injection in any field, first or second order, by the tokenised statement log; without one, by log-in bypass, evaluated concatenation and errors at odd quotes alone.",
    cwe: [89],
    asvs: ["1.2.4"],
  },
  needs: ["signUp", "logIn"],
  needsWhereBound: ["whoAmI"],
  cell: {},
  async gather(world) {
    const probes: Probe[] = [];
    const attempts: Attempt[] = [];
    for (const send of [signUps, logIns, profiles, resets, tokensAndHeaders])
      attempts.push(...(await send(world, probes)));
    const entries = await tryToGetIn(world);
    const joinings = await tryJoining(world);
    // A file keeps no log of what it was asked.
    const hasLog = world.database.engine !== "sqlite";
    const statements = hasLog ? await world.database.statements() : [];
    const quotes = hasLog ? [] : await tryQuotes(world);
    const telling = statements.filter(({ text, parameters }) =>
      probes.some(({ word }) => `${text} ${parameters ?? ""}`.includes(word)),
    );
    return {
      engine: world.database.engine,
      probes,
      exchanges: attempts.slice(-12),
      entries,
      joinings: joinings.filter(({ joined }) => joined),
      quotes: quotes.filter(breaksAtQuotes),
      hasLog,
      seen: statements.length,
      // Those whose own text holds a word come first: they decide.
      statements: telling
        .toSorted((one, other) => Number(holds(other, probes)) - Number(holds(one, probes)))
        .slice(0, mostStatements)
        .map(({ at, text, parameters, error }) => ({
          at,
          text: text.slice(0, 4_000),
          ...(parameters === undefined ? {} : { parameters: parameters.slice(0, 1_000) }),
          ...(error === undefined ? {} : { error }),
        })),
    };
  },
  judge({ engine, probes, exchanges, entries, joinings, quotes, hasLog, seen, statements }) {
    const entry = entries.find(letsIn);
    if (entry !== undefined) {
      return fail({ how: "entry", field: entry.field }, { exchanges: [entry.logIn, entry.whoAmI, entry.control] });
    }
    for (const statement of statements) {
      const probe = probes.find(({ word }) => isCodeIn(statement, word, engine));
      if (probe !== undefined)
        return fail({ how: "command", field: probe.field }, { exchanges, details: { statement } });
    }
    const joining = joinings.find(isJoinedBySql);
    if (joining !== undefined) return fail({ how: "join", field: joining.field }, { exchanges: joining.attempts });
    const broken = quotes.find(breaksAtQuotes);
    if (broken !== undefined) {
      const [odd, even] = [broken.odd.slice(0, 2), broken.even.slice(0, 2)];
      return fail({ how: "quote", field: broken.field }, { exchanges: [...odd, ...even] });
    }
    if (hasLog && seen === 0) return notEstablished("no-log", { exchanges });
    return pass({ fields: probes.length, log: hasLog ? "yes" : "no" }, { exchanges });
  },
});

/** A made-up word, and the field in which it was sent. */
interface Probe {
  readonly field: string;
  readonly word: string;
}

/** The word stands in the statement as code, or a procedure of the database's own made code of it. */
function isCodeIn(
  { text, parameters, error }: Omit<StatementFact, "at">,
  word: string,
  engine: World["database"]["engine"],
): boolean {
  const refused = error !== undefined && readAsCode.has(error);
  if (text.includes(word)) {
    if (!isInsideLiterals(text, word, engine)) return true;
    // MySQL's log has no parameters: the values of a call stand in its text.
    return refused && /^\s*call\b/i.test(text);
  }
  return refused && (parameters ?? "").includes(word);
}

function holds({ text }: StatementFact, probes: readonly Probe[]): boolean {
  return probes.some(({ word }) => text.includes(word));
}

/**
 * Closes a quote before the word and opens one after it. Where a backslash escapes, a quote behind one gets out of what
 * was made safe by doubling quotes alone.
 */
function breakOut(word: string, escapes: boolean): string {
  return escapes ? `a'||${word}||'b\\'||${word}||'c` : `a'||${word}||'b`;
}

/** Few email addresses may have a backslash, and one that is refused shows nothing. */
function probe(world: World, probes: Probe[], field: string): string {
  const word = world.canaries.word();
  probes.push({ field, word });
  return breakOut(word, world.database.engine === "mysql" && !field.startsWith("email"));
}

/** Meets the brief's rule for passwords. */
function probePassword(world: World, probes: Probe[], field: string): string {
  return `Aa1!${probe(world, probes, field)}`;
}

async function signUps(world: World, probes: Probe[]): Promise<readonly Attempt[]> {
  const email = `${probe(world, probes, "email of a sign-up")}@shop.example.com`;
  const people = [
    world.edge.person({ email }),
    world.edge.person({ name: probe(world, probes, "name of a sign-up") }),
    world.edge.person({ password: probePassword(world, probes, "password of a sign-up") }),
  ];
  const attempts: Attempt[] = [];
  for (const person of people) {
    // What was stored may be used in a later statement: the log-in and who-am-I that follow would show it.
    const { signUp, logIn, credential } = await arrive(world, person);
    attempts.push(signUp, logIn, ...(await look(world, person, credential)));
  }
  return attempts;
}

async function logIns(world: World, probes: Probe[]): Promise<readonly Attempt[]> {
  const person = world.edge.person();
  const email = `${probe(world, probes, "email of a log-in")}@shop.example.com`;
  return [
    await world.app.operate(person, "logIn", { email }),
    await world.app.operate(person, "logIn", { email: probe(world, probes, "email of a log-in") }),
    await world.app.operate(person, "logIn", { password: probePassword(world, probes, "password of a log-in") }),
  ];
}

async function profiles(world: World, probes: Probe[]): Promise<readonly Attempt[]> {
  const { person } = await arrive(world);
  const attempts: Attempt[] = [];
  for (const field of profileFields(world)) {
    const inputs = { [field]: probe(world, probes, `${field} of a profile`) };
    attempts.push(await world.app.operate(person, "updateProfile", inputs));
  }
  attempts.push(...(await look(world, person)));
  if (!world.app.knows("changePassword")) return attempts;
  if (world.app.takes("changePassword", "currentPassword")) {
    const currentPassword = probePassword(world, probes, "current password");
    attempts.push(await world.app.operate(person, "changePassword", { currentPassword }));
  }
  const newPassword = probePassword(world, probes, "new password");
  attempts.push(await world.app.operate(person, "changePassword", { newPassword }));
  return attempts;
}

async function resets(world: World, probes: Probe[]): Promise<readonly Attempt[]> {
  const person = world.edge.person({ name: probe(world, probes, "name of a sign-up") });
  const signUp = await world.app.operate(person, "signUp");
  if (!world.app.knows("forgotPassword") || !world.app.knows("resetPassword")) return [signUp];
  const asked = await askForReset(world, person, { withinMs: 5_000 });
  const email = `${probe(world, probes, "email of a forgotten password")}@shop.example.com`;
  const attempts = [
    asked.asked,
    await world.app.operate(world.edge.otherDevice(person), "forgotPassword", { email }),
    await world.app.operate(person, "resetPassword", { token: probe(world, probes, "token of a reset") }),
  ];
  if (world.app.takes("resetPassword", "email")) {
    const emailOfReset = `${probe(world, probes, "email of a reset")}@shop.example.com`;
    const inputs = { email: emailOfReset, token: asked.token ?? "none" };
    attempts.push(await world.app.operate(person, "resetPassword", inputs));
  }
  if (asked.token !== undefined) {
    const newPassword = probePassword(world, probes, "password of a reset");
    attempts.push(await world.app.operate(person, "resetPassword", { token: asked.token, newPassword }));
  }
  return attempts;
}

async function tokensAndHeaders(world: World, probes: Probe[]): Promise<readonly Attempt[]> {
  const { person, credential } = await arrive(world);
  const token = probe(world, probes, "log-in key");
  const cookies = credential?.kind === "cookie" ? credential.cookies : [];
  const forged = cookies.map((cookie) => ({ ...cookie, value: encodeURIComponent(token) }));
  const attempts = [
    ...(await look(world, person, { kind: "bearer", token })),
    ...(forged.length === 0 ? [] : await look(world, person, { kind: "cookie", cookies: forged })),
  ];
  const headers = {
    "User-Agent": probe(world, probes, "browser’s name"),
    "Accept-Language": probe(world, probes, "language"),
  };
  const forwardedFor = probe(world, probes, "forwarded address");
  attempts.push(await world.app.operate(world.edge.otherDevice(person), "logIn", {}, { headers, forwardedFor }));
  return attempts;
}

/** Who-am-I, where the backend has one: what was stored, or a key that was sent, is used in a statement of its own. */
async function look(world: World, person: Person, credential = person.credential): Promise<readonly Attempt[]> {
  return world.app.knows("whoAmI") ? [await lookIn(world, person, credential)] : [];
}

/** The attack itself: a log-in that needs no password. */
async function tryToGetIn(world: World) {
  const { person: victim } = await arrive(world);
  const comment = world.database.engine === "mysql" ? "#" : "--";
  const tries: readonly { readonly field: string; readonly inputs: Readonly<Record<string, unknown>> }[] = [
    { field: "email", inputs: { email: `' OR 1=1 ${comment}` } },
    { field: "email", inputs: { email: `'or(1=1)${comment}@shop.example.com` } },
    { field: "email", inputs: { email: `${victim.email}'${comment}` } },
    { field: "password", inputs: { email: victim.email, password: "Aa1!' OR '1'='1" } },
  ];
  const entries: (Opening & { readonly field: string })[] = [];
  for (const { field, inputs } of tries) {
    const stranger = world.edge.person();
    const logIn = await world.app.operate(stranger, "logIn", inputs);
    entries.push({ field, ...(await openedBy(world, stranger, logIn)) });
  }
  if (!world.app.knows("whoAmI")) return entries;
  for (const token of ["' OR '1'='1", "' OR 1=1 --"]) {
    const logIn = await lookIn(world, world.edge.person(), { kind: "bearer", token }, { about: victim });
    entries.push({ field: "log-in key", logIn, whoAmI: logIn });
  }
  return entries;
}
