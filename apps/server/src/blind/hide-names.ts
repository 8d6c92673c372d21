import { Readable, Transform, pipeline, type TransformCallback } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { bodyOf, Problem, problems } from "../problems/problem.ts";
import { hiddenFrom, idsAskedFor, type Hidden } from "./hiding.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What it answers is only what was sent to it: names that whoever asks has just typed. */
    echoes?: boolean;
    /** Writes to somebody by name, or over what is hidden: refused to whom the name is. */
    byName?: boolean;
  }
  interface FastifyRequest {
    /** Nothing but our own words is left to send. */
    hidingFailed?: boolean;
  }
}

const isText = /^(text\/|application\/([\w.+-]*json|[\w.+-]*xml|yaml))/;

/**
 * In roles that are blind, members get code names until they have rated: in every answer of every route for members,
 * whatever it is made of. What can't be looked through, such as an archive, is refused until then.
 */
export function hideNames(app: FastifyInstance, parts: Parts): void {
  // Before anything is done: a download that is refused has changed nothing.
  app.addHook("preHandler", async (request) => {
    if (request.member === undefined) return;
    const { schema, config } = request.routeOptions;
    const { produces = [] } = (schema ?? {}) as { readonly produces?: readonly string[] };
    const isFile = produces.some((type) => !isText.test(type));
    if (!isFile && config.byName !== true) return;
    const hidden = await hiddenFrom(request, parts);
    if (hidden !== undefined && mayHoldNames(request, hidden)) throw notYet(isFile ? reasons.file : reasons.name);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const { member, hidingFailed, routeOptions } = request;
    if (member === undefined || payload == null || hidingFailed === true || routeOptions.config.echoes === true) {
      return payload;
    }
    try {
      const text = typeof payload === "string" ? payload : undefined;
      const hidden = await hiddenFrom(request, parts, text);
      return hidden === undefined ? payload : hiding(payload, { request, reply, hidden });
    } catch (error) {
      request.hidingFailed = true;
      throw error;
    }
  });
}

interface Sending {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly hidden: Hidden;
}

function hiding(payload: unknown, { request, reply, hidden }: Sending): unknown {
  const type = String(reply.getHeader("content-type") ?? "");
  const { names } = hidden;
  if (isText.test(type)) {
    if (payload instanceof Readable) {
      reply.removeHeader("content-length");
      return pipeline(payload, lineByLine(names), () => undefined);
    }
    const text = Buffer.isBuffer(payload) ? payload.toString("utf8") : payload;
    if (typeof text === "string") {
      reply.removeHeader("content-length");
      if (type.startsWith("text/html")) return names.inPage(text);
      return /^application\/([\w.+-]*\+)?json/.test(type) ? inJson(text, names) : names.inText(text);
    }
  }
  if (!mayHoldNames(request, hidden)) return payload;
  if (payload instanceof Readable) payload.destroy();
  reply.removeHeader("content-length").removeHeader("content-disposition");
  void reply.code(problems["not-now"].status).type("application/problem+json; charset=utf-8");
  return JSON.stringify(bodyOf(notYet(reasons.file)));
}

function inJson(text: string, names: Hidden["names"]): string {
  const value: unknown = JSON.parse(text);
  const shown = names.inValue(value, text);
  return shown === value ? text : JSON.stringify(shown);
}

/** What names somebody who is hidden, a role with such people, or nobody at all. */
function mayHoldNames(request: FastifyRequest, { people }: Hidden): boolean {
  const asked = idsAskedFor(request);
  const closed = new Set(
    people.flatMap(({ application, candidate, role, work }) => [application, candidate, role, ...work]),
  );
  return asked.length === 0 || asked.some((id) => closed.has(id));
}

const reasons = {
  file: "This file would show a name that is still hidden from you. Rate the work first, or ask to see the name.",
  name: "For this you need the name, which is still hidden from you. Rate the work first, or ask to see the name.",
} as const;

function notYet(why: string): Problem {
  return new Problem("not-now", why);
}

function lineByLine(names: Hidden["names"]): Transform {
  let rest = "";
  const decoder = new TextDecoder();
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      done(null, lines.length === 0 ? "" : `${names.inText(lines.join("\n"))}\n`);
    },
    flush(done) {
      done(null, rest === "" ? "" : names.inText(rest));
    },
  });
}
