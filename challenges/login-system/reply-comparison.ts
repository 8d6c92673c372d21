import { jsonOf, statusOf, type Exchange } from "@assay/bench";

/** What differs between two groups of replies, in the order in which a stranger would notice it. */
export interface Difference {
  readonly what: "status" | "words" | "headers";
  readonly where: string;
  readonly one: string;
  readonly other: string;
}

/** Headers that follow from the time, the connection or the length of what the person sent. */
const incidental = new Set([
  "age", "connection", "content-length", "date", "etag", "keep-alive", "server-timing", "transfer-encoding",
  "x-response-time", "x-runtime",
]); // prettier-ignore

/**
 * Compares what never changes within each group: a request number or a time differs from reply to reply and tells a
 * stranger nothing. The groups must have been asked in turn (one, other, one, other), so that no clock can tell them
 * apart. `echoes` are texts that the stranger sent, such as the email or the user name: repeating them tells nothing.
 */
export function compareReplies(
  one: readonly Exchange[],
  other: readonly Exchange[],
  echoes: readonly string[],
): readonly Difference[] {
  const [ofOne, ofOther] = withoutTokens([one, other]).map((replies) =>
    constantsOf(replies.map((reply) => traitsOf(reply, echoes))),
  );
  if (ofOne === undefined || ofOther === undefined) return [];

  const order = { status: 0, words: 1, headers: 2 } as const;
  const differences: Difference[] = [];
  for (const trait of new Set([...ofOne.keys(), ...ofOther.keys()])) {
    const [a, b] = [ofOne.get(trait) ?? absent, ofOther.get(trait) ?? absent];
    if (a === b || a === varying || b === varying) continue;
    const [what, where] = trait.split(" ", 2) as [Difference["what"], string];
    const [one, other] = where === "." ? whereTheyDiffer(a, b) : [a, b];
    differences.push({ what, where, one, other });
  }
  return differences.sort((a, b) => order[a.what] - order[b.what]);
}

/** As `compareReplies`, of pages that redirects led to: only where each group has enough of them to tell what never changes. */
export function compareLandings(
  one: readonly Exchange[] = [],
  other: readonly Exchange[] = [],
  echoes: readonly string[],
): readonly Difference[] {
  const [ofOne, ofOther] = [one, other].map((landings) =>
    landings.filter((landing) => statusOf(landing) >= 200 && statusOf(landing) < 400),
  );
  if (ofOne === undefined || ofOther === undefined || ofOne.length < 2 || ofOther.length < 2) return [];
  return compareReplies(ofOne, ofOther, echoes).map((difference) => ({
    ...difference,
    where: `landing ${difference.where}`,
  }));
}

/** The first lines that differ: a page that comes back with a message in it is mostly the same. */
function whereTheyDiffer(one: string, other: string): readonly [string, string] {
  const [ofOne, ofOther] = [one.split("\n"), other.split("\n")];
  const at = ofOne.findIndex((line, index) => line !== ofOther[index]);
  return at < 0 ? [one, other] : [ofOne[at] ?? absent, ofOther[at] ?? absent];
}

const absent = "(absent)";
const varying = "(varying)";

/** What a form carries against other websites, say: longer than a word. */
const tokens = /([\w+/=.-]{16,})/;

/** A page is one text: a token in it that is new in each reply would make the whole of it differ. Such are dots. */
function withoutTokens(groups: readonly (readonly Exchange[])[]): readonly (readonly Exchange[])[] {
  const parts = groups.map((replies) => replies.map(({ response }) => (response?.body ?? "").split(tokens)));
  const isNew = (at: number) => parts.some((group) => new Set(group.map((texts) => texts[at])).size > 1);
  const shown = (texts: readonly string[]) =>
    texts.map((text, at) => (at % 2 === 1 && isNew(at) ? "…" : text)).join("");
  return groups.map((replies, group) =>
    replies.map((reply, index) => {
      const texts = parts[group]?.[index];
      if (reply.response === undefined || texts === undefined || jsonOf(reply) !== undefined) return reply;
      return { ...reply, response: { ...reply.response, body: shown(texts) } };
    }),
  );
}

/** The value of each trait, or that it varies within the group. */
function constantsOf(replies: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  for (const trait of new Set(replies.flatMap((reply) => [...reply.keys()]))) {
    const values = new Set(replies.map((reply) => reply.get(trait) ?? absent));
    constants.set(trait, values.size === 1 ? ([...values][0] ?? absent) : varying);
  }
  return constants;
}

function traitsOf(exchange: Exchange, echoes: readonly string[]): ReadonlyMap<string, string> {
  const traits = new Map<string, string>([["status .", String(statusOf(exchange))]]);
  const body = jsonOf(exchange);
  const hide = (text: string): string => withoutEchoes(text, echoes);
  if (body === undefined) traits.set("words .", hide(exchange.response?.body ?? ""));
  else for (const [path, value] of leavesOf(body, "$")) traits.set(`words ${path}`, hide(value));

  for (const [name, value] of exchange.response?.headers ?? []) {
    const key = name.toLowerCase();
    if (incidental.has(key)) continue;
    traits.set(`headers ${key}`, key === "set-cookie" ? (value.split("=", 1)[0] ?? "") : hide(value));
  }
  return traits;
}

function leavesOf(value: unknown, path: string): readonly (readonly [path: string, value: string])[] {
  if (typeof value !== "object" || value === null)
    return [[path, typeof value === "string" ? value : JSON.stringify(value)]];
  const members = Object.entries(value);
  if (members.length === 0) return [[path, Array.isArray(value) ? "[]" : "{}"]];
  return members.flatMap(([key, member]) => leavesOf(member, `${path}.${key.replaceAll(" ", "_")}`));
}

function withoutEchoes(text: string, echoes: readonly string[]): string {
  return echoes
    .flatMap((echo) => [echo, encodeURIComponent(echo)])
    .reduce((rest, echo) => (echo === "" ? rest : rest.replaceAll(new RegExp(escaped(echo), "gi"), "…")), text);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
