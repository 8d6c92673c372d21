import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { readSourceFiles } from "../cell/source-files.ts";
import type { Rehearsed } from "../check/rehearsal.ts";
import { AssayError } from "../errors/assay-error.ts";
import { Backend, type BackendOptions } from "../evaluation/running-backend.ts";
import type { Cell } from "../cell/cell.ts";
import type { BindingFile } from "../operations/binding-file.ts";
import { readBinding } from "../operations/binding-file.ts";
import { byShell } from "../submission/assay-yaml.ts";
import { carriersIn } from "./carriers.ts";
import { learnt, type Draft } from "./learn.ts";
import { answeredRoutes, servedForms, servedRoutes } from "./observe.ts";
import { parseDocument, routesOfDocument } from "./openapi-document.ts";
import { proposeOperations, type People, type Written } from "./proposed.ts";
import { candidatesFor } from "./recognise.ts";
import { unusableOf } from "./rehearse.ts";
import type { Route } from "./route.ts";
import { setUpOf, type SourceFile } from "./set-up.ts";
import { routesInSource } from "./source-routes.ts";
import { bindingText } from "./write-binding.ts";

export interface Proposal {
  readonly name: string;
  /** The binding.yaml. */
  readonly text: string;
  /** Where its routes are from, for people. */
  readonly from: string;
  /** What to look at: the doubts, with the operations that they are about. */
  readonly doubts: readonly string[];
  /** Core operations that nothing was found for. */
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
  readonly from: string;
  readonly files: readonly SourceFile[];
}

/**
 * Proposes a binding: from an OpenAPI document, else from one that the running backend serves, else from its routes and
 * forms; and tries it, where the backend can be started.
 *
 * @throws AssayError where the path cannot be used.
 */
export async function propose(options: BackendOptions): Promise<Proposal> {
  const document = await documentAt(options.path);
  if (document !== undefined) {
    const from = basename(options.path);
    const known = { name: from, routes: routesOfDocument(document, from), from, files: [] };
    return proposalOf(options, known, draftOf(options, known));
  }
  return Backend.during(options, async (backend) => {
    const files = await readSourceFiles(backend.received.directory);
    const { name } = backend.received;
    const described = documentIn(files);
    const source = routesInSource(files);
    let known: Known = { name, files, ...(described ?? { routes: source.routes, from: "its source" }) };
    let draft = draftOf(options, known);
    try {
      return await backend.running(setUpBinding(files), async (cell) => {
        if (described === undefined) known = await observed(cell, known, source.prefixes, options);
        draft = draftOf(options, known);
        return await tried(options, cell, known, draft);
      });
    } catch (error) {
      const problem = AssayError.from(error);
      if (problem.by === "assay" || problem.code === "interrupted") throw problem;
      return { ...proposalOf(options, known, draft), problem };
    }
  });
}

const mostBytes = 5 * 1024 * 1024;

/** The path is a document itself. */
async function documentAt(path: string) {
  if (!/\.(ya?ml|json)$/i.test(path)) return undefined;
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size > mostBytes) return undefined;
  const document = parseDocument(await readFile(path, "utf8"));
  if (document === undefined) throw new AssayError("document-unreadable", { path });
  return document;
}

function documentIn(files: readonly SourceFile[]): Pick<Known, "routes" | "from"> | undefined {
  const named = files.filter(
    ({ path }) => /\.(ya?ml|json)$/i.test(path) && !/(^|\/)(package|tsconfig|composer)/.test(path),
  );
  for (const { path, text } of named.toSorted((one, other) => one.path.length - other.path.length)) {
    if (!/["']?(openapi|swagger)["']?\s*:/.test(text)) continue;
    const document = parseDocument(text);
    if (document !== undefined) return { routes: routesOfDocument(document, path), from: path };
  }
  return undefined;
}

/** What the running backend says of itself. */
async function observed(
  cell: Cell,
  known: Known,
  prefixes: readonly string[],
  options: BackendOptions,
): Promise<Known> {
  const ask = (requests: Parameters<Cell["request"]>[0]) => cell.request(requests);
  const served = await servedRoutes(ask);
  if (served !== undefined && served.length > 0)
    return { ...known, routes: served, from: served[0]?.where ?? known.from };
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
  return {
    ...known,
    routes: [...forms, ...answered],
    from: forms.length > 0 ? "its pages and its source" : "its source",
  };
}

/** A route named "/" says what it is by the file that it stands in. */
function withPrefixes(routes: readonly Route[]): readonly Route[] {
  return routes.map((route) =>
    route.path.length > 1
      ? route
      : { ...route, name: `${route.name ?? ""} ${route.where.split(/[/.:]/).slice(-4, -2).join(" ")}` },
  );
}

async function tried(options: BackendOptions, cell: Cell, known: Known, first: WholeDraft): Promise<Proposal> {
  const recognitions = options.challenge.acquaintance?.recognitions ?? {};
  let draft = first;
  let steps: readonly Rehearsed[] = [];
  for (let round = 1; round <= mostRounds; round++) {
    const bound = bindingOf(options, known, draft);
    if (bound === undefined) return proposalOf(options, known, draft);
    steps = await cell.rehearse(bound.backend);
    if (round === mostRounds) break;
    const next = await learnt(draft, steps, recognitions);
    if (next === draft) break;
    draft = { ...draft, ...next };
  }
  return { ...proposalOf(options, known, draft, steps), steps, missing: unusableOf(options.challenge, steps) };
}

const mostRounds = 5;

interface WholeDraft extends Draft {
  readonly people: People;
}

function draftOf(options: BackendOptions, { routes, files }: Known): WholeDraft {
  const recognitions = options.challenge.acquaintance?.recognitions ?? {};
  const { people, operations } = proposeOperations(recognitions, routes);
  return { people, operations, carriers: carriersIn(files) };
}

function writtenOf({ files }: Known, draft: WholeDraft) {
  const setUp = setUpOf(files);
  const operations = Object.fromEntries(
    Object.entries(draft.operations).map(([name, { written }]) => [name, present(written)]),
  );
  const written: Written = {
    people: draft.people,
    ...(draft.carrier === undefined ? {} : { token: draft.carrier }),
    ...(Object.keys(setUp.written).length === 0 ? {} : { setup: setUp.written }),
    operations,
  };
  return { written, doubts: [...setUp.doubts, ...Object.values(draft.operations).flatMap(({ doubts }) => doubts)] };
}

function present(written: Written): Written {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
}

/** As the engine reads it: what we print is what we tried. Undefined while the core is missing. */
function bindingOf({ challenge }: BackendOptions, known: Known, draft: WholeDraft): BindingFile | undefined {
  if (challenge.core.some((operation) => draft.operations[operation] === undefined)) return undefined;
  const { written } = writtenOf(known, draft);
  return readBinding(bindingText(written, [], []), "binding.yaml", challenge);
}

/** Enough to start it by, before anything is known of what it answers. */
function setUpBinding(files: readonly SourceFile[]): Pick<BindingFile, "backend" | "settings" | "files"> {
  const { written } = setUpOf(files);
  const commands = [(written["before-start"] ?? []) as string | readonly string[]].flat();
  return {
    settings: { environment: (written["environment"] ?? {}) as Readonly<Record<string, string>> },
    files: {},
    backend: { operations: {}, people: "email", headers: {}, beforeStart: commands.map(byShell), afterStart: [] },
  };
}

function proposalOf(
  { challenge }: BackendOptions,
  known: Known,
  draft: WholeDraft,
  steps: readonly Rehearsed[] = [],
): Proposal {
  const { written, doubts } = writtenOf(known, draft);
  const isDone = (operation: string | undefined) =>
    steps.some((step) => step.operation === operation && step.outcome === "works");
  const open = doubts.filter(({ at: [area, operation] }) => area !== "operations" || !isDone(operation));
  const failed = steps
    .filter(({ outcome }) => outcome === "fails" || outcome === "doubtful")
    .map(({ operation, seen }) => ({ at: ["operations", operation], text: `tried: ${seen}` }));
  const head = [
    `Proposed by ./assay bind from ${known.from}. See docs/bindings.md.`,
    steps.length === 0
      ? "It was not tried. Try it: ./assay bind PATH --try --binding THIS-FILE"
      : "It was tried as it stands.",
  ];
  const all = [...open, ...failed];
  return {
    name: known.name,
    text: bindingText(written, all, head),
    from: known.from,
    doubts: all.map(({ at, text }) => `${at.slice(1, 2).join("") || at.join("")}: ${text}`),
    notFound: challenge.core.filter((operation) => draft.operations[operation] === undefined),
  };
}
