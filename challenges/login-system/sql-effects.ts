import type { Attempt, Credential, Exchange, Inputs, Person, World } from "@assay/bench";
import { arrive, lookIn, profileFields, showsAccountOf } from "./actions.ts";
import { isFault, isLimit } from "./answers.ts";
import { textsOf, withText } from "./credential-texts.ts";

/**
 * What a quote does in a field, told by the app's answers alone. One quote that opens a literal breaks a statement, two
 * stand for one inside a literal: an app that breaks at each odd number and never at an even one reads them as code.
 * Plain JSON.
 */
export interface QuotePairs {
  readonly field: string;
  readonly quote: string;
  readonly odd: readonly Exchange[];
  readonly even: readonly Exchange[];
}

/** A text that only SQL puts together again: `ada'||'lace` for `adalace`. Plain JSON. */
export interface Joining {
  readonly field: string;
  /** The parts came back, or opened an account, as one. */
  readonly joined: boolean;
  /** So did parts with something between them that is no SQL, which tells that quotes are merely taken out. */
  readonly joinedByAnything?: boolean;
  readonly attempts: readonly Attempt[];
}

/** Pairs that must all say the same before we believe it. */
const pairsNeeded = 4;

/** The statement of this field broke at each odd quote, and at no other. Pure. */
export function breaksAtQuotes({ odd, even }: QuotePairs): boolean {
  const enough = odd.length >= pairsNeeded && even.length >= pairsNeeded;
  return enough && odd.every(isFault) && !even.some((exchange) => isFault(exchange) || isLimit(exchange));
}

/** SQL put the parts together. Pure. */
export function isJoinedBySql({ joined, joinedByAnything }: Joining): boolean {
  return joined && joinedByAnything === false;
}

type Ask = (text: string) => Promise<Exchange>;

/** Each field with an odd and an even number of quotes, again and again where the first pair differs. */
export async function tryQuotes(world: World): Promise<readonly QuotePairs[]> {
  const seen: QuotePairs[] = [];
  const { person, credential } = await arrive(world);
  for (const [field, ask] of fieldsOf(world, person, credential)) {
    for (const quote of ["'", '"']) {
      const pairs: QuotePairs & { odd: Exchange[]; even: Exchange[] } = { field, quote, odd: [], even: [] };
      do {
        pairs.odd.push(await ask(`${world.canaries.word()}${quote}`));
        pairs.even.push(await ask(`${world.canaries.word()}${quote}${quote}`));
      } while (pairs.odd.length < pairsNeeded && mayBreak(pairs));
      seen.push(pairs);
    }
  }
  return seen;
}

function mayBreak({ odd, even }: QuotePairs): boolean {
  return odd.every(isFault) && !even.some(isFault);
}

function fieldsOf(
  world: World,
  person: Person,
  credential: Credential | undefined,
): readonly (readonly [field: string, ask: Ask])[] {
  const { app, edge } = world;
  const ask = async (operation: string, inputs: Inputs, who: Person = edge.person()): Promise<Exchange> =>
    (await app.operate(who, operation, inputs)).exchange;
  const withHeaders = async (options: Parameters<typeof app.operate>[3]): Promise<Exchange> =>
    (await app.operate(edge.person(), "logIn", {}, options)).exchange;
  const email = (text: string): string => `${text}@shop.example.com`;
  const password = (text: string): string => `Aa1!${text}`.padEnd(14, "-");
  const inputs: readonly (readonly [field: string, operation: string, input: string, ask: Ask])[] = [
    ["email of a sign-up", "signUp", "email", (text) => ask("signUp", { email: email(text) })],
    ["name of a sign-up", "signUp", "name", (text) => ask("signUp", { name: text })],
    ["password of a sign-up", "signUp", "password", (text) => ask("signUp", { password: password(text) })],
    ["email of a log-in", "logIn", "email", (text) => ask("logIn", { email: email(text) })],
    ["password of a log-in", "logIn", "password", (text) => ask("logIn", { password: password(text) })],
    ["name of a profile", "updateProfile", "name", (text) => ask("updateProfile", { name: text }, person)],
    ["bio of a profile", "updateProfile", "bio", (text) => ask("updateProfile", { bio: text }, person)],
    [
      "email of a forgotten password",
      "forgotPassword",
      "email",
      (text) => ask("forgotPassword", { email: email(text) }),
    ],
    [
      "email of a reset",
      "resetPassword",
      "email",
      (text) => ask("resetPassword", { email: email(text), token: "none" }),
    ],
    ["token of a reset", "resetPassword", "token", (text) => ask("resetPassword", { token: text })],
  ];
  const headers: readonly (readonly [field: string, ask: Ask])[] = [
    ["browser’s name", (text) => withHeaders({ headers: { "User-Agent": text } })],
    ["forwarded address", (text) => withHeaders({ forwardedFor: text })],
  ];
  const keys = credential === undefined || !app.knows("whoAmI") ? [] : textsOf(credential);
  return [
    ...inputs
      .filter(([, operation, input]) => app.takes(operation, input))
      .map(([field, , , send]) => [field, send] as const),
    ...headers,
    ...keys.map(({ place }) => ["log-in key", (text: string) => askWith(place, text)] as const),
  ];

  async function askWith(place: string, text: string): Promise<Exchange> {
    if (credential === undefined) throw new Error("there is a key only where there is a log-in");
    // As a cookie's value a quote must be encoded; the app reads it decoded.
    const sent = credential.kind === "cookie" ? encodeURIComponent(text) : text;
    return (await lookIn(world, person, withText(credential, place, sent))).exchange;
  }
}

/** How parts are joined: standard SQL (PostgreSQL, SQLite), MySQL and MariaDB; and the same with what is no SQL. */
const joints = [
  { sql: "'||'", nonsense: "'|||'" },
  { sql: "' '", nonsense: "' ' '" },
  { sql: '"||"', nonsense: '"|||"' },
] as const;

/** The email of a log-in in two parts, and names and bios that are stored. */
export async function tryJoining(world: World): Promise<readonly Joining[]> {
  const { app, canaries, edge } = world;
  const { person: victim } = await arrive(world);
  const half = Math.floor(victim.email.indexOf("@") / 2);
  const parts: Parts = [victim.email.slice(0, half), victim.email.slice(half)];
  const asVictim: Try = async (email) => {
    const logIn = await app.operate(edge.otherDevice(victim), "logIn", { email });
    if (logIn.credential === undefined) return { joined: false, attempts: [logIn] };
    // Without a who-am-I, the nonsense between the parts tells whether any email lets in.
    if (!app.knows("whoAmI")) return { joined: true, attempts: [logIn] };
    const whoAmI = await lookIn(world, edge.otherDevice(victim), logIn.credential);
    return { joined: showsAccountOf(whoAmI, victim), attempts: [logIn, whoAmI] };
  };
  const stored = profileFields(world).map((field): readonly [string, Parts, Try] => [
    `${field} of a profile`,
    wordsOf(world),
    (text, whole) => updatedTo(field, text, whole),
  ]);
  const shown: typeof stored = [["name of a sign-up", wordsOf(world), signedUpAs], ...stored];
  const fields: typeof stored = [["email of a log-in", parts, asVictim], ...(app.knows("whoAmI") ? shown : [])];
  const seen: Joining[] = [];
  for (const [field, [first, second], attempt] of fields) {
    for (const { sql, nonsense } of joints) {
      const tried = await attempt(`${first}${sql}${second}`, `${first}${second}`);
      if (!tried.joined) {
        seen.push({ field, ...tried });
        continue;
      }
      const control = await attempt(`${first}${nonsense}${second}`, `${first}${second}`);
      const attempts = [...tried.attempts, ...control.attempts];
      seen.push({ field, joined: true, joinedByAnything: control.joined, attempts });
    }
  }
  return seen;

  async function signedUpAs(name: string, whole: string): Promise<Tried> {
    const person = edge.person({ name });
    const { signUp, credential } = await arrive(world, person);
    const whoAmI = await lookIn(world, person, credential);
    return { joined: whoAmI.outputs["name"] === whole, attempts: [signUp, whoAmI] };
  }

  /** What stood there before is another word, so that the whole can only come from what was sent. */
  async function updatedTo(field: string, text: string, whole: string): Promise<Tried> {
    await app.operate(victim, "updateProfile", { [field]: canaries.word() });
    const update = await app.operate(victim, "updateProfile", { [field]: text });
    const whoAmI = await lookIn(world, victim);
    return { joined: whoAmI.outputs[field] === whole, attempts: [update, whoAmI] };
  }
}

type Parts = readonly [first: string, second: string];
type Tried = Pick<Joining, "joined" | "attempts">;
type Try = (text: string, whole: string) => Promise<Tried>;

function wordsOf({ canaries }: World): Parts {
  return [canaries.word(), canaries.word()];
}
