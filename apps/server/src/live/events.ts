import type { ServerResponse } from "node:http";
import { finished } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { NamesHidden } from "@assay/hiring";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

/** Longer than that without a word, and a proxy may end the connection. */
const beatEvery = 15_000;

/** By who watches: a session, a token, or a candidate's link. */
const open = new Map<ServerResponse, string>();

/** A page shows a few at once, and a person has some pages. */
const mostStreams = 20;

/** How long a server that ends waits for what it is still asked. Milliseconds. */
const grace = 3_000;

/** A server that ends does not wait for whoever watches, and not for ever for connections that nobody ends. */
export function endStreamsOnClose(app: FastifyInstance): void {
  app.addHook("preClose", (closed) => {
    for (const stream of open.keys()) stream.end();
    setTimeout(() => {
      app.server.closeAllConnections();
    }, grace).unref();
    closed();
  });
}

/**
 * Streams what happens in an evaluation, from its first event on or from where the browser left off (`Last-Event-ID`), as
 * server-sent events: `state` whenever its state changed, `progress` for each event, and an end once it has ended.
 */
export async function streamEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  { evaluations, changes }: Pick<Parts, "evaluations" | "changes">,
  {
    evaluation,
    organization,
    names,
    watcher,
  }: {
    readonly evaluation: string;
    readonly organization: string;
    /** By what they are known: for each, only so many are open at once. */
    readonly watcher: string;
    /** That whoever watches may not see. */
    readonly names?: NamesHidden;
  },
): Promise<FastifyReply> {
  const [attempt = 0, number = 0] = String(request.headers["last-event-id"] ?? "")
    .split("-")
    .map(Number);
  const seen = { attempt: attempt || 0, number: number || 0 };
  const stream = openStream(reply, watcher);
  const { raw } = reply;
  const send = (event: string, data: object, id?: string) => {
    const text = JSON.stringify(data);
    const shown = names === undefined ? text : JSON.stringify(names.inValue(JSON.parse(text), text));
    raw.write(`${id === undefined ? "" : `id: ${id}\n`}event: ${event}\ndata: ${shown}\n\n`);
  };

  let state = "";
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    if (raw.writableEnded) return;
    const row = await evaluations.find(evaluation, organization);
    if (row === undefined) {
      raw.end();
      return;
    }
    if (row.attempt !== seen.attempt) Object.assign(seen, { attempt: row.attempt, number: 0 });
    for (const { number: at, event, at: moment } of await evaluations.eventsAfter(evaluation, seen)) {
      seen.number = at;
      send("progress", { at: moment, event }, `${String(seen.attempt)}-${String(at)}`);
    }
    const now = `${row.state} ${String(row.attempt)}`;
    if (now !== state) {
      state = now;
      const { state: is, attempt: tried, started_at, ended_at, verdict, problem } = row;
      send("state", { state: is, attempt: tried, started_at, ended_at, verdict, problem });
    }
    if (row.ended_at !== null) raw.end();
  };
  const changed = () => {
    // The database may be away for a while: what was missed comes with the next change or beat.
    looking = looking.then(look).catch(() => undefined);
  };
  stream.onBeat(changed);
  stream.whenOver(changes.on(evaluation, changed));
  changed();
  await looking;
  return reply;
}

interface Stream {
  write(text: string): void;
  end(): void;
  /** Runs `act` with each heartbeat. */
  onBeat(act: () => void): void;
  whenOver(act: () => void): void;
}

/** An answer that goes on, as server-sent events. @throws Problem where this watcher has too many */
export function openStream(reply: FastifyReply, watcher: string): Stream {
  if ([...open.values()].filter((who) => who === watcher).length >= mostStreams) {
    throw new Problem("too-many", "Too many live pages are open at once. Close some, and try again.");
  }
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...headersOf(reply),
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  open.set(raw, watcher);
  const beats: (() => void)[] = [];
  const write = (text: string) => {
    if (!raw.writableEnded) raw.write(text);
  };
  write(": here\n\n");
  const beat = setInterval(() => {
    write(": still here\n\n");
    for (const act of beats) act();
  }, beatEvery);
  return {
    write,
    end: () => raw.end(),
    onBeat: (act) => beats.push(act),
    // `finished` also calls back where the browser left before we came here; an event would not.
    whenOver: (act) =>
      finished(raw, () => {
        open.delete(raw);
        clearInterval(beat);
        act();
      }),
  };
}

/** What plugins have set, which a reply that is taken over would lose. */
function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "number" ? String(value) : value]],
    ),
  );
}
