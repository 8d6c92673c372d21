import type { Rehearsed } from "../check/rehearsal.ts";
import { isLimited, type Exchange } from "../edge/exchange.ts";
import { AssayError } from "../errors/assay-error.ts";
import { Backend, type BackendOptions } from "../evaluation/running-backend.ts";
import { mustBeThere } from "../evaluation/start-problem.ts";
import type { Cell } from "../cell/cell.ts";
import { sleep } from "../cell/clock.ts";
import type { BindingFile } from "../operations/binding-file.ts";
import { readBinding, readPartOfBinding } from "../operations/binding-file.ts";
import { withConfirmation } from "./confirmation.ts";
import { documentAt } from "./documents.ts";
import { learnt } from "./learn.ts";
import { leftOutText, withoutMisbound, type LeftOut } from "./left-out.ts";
import { withNextCandidates, type WholeDraft } from "./next-candidates.ts";
import { answeredRoutes, servedForms, servedRoutes, type Ask } from "./observe.ts";
import { mostDocumentBytes } from "./openapi-document.ts";
import { proposeOperations, seenBesides, skeletons, type Doubt, type People, type Written } from "./proposed.ts";
import { candidatesFor } from "./recognise.ts";
import { unusableOf } from "./rehearse.ts";
import { noSource, sourceReading, type SourceFacts } from "./read-source.ts";
import type { Route } from "./route.ts";
import { bindingText, schemaFile } from "./write-binding.ts";

export interface ProposeOptions extends BackendOptions {
  /** The part of a binding that the user has written already. It is kept, and the rest is proposed. */
  readonly given?: Written;
}

export interface Proposal {
  readonly name: string;
  /** The binding.yaml. */
  readonly text: string;
  /** Where its routes are from, for people. */
  readonly from: string;
  /** What to look at: the doubts, with the operations that they are about. */
  readonly doubts: readonly string[];
  /** Core operations that nothing was found for: the text has a comment to write each by. */
  readonly notFound: readonly string[];
  /** How it did when it was tried, where the backend could be started. */
  readonly steps?: readonly Rehearsed[];
  readonly missing?: readonly string[];
  /** Why it could not be started. */
  readonly problem?: AssayError;
}

interface Known {
  readonly name: string;
  readonly routes: readonly Route[];
  /** All that its document or its source names, answered or not. */
  readonly named: readonly Route[];
  readonly from: string;
  readonly source: SourceFacts;
  /** What could not be learnt, and why. */
  readonly unlearnt: readonly string[];
}

/**
 * Proposes a binding: from an OpenAPI document, else from one that the running backend serves, else from its routes and
 * forms; and tries it, where the backend can be started.
 *
 * @throws AssayError where the path cannot be used.
 */
export async function propose(options: ProposeOptions): Promise<Proposal> {
  const document = await documentAt(options.path);
  if (document !== undefined) {
    const known = { name: document.from, ...document, named: document.routes, source: noSource, unlearnt: [] };
    return proposalOf(options, known, draftOf(options, known));
  }
  return Backend.during(options, async (backend) => {
    const { name, directory } = backend.received;
    let source: SourceFacts = await backend.reader.read(sourceReading, { directory });
    const { described } = source;
    const unlearnt = source.tooBig.map(tooBigToRead);
    const read = described ?? { routes: source.routes, from: "its source" };
    let known: Known = { name, source, unlearnt, ...read, named: read.routes };
    let draft = draftOf(options, known);
    const run = () =>
      backend.running(setUpBinding(options, source), async (cell) => {
        if (described === undefined) known = await observed(cell, known, source.prefixes, options);
        draft = draftOf(options, known);
        return await tried(options, cell, known, draft);
      });
    try {
      try {
        return await run();
      } catch (error) {
        const relaxed = withRelaxedInstall(source, error);
        if (relaxed === undefined || partOf(options.given ?? {}, "setup")["install"] !== undefined) throw error;
        source = relaxed;
        known = { ...known, source };
        return await run();
      }
    } catch (error) {
      const problem = AssayError.from(error);
      if (problem.by === "assay" || problem.code === "interrupted") throw problem;
      return { ...proposalOf(options, known, draft), problem };
    }
  });
}

/** The same project with another way to install it, where it could not be installed as it says. */
function withRelaxedInstall(source: SourceFacts, error: unknown): SourceFacts | undefined {
  const { written, doubts, relaxedInstall } = source.setUp;
  if (!(error instanceof AssayError) || relaxedInstall === undefined) return undefined;
  if (error.code !== "install-failed" && error.code !== "install-refused-by-sandbox") return undefined;
  const { language, commands, text } = relaxedInstall;
  const doubt = { at: ["setup", "install"], text };
  const { relaxedInstall: _tried, ...setUp } = source.setUp;
  const install = { language, install: commands };
  return {
    ...source,
    setUp: { ...setUp, written: { ...install, ...written, ...install }, doubts: [...doubts, doubt] },
  };
}

const tooBigToRead = (document: string) =>
  `${document} is longer than ${String(mostDocumentBytes / 1024 ** 2)} MB, so it was not read`;

/** What the running backend says of itself. */
async function observed(
  cell: Cell,
  known: Known,
  prefixes: readonly string[],
  options: ProposeOptions,
): Promise<Known> {
  const answers: Exchange[] = [];
  const ask: Ask = async (requests) => {
    const exchanges = await cell.request(requests);
    answers.push(...exchanges);
    return exchanges;
  };
  const unlearnt = () => [...known.unlearnt, ...unlearntFrom(answers)];
  const served = await servedRoutes(ask);
  if (served !== undefined && served.length > 0)
    return { ...known, routes: served, named: served, from: served[0]?.where ?? known.from, unlearnt: unlearnt() };
  const recognitions = Object.values(options.challenge.acquaintance?.recognitions ?? {});
  // Only those that may be an operation: a shop has hundreds.
  const likely = new Set(
    recognitions.flatMap((one) =>
      candidatesFor(one, withPrefixes(known.routes))
        .slice(0, 4)
        .map(({ route }) => route),
    ),
  );
  const answered = await answeredRoutes(ask, [...likely], prefixes);
  const forms = await servedForms(ask, known.routes);
  await mustBeThere(cell, answers);
  return {
    ...known,
    routes: [...forms, ...answered],
    from: forms.length > 0 ? "its pages and its source" : "its source",
    unlearnt: unlearnt(),
  };
}

function unlearntFrom(answers: readonly Exchange[]): readonly string[] {
  const named = ({ request }: Exchange) => `${request.method} ${request.path}`;
  const limited = [...new Set(answers.filter(isLimited).map(named))];
  const more = limited.length > mostNamed ? ` and ${String(limited.length - mostNamed)} more` : "";
  return [
    ...answers
      .filter(({ response }) => (response?.bodyBytes ?? 0) > mostDocumentBytes)
      .map((one) => tooBigToRead(named(one))),
    ...(limited.length === 0
      ? []
      : [
          `it limits how often it is asked (429), so nothing was learnt of ${limited.slice(0, mostNamed).join(", ")}${more}`,
        ]),
  ];
}

const mostNamed = 5;

/** A route named "/" says what it is by the file that it stands in. */
function withPrefixes(routes: readonly Route[]): readonly Route[] {
  return routes.map((route) =>
    route.path.length > 1
      ? route
      : { ...route, name: `${route.name ?? ""} ${route.where.split(/[/.:]/).slice(-4, -2).join(" ")}` },
  );
}

async function tried(options: ProposeOptions, cell: Cell, known: Known, first: WholeDraft): Promise<Proposal> {
  const recognitions = options.challenge.acquaintance?.recognitions ?? {};
  let draft = first;
  let steps: readonly Rehearsed[] = [];
  for (let round = 1; round <= mostRounds; round++) {
    const bound = bindingOf(options, known, draft);
    if (bound === undefined) return proposalOf(options, known, draft);
    steps = await cell.rehearse(bound.backend);
    if (round === mostRounds) break;
    const confirmed = withConfirmation(draft, steps, known.named);
    const moved = confirmed === draft ? withNextCandidates(draft, steps, recognitions, known.routes) : confirmed;
    const next = await learnt(moved, steps, recognitions);
    const isLimitedOnly = next === draft && steps.some(wasLimited);
    if (next === draft && !isLimitedOnly) break;
    // Others ask in the next round, and later.
    if (isLimitedOnly) await sleep(limitPause);
    draft = { ...moved, ...next };
  }
  const rest = withoutMisbound(draft, steps, options.challenge);
  const bound = rest === draft ? undefined : bindingOf(options, known, rest);
  if (bound !== undefined) {
    const leftOut = steps.filter(({ operation }) => rest.leftOut?.[operation] !== undefined);
    draft = rest;
    steps = [...(await cell.rehearse(bound.backend)), ...leftOut];
  }
  return { ...proposalOf(options, known, draft, steps), steps, missing: unusableOf(options.challenge, steps) };
}

const mostRounds = 7;
/** Milliseconds. */
const limitPause = 3_000;

function wasLimited({ outcome, exchanges }: Rehearsed): boolean {
  return outcome === "fails" && exchanges.some(isLimited);
}

function draftOf(options: ProposeOptions, { routes, source }: Known): WholeDraft {
  const recognitions = options.challenge.acquaintance?.recognitions ?? {};
  const peopleSaid = options.given?.["people"] as People | undefined;
  const { people, operations } = proposeOperations(recognitions, routes, {}, peopleSaid);
  return { people, peopleSaid, operations, carriers: source.carriers, refused: {} };
}

function writtenOf({ given = {} }: ProposeOptions, { source: { setUp }, unlearnt }: Known, draft: WholeDraft) {
  const said = partOf(given, "operations");
  const proposed = Object.entries(draft.operations).filter(([name]) => !Object.hasOwn(said, name));
  const operations = Object.fromEntries(proposed.map(([name, { written }]) => [name, present(written)]));
  const setup = setUpWith(setUp.written, given);
  const written = {
    people: draft.people,
    ...(draft.carrier === undefined ? {} : { token: draft.carrier }),
    ...given,
    ...(Object.keys(setup).length === 0 ? {} : { setup }),
    operations: { ...operations, ...said },
  };
  const general = unlearnt.map((text): Doubt => ({ at: ["operations"], text: `unsure: ${text}` }));
  return {
    written,
    doubts: [...setUp.doubts, ...general, ...proposed.flatMap(([, { doubts }]) => doubts)],
  };
}

function partOf(written: Written, key: string): Written {
  return (written[key] ?? {}) as Written;
}

/** What the user sets wins, variable by variable. */
function setUpWith(proposed: Written, given: Written): Written {
  const said = partOf(given, "setup");
  const environment = { ...partOf(proposed, "environment"), ...partOf(said, "environment") };
  return { ...proposed, ...said, ...(Object.keys(environment).length === 0 ? {} : { environment }) };
}

function present(written: Written): Written {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

/** As the engine reads it: what we print is what we tried. Undefined while the core is missing. */
function bindingOf(options: ProposeOptions, known: Known, draft: WholeDraft): BindingFile | undefined {
  const { challenge } = options;
  if (missingIn(options, draft).length > 0) return undefined;
  const { written } = writtenOf(options, known, draft);
  return readBinding(bindingText(written), "binding.yaml", challenge);
}

function missingIn({ challenge, given = {} }: ProposeOptions, draft: WholeDraft): readonly string[] {
  const operations = { ...draft.operations, ...partOf(given, "operations") };
  return challenge.core.filter((operation) => operations[operation] === undefined);
}

/** Enough to start it by, before anything is known of what it answers. */
function setUpBinding({ challenge, given = {} }: ProposeOptions, { setUp: { written } }: SourceFacts): BindingFile {
  const setup = setUpWith(written, given);
  return readPartOfBinding(bindingText({ setup, operations: {} }), "binding.yaml", challenge);
}

const isToLookAt = (outcome: Rehearsed["outcome"]) => outcome === "fails" || outcome === "doubtful";

const writtenLeft = ([operation, { written }]: readonly [string, LeftOut]) => [operation, written] as const;

const limitTold = " It limits how often it is asked, so it was not learnt whether this is right.";

function proposalOf(
  options: ProposeOptions,
  known: Known,
  draft: WholeDraft,
  steps: readonly Rehearsed[] = [],
): Proposal {
  const { challenge } = options;
  const { written, doubts } = writtenOf(options, known, draft);
  const isDone = (operation: string | undefined) =>
    steps.some((step) => step.operation === operation && step.outcome === "works");
  const open = doubts.filter(({ at: [area, operation] }) => area !== "operations" || !isDone(operation));
  const failed = steps
    .filter(({ operation, outcome }) => draft.leftOut?.[operation] === undefined && isToLookAt(outcome))
    .map((step) => ({
      at: ["operations", step.operation],
      text: `tried: ${step.seen}${wasLimited(step) ? limitTold : ""}`,
    }));
  const head = [
    `yaml-language-server: $schema=./${schemaFile}`,
    `Proposed by ./assay bind from ${known.from}. See docs/bindings.md.`,
    steps.length === 0
      ? "It was not tried. Try it: ./assay bind PATH --try --binding THIS-FILE"
      : "It was tried as it stands.",
  ];
  const all = [...open, ...failed];
  const notFound = missingIn(options, draft);
  const recognitions = challenge.acquaintance?.recognitions ?? {};
  const leftOut = Object.entries(draft.leftOut ?? {});
  const foot = [
    ...skeletons(recognitions, notFound, draft.people),
    ...leftOut.flatMap(([operation, left]) => leftOutText(operation, left)),
    ...seenBesides(known.named, { ...written.operations, ...Object.fromEntries(leftOut.map(writtenLeft)) }),
  ];
  return {
    name: known.name,
    text: bindingText(written, all, head, foot),
    from: known.from,
    doubts: [
      ...all.map(({ at, text }) => `${at.slice(1, 2).join("") || at.join("")}: ${text}`),
      ...leftOut.map(([operation, { reason }]) => `${operation}: left out, and kept as a comment. ${reason}`),
    ],
    notFound,
  };
}
