import type { Recognition, Rehearsed } from "../check/rehearsal.ts";
import { headersOf, jsonOf, statusOf, type Exchange } from "../edge/exchange.ts";
import type { Carrier } from "../operations/binding.ts";
import { userNameOf } from "../operations/user-name.ts";
import { behindTheLogIn } from "./behind-log-in.ts";
import type { Doubt, ProposedOperation, Written } from "./proposed.ts";
import { missingMembers } from "./missing-members.ts";
import { inputFor } from "./recognise.ts";
import { withIdsFilled } from "./ids-in-addresses.ts";
import { leavesOf, pointer } from "./reply-places.ts";
import { wordsIn } from "./route.ts";
import { usualValue } from "./usual-values.ts";

/** A proposal as it stands between two rehearsals. */
export interface Draft {
  readonly operations: Readonly<Record<string, ProposedOperation>>;
  readonly carrier?: Carrier;
  /** Other ways to carry a token, to be tried in turn. */
  readonly carriers: readonly Carrier[];
}

/** What a rehearsal taught: statuses, places in replies, members that are missing. The same draft where it taught nothing. */
export async function learnt(
  draft: Draft,
  steps: readonly Rehearsed[],
  recognitions: Readonly<Record<string, Recognition>>,
): Promise<Draft> {
  const signUp = exchangeOf(steps, "signUp");
  let { carrier, carriers } = draft;
  const operations: Record<string, ProposedOperation> = { ...draft.operations };
  let isChanged = false;
  const change = (operation: string, written: Written, doubts: readonly Doubt[] = []) => {
    const before = operations[operation];
    if (before === undefined) return;
    const after = { ...before, written: { ...before.written, ...written }, doubts: [...before.doubts, ...doubts] };
    if (JSON.stringify(after) === JSON.stringify(before)) return;
    operations[operation] = after;
    isChanged = true;
  };
  const found = await behindTheLogIn(operations, steps);
  for (const [operation, proposed] of Object.entries(found)) {
    operations[operation] = proposed;
    isChanged = true;
  }
  const done = new Set<string>();
  for (const step of steps) {
    const { operation, outcome } = step;
    const proposed = operations[operation];
    // The first is the operation itself; others look at what it did.
    const exchange = step.exchanges.find((one) => one.operation === operation);
    if (proposed === undefined || exchange === undefined) continue;
    const isFirst = !done.has(operation);
    done.add(operation);
    const status = statusOf(exchange);
    if (!isFirst) {
      const yes = exchangeOf(steps, operation);
      const told = redirectsFrom(yes, exchange) ?? refusalFrom(yes, exchange);
      if (outcome === "doubtful" && told !== undefined) change(operation, told);
      continue;
    }
    if (status >= 200 && status < 400) {
      const said = [proposed.written["success"]].flat() as readonly number[];
      if (outcome !== "fails") change(operation, { success: status });
      else if (!said.includes(status)) change(operation, { success: [...said, status] });
      if (operation === "logIn" && proposed.written["grants"] === undefined) change(operation, grantsIn(exchange));
      if (operation === "whoAmI") change(operation, outputsIn(exchange, signUp));
    } else if (status === 415) change(operation, flipped(proposed.written));
    else if (status === 400 || status === 422) {
      const recognition = recognitions[operation];
      if (recognition !== undefined) change(operation, withMissing(proposed.written, exchange, recognition));
    } else if (operation === "signUp" && (status === 401 || status === 403)) {
      const isSame = proposed.written["request"] === `${exchange.request.method} ${exchange.request.path}`;
      if (isSame && proposed.route.credential === true && proposed.written["headers"] === undefined)
        change(operation, { headers: { Authorization: "Bearer nobody" } }, [anyToken]);
    } else if (
      operation === "whoAmI" &&
      (status === 401 || status === 403) &&
      carriers.length > 0 &&
      // Where the token's place was learnt in this round alone, none was carried.
      draft.operations["logIn"]?.written["grants"] !== undefined
    ) {
      [carrier, ...carriers] = carriers as [Carrier, ...Carrier[]];
      isChanged = true;
    }
  }
  const logIn = steps.find(({ operation, outcome }) => operation === "logIn" && outcome !== "fails");
  const filled = logIn === undefined ? {} : withIdsFilled(operations, exchangeOf(steps, "logIn"));
  for (const [operation, proposed] of Object.entries(filled)) {
    operations[operation] = proposed;
    isChanged = true;
  }
  return isChanged ? { operations, carriers, ...(carrier === undefined ? {} : { carrier }) } : draft;
}

const anyToken: Doubt = {
  at: ["operations", "signUp", "headers"],
  text: "unsure: it wants a token before anybody can have one, so this tries whether any will do",
};

function exchangeOf(steps: readonly Rehearsed[], operation: string): Exchange | undefined {
  return steps.find((step) => step.operation === operation)?.exchanges.find((one) => one.operation === operation);
}

const tokenNames = [
  /^(access|auth|id|session|bearer)?-?(token|jwt)$/,
  /token|jwt/,
  /^(access|key|session|api-?key|authorization)$/,
];

/** Where a log-in's reply has its token, and a refresh token beside it. */
function grantsIn(exchange: Exchange): Written {
  const leaves = leavesOf(jsonOf(exchange)).filter(({ value }) => typeof value === "string" && value.length >= 8);
  const isRefresh = (path: readonly string[]) => /refresh/i.test(path.join("-"));
  const named = (pattern: RegExp) =>
    leaves.find(({ path }) => pattern.test(wordsIn(path.at(-1) ?? "")) && !isRefresh(path));
  const token = tokenNames.map(named).find((leaf) => leaf !== undefined);
  const refresh = leaves.find(({ path }) => isRefresh(path));
  if (token !== undefined) {
    return {
      grants: pointer(token.path),
      ...(refresh === undefined ? {} : { keeps: { refreshToken: pointer(refresh.path) } }),
    };
  }
  const header = ["authorization", "x-auth-token", "x-access-token", "access-token"].find(
    (name) => headersOf(exchange, name).length > 0,
  );
  if (header !== undefined) return { grants: `$response.header.${header}` };
  return headersOf(exchange, "set-cookie").length > 0 ? { grants: "cookies" } : {};
}

/** What it sent, as text: the values of a form, or the JSON as it stands, in which a % is a %. */
function sentBy(exchange: Exchange | undefined): string {
  const body = exchange?.request.body ?? "";
  return body.startsWith("{") ? body : [...new URLSearchParams(body).values()].join("\n");
}

/** Where a reply names the person who signed up. */
function outputsIn(exchange: Exchange, signUp: Exchange | undefined): Written {
  const sent = sentBy(signUp);
  const email = /\b[a-z]+@[a-z]+\.example\.com/.exec(sent)?.[0];
  const leaves = leavesOf(jsonOf(exchange));
  const place = (isIt: (value: unknown, name: string) => boolean) =>
    leaves.find(({ path, value }) => isIt(value, wordsIn(path.at(-1) ?? "")))?.path;
  const isSent = (value: unknown) => typeof value === "string" && value.length > 3 && sent.includes(value);
  const places = {
    id: place((value, name) => /^(id|uid|uuid|pk|user-id)$/.test(name) && value !== null),
    email: place((value) => email !== undefined && value === email),
    userName: place(
      (value) =>
        typeof value === "string" &&
        (email === undefined ? /^[a-z]{10}$/.test(value) && isSent(value) : value === userNameOf(email)),
    ),
    name: place((value, name) => name.includes("name") && !/user-?name/.test(name) && isSent(value)),
    bio: place((_value, name) => /^(bio|about|about-me)$/.test(name)),
  };
  const found = Object.entries(places).flatMap(([name, path]) =>
    path === undefined ? [] : [[name, pointer(path)] as const],
  );
  return found.length === 0 ? {} : { outputs: Object.fromEntries(found) };
}

/** Where a yes and a no lead to different places, by these. */
function redirectsFrom(yes: Exchange | undefined, no: Exchange): Written | undefined {
  const placeOf = (exchange: Exchange | undefined) => {
    const [location] = exchange === undefined ? [] : headersOf(exchange, "location");
    return location === undefined ? undefined : /^(?:\w+:\/\/[^/?#]*)?([^?#]*)/.exec(location)?.[1];
  };
  const [good, bad] = [placeOf(yes), placeOf(no)];
  if (yes === undefined || good === undefined || bad === undefined || good === bad || `${good}${bad}`.length > 400)
    return undefined;
  const pattern = (place: string) => `^(\\w+://[^/]*)?${place.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")}([?#]|$)`;
  return {
    success: { status: statusOf(yes), location: pattern(good) },
    refusal: { status: statusOf(no), location: pattern(bad) },
  };
}

const mostPhrases = 100;

/** The words by which a page turns a person away, where its status is that of a yes. */
function refusalFrom(yes: Exchange | undefined, no: Exchange): Written | undefined {
  const accepted = yes?.response?.body ?? "";
  const refused = (no.response?.body ?? "").replaceAll(/<[^<>]*>/g, "\n");
  const words =
    /\b(?:wrong|invalid|incorrect|fail(?:ed|ure)?|error|not (?:exist|found|match)|already|taken|does not|denied)\b/i;
  const phrase = refused
    .split(/[\n.]/)
    .filter((text) => words.test(text))
    .map((text) => text.trim())
    .filter((text) => text !== "" && text.length < 120)
    .slice(0, mostPhrases)
    .find((text) => !accepted.includes(text));
  if (phrase === undefined) return undefined;
  return {
    refusal: {
      status: statusOf(no),
      body: phrase.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&").replaceAll(/["']?\b[a-z]{10}\b["']?/g, ".*"),
    },
  };
}

function flipped(written: Written): Written {
  const { json, form } = written;
  if (json !== undefined) return { json: undefined, form: json };
  return form === undefined ? {} : { form: undefined, json: form };
}

/** Members that a refusal says are missing. */
function withMissing(written: Written, exchange: Exchange, recognition: Recognition): Written {
  const kind = written["form"] === undefined ? "json" : "form";
  const body = (written[kind] ?? {}) as Written;
  const missing = missingMembers(exchange).filter((name) => !Object.hasOwn(body, name));
  if (missing.length === 0) return {};
  const added = missing.map((name) => [
    name,
    inputFor(recognition, { path: [name] }) ?? usualValue(name) ?? "something",
  ]);
  return { [kind]: { ...body, ...(Object.fromEntries(added) as Written) } };
}
