import type { Recognition } from "../check/rehearsal.ts";
import { candidatesFor, inputFor, type Candidate } from "./recognise.ts";
import { wordsIn, type Member, type Route } from "./route.ts";
import { usualValue } from "./usual-values.ts";

/** Said of an address with a parameter that nothing is known for. */
export const bracesToFill = "unsure: say what stands in place of the braces";

export type Written = Readonly<Record<string, unknown>>;

/** Said beside a line of the binding. */
export interface Doubt {
  /** The line's keys: `["operations", "logIn", "request"]`. */
  readonly at: readonly string[];
  readonly text: string;
}

export interface ProposedOperation {
  readonly route: Route;
  /** As it stands in a binding.yaml. */
  readonly written: Written;
  readonly doubts: readonly Doubt[];
}

export type People = "email" | "user-name" | "both";

/** By what a sign-up names a person. Pure. */
export function peopleOf(recognition: Recognition, route: Route | undefined): People {
  const members = route?.body?.members ?? [];
  const inputs = new Set(members.map((member) => inputFor(recognition, member)));
  if (!inputs.has("$inputs.userName")) return "email";
  return inputs.has("$inputs.email") ? "both" : "user-name";
}

/**
 * The likeliest route for each operation, written as a binding has it. Operations without one are left out. Pure.
 *
 * @param refused Operation → routes that stand for it only where there is no other.
 * @param said what people sign up with, where the user says so; otherwise it is read from the sign-up.
 */
export function proposeOperations(
  recognitions: Readonly<Record<string, Recognition>>,
  routes: readonly Route[],
  refused: Readonly<Record<string, readonly Route[]>> = {},
  said?: People,
): { readonly people: People; readonly operations: Readonly<Record<string, ProposedOperation>> } {
  const candidates = Object.entries(recognitions).map(([operation, recognition]) => {
    const all = candidatesFor(recognition, routes);
    const left = all.filter(({ route }) => refused[operation]?.includes(route) !== true);
    return [operation, left.length === 0 ? all : left] as const;
  });
  const chosen = new Map(candidates.map(([operation, [best]]) => [operation, best?.route]));
  const signUp = recognitions["signUp"];
  const people = said ?? (signUp === undefined ? "email" : peopleOf(signUp, chosen.get("signUp")));
  const operations = candidates.flatMap(([operation, found]) => {
    const recognition = recognitions[operation];
    return found.length === 0 || recognition === undefined
      ? []
      : [[operation, proposeOperation(operation, recognition, found, people)] as const];
  });
  return { people, operations: Object.fromEntries(operations) };
}

function proposeOperation(
  operation: string,
  recognition: Recognition,
  [best, ...others]: readonly Candidate[],
  people: People,
): ProposedOperation {
  if (best === undefined) throw new Error(`nothing was found for ${operation}`);
  const { route } = best;
  const at = (...keys: readonly string[]) => ["operations", operation, ...keys];
  const doubts: Doubt[] = [];
  const near = others.filter(({ route: other, score }) => best.score - score < 1.5 && other.path !== route.path);
  if (near.length > 0) {
    const also = near.slice(0, 3).map(({ route: other }) => `${other.method} ${other.path}`);
    doubts.push({ at: at("request"), text: `unsure: ${also.join(", ")} may be meant as well` });
  } else if (best.score < 5) doubts.push({ at: at("request"), text: `unsure: a guess by its name (${route.where})` });

  if (route.isLimited === true)
    doubts.push({
      at: at("request"),
      text: "unsure: it was answered with 429 (too many tries), so whether it is there was not seen",
    });
  const body = bodyOf(operation, recognition, route, people, (text, ...keys) => doubts.push({ at: at(...keys), text }));
  const query =
    route.method === "GET" && route.page !== undefined ? filledIn(recognition, route.query ?? [], people) : {};
  const path = pathOf(recognition, route.path, people);
  if (/\{(?!\$)/.test(path)) doubts.push({ at: at("request"), text: bracesToFill });
  const hidden = route.page?.hidden ?? [];
  const first =
    route.page === undefined || hidden.length === 0
      ? {}
      : {
          first: [
            {
              id: "page",
              request: `GET ${route.page.path}`,
              ...(recognition.credential === true ? { credential: true } : {}),
              outputs: Object.fromEntries(hidden.map((name) => [outputName(name), `$response.form#/${name}`])),
            },
          ],
        };
  return {
    route,
    written: {
      ...first,
      request: `${route.method} ${path}`,
      ...(recognition.credential === true ? { credential: true } : {}),
      ...(Object.keys(query).length === 0 ? {} : { query }),
      ...body,
      ...(operation === "logIn" && route.page !== undefined ? { grants: "cookies" } : {}),
      success: successOf(route),
    },
    doubts,
  };
}

function outputName(field: string): string {
  return field.replaceAll(/\W+/g, "-").replaceAll(/^-|-$/g, "") || "field";
}

function pathOf(recognition: Recognition, path: string, people: People): string {
  return path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const expression = inputFor(recognition, { path: [name] }) ?? ownName(recognition, name, people);
    return expression === undefined ? whole : `{${expression}}`;
  });
}

/** Where a person's own address has their name in it. */
function ownName({ credential }: Recognition, parameter: string, people: People): string | undefined {
  const name = wordsIn(parameter);
  if (credential !== true) return undefined;
  if (people !== "email" && /^(user-?name|login|handle|nick-?name)$/.test(name)) return "$inputs.userName";
  return people !== "user-name" && /^(user-?)?e-?mail$/.test(name) ? "$inputs.email" : undefined;
}

function successOf(route: Route): readonly number[] {
  if (route.page !== undefined) return [302, 303];
  if (route.success !== undefined && route.success.length > 0) return route.success;
  return route.method === "GET" ? [200] : [200, 201, 204];
}

type Say = (text: string, ...keys: readonly string[]) => void;

function bodyOf(operation: string, recognition: Recognition, route: Route, people: People, say: Say): Written {
  if (route.basic === true && recognition.takes?.includes("password") === true) {
    const user = people === "email" ? "$inputs.email" : "$inputs.userName";
    return { basic: { user, password: "$inputs.password" } };
  }
  const wanted = recognition.members ?? [];
  if (route.method === "GET" || (wanted.length === 0 && route.page === undefined)) return {};
  const { body } = route;
  if (body === undefined || body.members.length === 0) {
    if (wanted.length === 0 || recognition.credential === true) return {};
    say("unsure: nothing shows what its body holds", "json");
    return { json: usual(recognition, people) };
  }
  const hidden = Object.fromEntries(
    (route.page?.hidden ?? []).map((name) => [name, `$steps.page.outputs.${outputName(name)}`]),
  );
  const filled = filledIn(recognition, body.members, people, (text, name) => say(text, body.kind, name));
  const unused = body.members.filter(
    (member) => inputFor(recognition, member) === undefined && member.required !== true,
  );
  if (unused.length > 0 && operation !== "logIn") {
    say(
      `it may take more: ${unused
        .map(({ path }) => path.join("."))
        .slice(0, 8)
        .join(", ")}`,
      body.kind,
    );
  }
  return { [body.kind]: { ...hidden, ...filled } };
}

/** What is known of each member's meaning, in the body's own shape; an input that it needs and we don't know, as it is described. */
function filledIn(
  recognition: Recognition,
  members: readonly Member[],
  people: People,
  say: (text: string, name: string) => void = () => undefined,
): Written {
  const filled: Record<string, unknown> = {};
  const isPlainNew = isPlainPasswordNew(members);
  for (const member of members) {
    const own = expressionFor(recognition, member, people);
    const isNew = own === "$inputs.currentPassword" && isPlainNew && isPlainPassword(member);
    const expression = isNew ? "$inputs.newPassword" : own;
    if (expression === undefined && member.required !== true) continue;
    const [first = ""] = member.path;
    if (expression === undefined && member.sample === undefined) {
      say(`unsure: what does it want as ${member.path.join(".")}?`, first);
    }
    place(filled, member.path, expression ?? member.sample ?? usualValue(member.path.at(-1) ?? "") ?? "something");
  }
  return filled;
}

/** Beside `password2` or `old_password`, `password` is the new one, unless another is called new. */
function isPlainPasswordNew(members: readonly Member[]): boolean {
  const names = members.map(({ path }) => wordsIn(path.at(-1) ?? ""));
  const isAgain = (name: string) => name.includes("pass") && /confirm|again|repeat|re-?(type|enter)|verif|2/.test(name);
  const isOld = (name: string) => /old|current|existing/.test(name);
  return names.some((name) => isAgain(name) || isOld(name)) && !names.some((name) => name.includes("new"));
}

const isPlainPassword = ({ path }: Member) => /^pass-?(word|wd)?1?$/.test(wordsIn(path.at(-1) ?? ""));

function expressionFor(recognition: Recognition, member: Member, people: People): string | undefined {
  const expression = inputFor(recognition, member);
  // Many call the email a user name at the log-in (OAuth's form does).
  return expression === "$inputs.userName" && people === "email" ? "$inputs.email" : expression;
}

function place(into: Record<string, unknown>, [name = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = (into[name] ?? {}) as Record<string, unknown>;
  into[name] = inner;
  place(inner, rest, value);
}

function usual(recognition: Recognition, people: People): Written {
  const inputs = recognition.takes ?? [];
  const named = inputs.includes("password") && !inputs.includes("token");
  const who: Written = people === "user-name" ? { username: "$inputs.userName" } : { email: "$inputs.email" };
  return {
    ...(named || inputs.includes("email") ? who : {}),
    ...Object.fromEntries(inputs.filter((input) => input !== "email").map((input) => [input, `$inputs.${input}`])),
  };
}

const mostSeen = 20;

/** The routes that no operation was recognised in, for the person who knows what they do: "seen: POST /shop/join". Pure. */
export function seenBesides(named: readonly Route[], operations: Written): readonly string[] {
  const requests = Object.values(operations).map((written) => String((written as Written)["request"]));
  // One that answers below a prefix is written with it.
  const isUsed = ({ method, path }: Route) =>
    requests.some((request) => request.startsWith(`${method} `) && request.endsWith(path));
  const seen = named.filter((route) => !isUsed(route)).map(({ method, path }) => `seen: ${method} ${path}`);
  const more = seen.length > mostSeen ? [`seen: ${String(seen.length - mostSeen)} more`] : [];
  return [...seen.slice(0, mostSeen), ...more];
}

/** Operations to write by hand: how each looks when what it usually takes is sent. Pure. */
export function skeletons(
  recognitions: Readonly<Record<string, Recognition>>,
  operations: readonly string[],
  people: People,
): readonly string[] {
  const shown = operations.flatMap((operation) => {
    const recognition = recognitions[operation];
    if (recognition === undefined) return [];
    const body = Object.entries(usual(recognition, people)).map(([name, value]) => `${name}: ${String(value)}`);
    return [
      `${operation}:`,
      `  request: ${recognition.methods[0] ?? "POST"} /path`,
      `  json: { ${body.join(", ")} }`,
      ...(operation === "logIn" ? ["  grants: $response.body#/token"] : []),
      "  success: 200",
    ];
  });
  if (shown.length === 0) return [];
  return [`Nothing was found for ${operations.join(" and ")}. Say what it is, and take the "# " away:`, ...shown];
}
