import {
  defineCheck,
  fail,
  jsonOf,
  notEstablished,
  pass,
  statusOf,
  type Exchange,
  type Person,
  type World,
} from "@assay/bench";
import { arrive, lookIn, normalEmail, sentIn, showsAccountOf, type Arrival } from "../actions.ts";
import { opened, refused, tryPassword } from "../password-opening.ts";

/**
 * Someone logged in, or nobody at all, names another person wherever a request can name one: that must neither show
 * nor change that person. Blocker. Judged by what the victim sees and by their email in a reply, never by a status.
 */
export default defineCheck({
  id: "strangers-profile",
  area: "secure",
  severity: "blocker",
  kind: "proof",
  rests: "brief#privacy",
  ofAnyBackend: true,
  words: {
    title: "Nobody reads or changes another person’s profile",
    titleWhenFailed: "Strangers can {did, select, read {read} other {change}} other people’s profiles",
    why: "If naming another customer in a request is enough, any customer can read and rewrite all the others.",
    passed: "{tried} requests named another person. Nothing of theirs was shown or changed.",
    failed:
      "A request that named another person ({what}) {did, select, read {showed their profile} profile {changed their profile} password {changed their password} other {deleted their account}}.",
    reasons: {
      "no-log-in": "Two people could not log in.",
      unclear: "Afterwards, the other person’s account could not be looked at.",
    },
    ask: {
      question: "How does your server decide whose profile a request is about?",
      goodAnswer: "Only by who is logged in. Ids and emails in a request are ignored.",
      weakAnswer: "By the id that the app sends along.",
    },
  },
  technical: {
    summary: "Ids and emails in body, query, headers or paths do not select another's account.",
    cwe: [639],
    asvs: ["8.2.2", "8.3.1"],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: "shared",
  async gather(world) {
    const attacker = await arrive(world);
    const victim = await arrive(world);
    const { email } = victim.person;
    if (attacker.credential === undefined || victim.credential === undefined) {
      return { email, logIns: [attacker.logIn, victim.logIn], tries: [] };
    }
    const before = await lookIn(world, victim.person, victim.credential);
    const id = before.outputs["id"] ?? victim.signUp.outputs["id"];
    const names = namesOf(email, typeof id === "string" || typeof id === "number" ? id : undefined);
    const tries = [
      ...(await readings(world, attacker, victim, names)),
      ...(await changes(world, attacker, victim, names)),
    ];
    const after = await lookIn(world, victim.person, victim.credential);
    const own = await tryPassword(world, victim.person, victim.person.password);
    return { email, logIns: [attacker.logIn, victim.logIn], tries, before, after, own };
  },
  judge({ email, logIns, tries, before, after, own }) {
    if (before === undefined || after === undefined || own === undefined || !showsAccountOf(before, { email })) {
      return notEstablished("no-log-in", { exchanges: [...logIns, before] });
    }
    const read = tries.find((one) => one.aim === "read" && showsEmail(one, email));
    if (read !== undefined) return fail({ did: "read", what: read.what }, { exchanges: [read.exchange] });
    const seen = own.whoAmI ?? after;
    const changed = tries.find(
      ({ canary }) =>
        canary !== undefined &&
        [seen.outputs["name"], seen.outputs["bio"], after.outputs["name"], after.outputs["bio"]].includes(canary),
    );
    if (changed !== undefined)
      return fail({ did: "profile", what: changed.what }, { exchanges: [changed.exchange, after] });
    const exchanges = [...tries.map(({ exchange }) => exchange), after, own.logIn];
    if (opened(own, { email })) return pass({ tried: tries.length }, { exchanges });
    // Nobody knows the victim's password: only one of these requests can have made it wrong.
    if (!refused(own)) return notEstablished("unclear", { exchanges });
    const password = tries.find(({ aim, exchange }) => aim === "password" && isDone(exchange));
    if (password !== undefined)
      return fail({ did: "password", what: password.what }, { exchanges: [password.exchange, own.logIn] });
    const deletion = tries.find(({ aim, exchange }) => aim === "deletion" && isDone(exchange));
    return deletion === undefined
      ? notEstablished("unclear", { exchanges })
      : fail({ did: "deletion", what: deletion.what }, { exchanges: [deletion.exchange, own.logIn] });
  },
});

interface Try {
  readonly what: string;
  readonly aim: "read" | "profile" | "password" | "deletion";
  /** The word that stands in the victim's profile if it worked. */
  readonly canary?: string;
  /** The email that the reply shows where the backend's replies have one. */
  readonly shown?: unknown;
  readonly exchange: Exchange;
}

/** Every way to say whom a request is about. */
function namesOf(email: string, id: string | number | undefined) {
  const body = { email, ...(id === undefined ? {} : { id, userId: id, user_id: id, user: id, accountId: id }) };
  const query = new URLSearchParams(Object.entries(body).map(([key, value]) => [key, String(value)])).toString();
  const headers = {
    "X-User-Email": email,
    "X-Email": email,
    ...(id === undefined ? {} : { "X-User-Id": String(id), "X-UserId": String(id), "X-User": String(id) }),
  };
  const paths =
    id === undefined
      ? []
      : ["/me", "/users", "/user", "/profile", "/profiles", "/accounts"].map((path) => `${path}/${String(id)}`);
  return { body, query, headers, paths };
}

type Names = ReturnType<typeof namesOf>;

/** The backend's own way to name an account in an address, where it has one. */
const byAddress = "the address of their account";

async function readings(
  world: World,
  { person }: Arrival,
  { person: victim }: Arrival,
  names: Names,
): Promise<readonly Try[]> {
  const { path } = await world.app.requestFor(person, "whoAmI");
  const stranger = world.edge.person();
  const get = (who: typeof person, path: string, headers: Readonly<Record<string, string>> = {}) =>
    world.edge.request(who, {
      method: "GET",
      path,
      headers,
      ...(who === person ? { withCredential: true } : { credential: null }),
    });
  const tries: Try[] = [
    { what: "in the address", aim: "read", exchange: await get(person, `${path}?${names.query}`) },
    { what: "in a header", aim: "read", exchange: await get(person, path, names.headers) },
    { what: "in a header, without a log-in", aim: "read", exchange: await get(stranger, path, names.headers) },
    { what: "in the address, without a log-in", aim: "read", exchange: await get(stranger, `${path}?${names.query}`) },
  ];
  for (const path of names.paths)
    tries.push({ what: `as ${path.split("/")[1] ?? ""}/id`, aim: "read", exchange: await get(person, path) });
  if (await namesAccount(world, person, victim, "whoAmI")) {
    const { outputs, exchange } = await world.app.operate(person, "whoAmI", {}, { about: victim });
    tries.push({ what: byAddress, aim: "read", shown: outputs["email"], exchange });
  }
  return tries;
}

/** The operation's address says whose account it is about. */
async function namesAccount(world: World, person: Person, victim: Person, operation: string): Promise<boolean> {
  if (!world.app.knows(operation)) return false;
  const { path } = await world.app.requestFor(person, operation);
  return (await world.app.requestFor(person, operation, {}, { about: victim })).path !== path;
}

async function changes(
  world: World,
  { person }: Arrival,
  { person: victim }: Arrival,
  names: Names,
): Promise<readonly Try[]> {
  const tries: Try[] = [];
  const send = async (
    what: string,
    aim: Try["aim"],
    operation: string,
    where: "body" | "query" | "headers" | { readonly path: string },
  ) => {
    const canary = aim === "profile" ? world.canaries.word() : undefined;
    const inputs = canary === undefined ? {} : sentIn(world, { name: canary, bio: canary });
    const { body, textOf, ...request } = await world.app.requestFor(person, operation, inputs);
    const path = typeof where === "object" ? where.path : request.path;
    const exchange = await world.edge.request(person, {
      operation,
      method: request.method,
      path: where === "query" ? `${path}?${names.query}` : path,
      body: textOf(where === "body" ? { ...body, ...names.body } : body),
      headers: { ...request.headers, ...(where === "headers" ? names.headers : {}) },
      withCredential: true,
    });
    tries.push({ what, aim, ...(canary === undefined ? {} : { canary }), exchange });
    return { body, exchange };
  };
  const sendToVictims = async (aim: "profile" | "password" | "deletion", operation: string) => {
    if (!(await namesAccount(world, person, victim, operation))) return;
    const canary = world.canaries.word();
    const inputs =
      aim === "profile"
        ? sentIn(world, { name: canary, bio: canary })
        : aim === "password"
          ? { newPassword: world.canaries.password() }
          : {};
    const { exchange } = await world.app.operate(person, operation, inputs, { about: victim });
    tries.push({ what: byAddress, aim, ...(aim === "profile" ? { canary } : {}), exchange });
  };
  if (world.app.knows("updateProfile")) {
    await send("in the body", "profile", "updateProfile", "body");
    await send("in the address", "profile", "updateProfile", "query");
    await send("in a header", "profile", "updateProfile", "headers");
    for (const path of names.paths)
      await send(`as ${path.split("/")[1] ?? ""}/id`, "profile", "updateProfile", { path });
    await sendToVictims("profile", "updateProfile");
  }
  await sendToVictims("password", "changePassword");
  if (world.app.knows("changePassword")) {
    const { body, exchange } = await send("in the body of a password change", "password", "changePassword", "body");
    const { newPassword } = body;
    if (isDone(exchange) && typeof newPassword === "string") {
      // Their own password was changed, which may have ended their log-in.
      await world.app.operate(person, "logIn", { password: newPassword });
    }
  }
  if (world.app.knows("deleteAccount")) {
    await send("in the body of a deletion", "deletion", "deleteAccount", "body");
    await send("in the address of a deletion", "deletion", "deleteAccount", "query");
    await sendToVictims("deletion", "deleteAccount");
  }
  return tries;
}

/** The reply shows the victim's email as a value. What the request itself named is not in these replies otherwise. */
function showsEmail({ exchange, shown }: Try, email: string): boolean {
  const shows = (value: unknown): boolean =>
    typeof value === "string"
      ? normalEmail(value) === normalEmail(email)
      : typeof value === "object" && value !== null && Object.values(value).some(shows);
  return isDone(exchange) && (shows(jsonOf(exchange)) || shows(shown));
}

function isDone(exchange: Exchange): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status < 300;
}
