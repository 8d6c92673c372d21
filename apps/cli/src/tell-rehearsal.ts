import type { Proposal, Rehearsal } from "@assay/bench/acquaintance";
import type { Exchange, Rehearsed, RehearsalOutcome } from "@assay/bench";
import { visible } from "@assay/report";

const marks: Readonly<Record<RehearsalOutcome, string>> = {
  works: "works    ",
  said: "says yes ",
  doubtful: "look     ",
  fails: "fails    ",
  "not-tried": "not tried",
};

/** What each operation of a binding did, in plain words; requests and replies, shortened, where it did not work. */
export function tellRehearsal({ name, steps, missing, unbound }: Rehearsal): string {
  const width = Math.max(...steps.map(({ operation }) => operation.length));
  return [
    `${visible(name)}, by this binding:`,
    "",
    ...steps.flatMap((step) => tellStep(step, width)),
    "",
    ...(unbound.length === 0 ? [] : [`Not bound, so not asked about: ${unbound.join(", ")}.`]),
    missing.length === 0
      ? "It can be evaluated: `./assay run PATH --binding …`."
      : `It cannot be evaluated yet: ${missing.join(" and ")} must work first.`,
  ].join("\n");
}

/** What a person does with a proposal: what it rests on, what came of trying it, and what to look at. */
export function tellProposal({ from, steps, missing, doubts, notFound, problem }: Proposal, out = "FILE"): string {
  const isUsable = missing?.length === 0;
  return [
    "",
    `From ${visible(from)}.`,
    ...(steps ?? []).map(({ operation, outcome, seen }) => `  ${marks[outcome]}  ${operation}: ${visible(seen)}`),
    ...(notFound.length === 0
      ? []
      : [`Nothing was found for ${notFound.join(" and ")}: the file has it as a comment to fill in.`]),
    ...(problem === undefined ? [] : ["It could not be started, so nothing was tried: see above what it lacks."]),
    ...(doubts.length === 0 ? [] : ["Look at:", ...doubts.map((doubt) => `  ${visible(doubt)}`)]),
    isUsable
      ? `It can be evaluated: ./assay run PATH --binding ${out}`
      : `When you have ${notFound.length === 0 ? "corrected" : "completed"} it: ./assay bind PATH --try --binding ${out}`,
  ].join("\n");
}

function tellStep(step: Rehearsed, width: number): readonly string[] {
  const head = `${marks[step.outcome]}  ${step.operation.padEnd(width)}  `;
  const below = " ".repeat(head.length);
  const lines = [`${head}${visible(step.seen)}`];
  if (step.advice !== undefined) lines.push(`${below}→ ${step.advice}`);
  if (step.outcome === "fails" || step.outcome === "doubtful") {
    lines.push(
      ...step.exchanges
        .slice(-mostExchanges)
        .flatMap(tellExchange)
        .map((line) => `${below}${line}`),
    );
    if (step.lastLines !== undefined) {
      lines.push(`${below}It printed:`, ...step.lastLines.map((line) => `${below}| ${cut(line, 200)}`));
    }
  }
  return lines;
}

const mostExchanges = 4;
const told = /^(content-type|location|set-cookie|www-authenticate|authorization|cookie)$|^x-.*token/i;

function tellExchange({ request, response, failure }: Exchange): readonly string[] {
  const headers = (all: Exchange["request"]["headers"]) =>
    all.filter(([header]) => told.test(header)).map(([header, value]) => `  ${header}: ${cut(value, 120)}`);
  return [
    `> ${request.method} ${cut(request.path, 120)}`,
    ...headers(request.headers).map((line) => `>${line}`),
    ...(request.body === undefined ? [] : [`>   ${cut(request.body, 300)}`]),
    ...(failure === undefined ? [] : [`< no whole answer: ${cut(failure.message, 120)}`]),
    ...(response === undefined
      ? []
      : [
          `< ${String(response.status)}`,
          ...headers(response.headers).map((line) => `<${line}`),
          ...(response.body === "" ? [] : [`<   ${cut(textOf(response.body), 400)}`]),
        ]),
  ];
}

/** Of a page, what a person would read. */
function textOf(body: string): string {
  if (!/<html|<!doctype|<body/i.test(body)) return body;
  return ["script", "style", "head"].reduce(withoutElement, body).replaceAll(/<[^<>]*>/g, " ");
}

/** One that isn't closed is left, and looked for once. */
function withoutElement(page: string, name: string): string {
  const kept: string[] = [];
  let from = 0;
  const opening = new RegExp(`<${name}\\b`, "gi");
  const closing = new RegExp(`</${name}>`, "gi");
  for (let match = opening.exec(page); match !== null; match = opening.exec(page)) {
    closing.lastIndex = match.index;
    if (!closing.test(page)) break;
    kept.push(page.slice(from, match.index));
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return [...kept, page.slice(from)].join(" ");
}

function cut(text: string, most: number): string {
  const line = visible(text.replaceAll(/\s+/g, " ").trim());
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
