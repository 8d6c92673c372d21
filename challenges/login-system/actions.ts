import { userNameOf } from "@assay/bench";
import { askAgain } from "./second-try.ts";
import type { AskOptions, Attempt, Credential, Inputs, Mail, Person, World } from "@assay/bench";

/** A person who signed up and logged in. `credential` is missing when either did not work; the attempts say why. */
export interface Arrival {
  readonly person: Person;
  readonly signUp: Attempt;
  readonly logIn: Attempt;
  readonly credential?: Credential;
}

/** Signs up and logs in: two password hashes. The person's credential is remembered. */
export async function arrive(world: World, person: Person = world.edge.person()): Promise<Arrival> {
  const signUp = await askAgain(world, () => world.app.operate(person, "signUp"));
  const logIn = await askAgain(world, () => world.app.operate(person, "logIn"));
  return { person, signUp, logIn, ...(logIn.credential === undefined ? {} : { credential: logIn.credential }) };
}

/** Arrivals one after another, so that a slow hash is never met by a queue of our own making. */
export async function arriveInTurn(world: World, people: readonly Person[]): Promise<readonly Arrival[]> {
  const arrivals: Arrival[] = [];
  for (const person of people) arrivals.push(await arrive(world, person));
  return arrivals;
}

/** The same account at another device: its own address, and a log-in of its own. */
export async function logInElsewhere(
  world: World,
  person: Person,
): Promise<{ readonly person: Person; readonly logIn: Attempt; readonly credential?: Credential }> {
  const device = world.edge.otherDevice(person);
  const logIn = await askAgain(world, () => world.app.operate(device, "logIn"));
  return { person: device, logIn, ...(logIn.credential === undefined ? {} : { credential: logIn.credential }) };
}

/**
 * Asks who-am-I with a credential (the person's own unless given; null sends none). Judge it with `showsAccountOf`.
 * What the person has remembered stays as it was.
 */
export function lookIn(
  world: World,
  person: Person,
  credential: Credential | null | undefined = person.credential,
  options: AskOptions = {},
): Promise<Attempt> {
  return askAgain(world, () => lookOnce(world, person, credential, options));
}

/** As `lookIn`, and asked once, no matter what the answer is: for checks that time or count the answers. */
export function lookOnce(
  world: World,
  person: Person,
  credential: Credential | null | undefined = person.credential,
  options: AskOptions = {},
): Promise<Attempt> {
  return world.app.operate(person, "whoAmI", {}, { ...options, credential: credential ?? null });
}

/**
 * Whether a person's account is there: who-am-I shows it, or, where the backend has none that we know of, a log-in from
 * another device. Judge it with `seesAccountOf`.
 */
export async function seeAccount(
  world: World,
  person: Person,
  credential: Credential | undefined = person.credential,
  options: AskOptions = {},
): Promise<Attempt> {
  if (world.app.knows("whoAmI")) return lookIn(world, person, credential, options);
  const device = world.edge.otherDevice(person);
  return askAgain(world, () => world.app.operate(device, "logIn", {}, options));
}

/** The attempt of `seeAccount` saw this person's account. Pure. */
export function seesAccountOf(attempt: Attempt, person: Pick<Person, "email">): boolean {
  if (attempt.operation === "logIn") return attempt.credential !== undefined;
  return showsAccountOf(attempt, person);
}

/** Whether the app still runs. Older evidence does not tell. */
export async function lifeOf({ app }: Pick<World, "app">): Promise<{ readonly alive?: boolean }> {
  return { alive: await app.alive() };
}

/** The effect that counts: this credential opens who-am-I as this person. For gathering; a judge looks at `lookIn`'s attempt. */
export async function opens(
  world: World,
  person: Person,
  credential?: Credential | null,
  options?: AskOptions,
): Promise<boolean> {
  return showsAccountOf(await lookIn(world, person, credential, options), person);
}

/** The attempt at who-am-I was answered with this person's account. Pure. */
export function showsAccountOf(whoAmI: Attempt, person: Pick<Person, "email">): boolean {
  const { email, userName } = whoAmI.outputs;
  if (!whoAmI.accepted) return false;
  // A page for those who are logged in need not say who they are: that it opens is what can be seen.
  if (whoAmI.namesNobody === true) return true;
  if (typeof email === "string" && normalEmail(email) === normalEmail(person.email)) return true;
  return typeof userName === "string" && normalEmail(userName) === normalEmail(userNameOf(person.email));
}

/** The attempt at who-am-I was answered with somebody's account. Pure. */
export function showsSomeone({ accepted, namesNobody, outputs }: Attempt): boolean {
  const names = [outputs["email"], outputs["userName"]];
  return accepted && (namesNobody === true || names.some((name) => typeof name === "string" && name !== ""));
}

/** The brief: one email is one account, whatever its case or surrounding spaces. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** People log in by a user name. By their email, for whoever follows the contract. */
export function logsInByUserName({ app }: Pick<World, "app">): boolean {
  return app.takes("logIn", "userName") && !app.takes("logIn", "email");
}

/** The fact `by` for `whatTheyLogInBy`; older evidence tells of emails alone. */
export function logInBy(byUserName: boolean): "userName" | "email" {
  return byUserName ? "userName" : "email";
}

/** What people log in by as it stands in a message. */
export const whatTheyLogInBy = "{by, select, userName {user name} other {email}}";

/** What a profile update can set: both, for whoever follows the contract. */
export function profileFields({ app }: Pick<World, "app">): readonly ("name" | "bio")[] {
  return (["name", "bio"] as const).filter((field) => app.takes("updateProfile", field));
}

/** Of those, what who-am-I shows afterwards: a change of anything else can't be seen. */
export function visibleFields(world: Pick<World, "app">): readonly ("name" | "bio")[] {
  return profileFields(world).filter((field) => world.app.reads("whoAmI", field));
}

/** Of these fields, those that a profile update has a place for. */
export function sentIn(
  world: World,
  fields: Readonly<Record<"name" | "bio", string>>,
): Readonly<Record<string, string>> {
  return world.app.placed("updateProfile", fields);
}

/** What an operation is sent when a check tries something beside it: a profile update has a bio where it takes one. */
export function harmlessInputs({ app }: Pick<World, "app">, operation: string): Readonly<Record<string, string>> {
  return operation === "updateProfile" ? app.placed(operation, { bio: "hello" }) : {};
}

/** The reason of a check that changes a profile where nothing shows it. */
export const notShown = "We don’t know where it shows this change, so we couldn’t look.";

/** The attempt was answered with all of these. Pure. */
export function shows({ outputs }: Attempt, fields: Readonly<Record<string, string>>): boolean {
  return Object.entries(fields).every(([field, value]) => outputs[field] === value);
}

export interface ResetRequest {
  readonly asked: Attempt;
  /** Missing when no mail came in time. */
  readonly mail?: Mail;
  /** Missing when the mail held neither a link with a token nor a code. */
  readonly token?: string;
  /** What the mail server was offered and refused, where no mail came. */
  readonly offered?: string;
}

/** Asks for a reset and waits for the mail: at most `withinMs` (10,000 unless said). */
export async function askForReset(
  world: World,
  person: Person,
  options: { readonly inputs?: Inputs; readonly ask?: AskOptions; readonly withinMs?: number } = {},
): Promise<ResetRequest> {
  const sinceMs = world.now();
  const asked = await world.app.operate(person, "forgotPassword", options.inputs, options.ask);
  const mail = await resetMailTo(world, person, { sinceMs, ...options });
  const token = mail === undefined ? undefined : resetTokenIn(mail, person);
  const offered = mail === undefined ? world.mail.refused(sinceMs)[0]?.command : undefined;
  return {
    asked,
    ...(mail === undefined ? {} : { mail }),
    ...(token === undefined ? {} : { token }),
    ...(offered === undefined ? {} : { offered }),
  };
}

/** For so long a better one is waited for, when a mail has come that need not be what was asked for. Milliseconds. */
const anotherWithin = 3_000;

/** The mail that was asked for at this moment: another may come first, to welcome somebody who has just signed up say. */
export async function resetMailTo(
  world: World,
  person: Person,
  { sinceMs, withinMs = 10_000 }: { readonly sinceMs: number; readonly withinMs?: number },
): Promise<Mail | undefined> {
  const address = person.email.trim();
  const first = await world.mail.next(address, { sinceMs, withinMs });
  if (first === undefined || isSurelyOfReset(first, person)) return first;
  const like = (mail: Mail) => isSurelyOfReset(mail, person);
  return (await world.mail.next(address, { sinceMs, withinMs: anotherWithin, like })) ?? first;
}

function isSurelyOfReset(mail: Mail, person: Person): boolean {
  return resetLinkIn(mail) !== undefined || codesIn(mail, person).some(isSurelyCode);
}

/**
 * The token of a reset mail: `?token=…` of a link, else a code of 6 to 10 characters alone on a line. Pure.
 * A greeting or a sign-off may stand alone on a line too: a code holds a digit, or at least no small letters.
 */
export function resetTokenIn(mail: Pick<Mail, "text" | "html">, person?: Pick<Person, "name">): string | undefined {
  const link = resetLinkIn(mail);
  if (link !== undefined) return tokenOf(link);

  const codes = codesIn(mail, person);
  return codes.find((code) => /\d/.test(code)) ?? codes.find(isSurelyCode) ?? codes[0];
}

function codesIn({ text, html = "" }: Pick<Mail, "text" | "html">, person?: Pick<Person, "name">): readonly string[] {
  const lines = `${text}\n${textOfMarkup(html)}`.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => /^[A-Za-z0-9_-]{6,10}$/.test(line) && line !== person?.name);
}

function isSurelyCode(code: string): boolean {
  return /\d/.test(code) || !/[a-z]/.test(code);
}

/** The whole link of a reset mail, where it holds one. Pure. */
export function resetLinkIn({ text, html = "" }: Pick<Mail, "text" | "html">): string | undefined {
  // First what a mail program follows, to the letter; then what people would copy from the text.
  const linked = [...html.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi)].map(
    ([, double, single, bare]) => withoutEntities(double ?? single ?? bare ?? ""),
  );
  const shown = [text, withoutEntities(html)].flatMap((part) => part.match(/https?:\/\/[^\s"'<>]+/gi) ?? []);
  return [...linked, ...shown.map(withoutPunctuation)].find(
    (link) => /^https?:\/\//i.test(link) && tokenOf(link) !== undefined,
  );
}

/** An address may end a sentence, or stand in brackets. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  while (/[.,;:!?)\]}*]/.test(address.charAt(end - 1))) end--;
  return address.slice(0, end);
}

/** Template languages write `=` and `&` as entities inside of an attribute. */
function withoutEntities(markup: string): string {
  return markup.replaceAll(/&(?:amp|#x([0-9a-f]{1,6})|#(\d{1,7}));/gi, (_entity, hex?: string, decimal?: string) => {
    const point = hex === undefined ? Number(decimal ?? "38") : Number.parseInt(hex, 16);
    return point > 0x10ffff ? "" : String.fromCodePoint(point);
  });
}

function tokenOf(link: string): string | undefined {
  const found = /[?&]token=([^&#]+)/.exec(link)?.[1];
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

function textOfMarkup(html: string): string {
  return html.replaceAll(/<[^<>]*>/g, "\n");
}
