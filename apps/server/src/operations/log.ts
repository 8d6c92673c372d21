import type { FastifyRequest, FastifyServerOptions } from "fastify";
import type { DestinationStream } from "pino";
import { routeOf } from "./metrics.ts";

/**
 * One JSON object a line, and nothing about people in it: addresses, headers, bodies and what errors quote are left out.
 *
 * @param to standard output unless said
 */
export function structuredLog(to?: DestinationStream): NonNullable<FastifyServerOptions["logger"]> {
  return {
    level: "info",
    serializers: {
      req: (request: FastifyRequest) => ({ method: request.method, route: routeOf(request) }),
      res: ({ statusCode }) => ({ statusCode }),
      err: withoutWords,
    },
    ...(to === undefined ? {} : { stream: to }),
  };
}

/** A database's error quotes the row that it refuses: its kind and where it arose are enough to look it up. */
function withoutWords(error: Error & { readonly code?: unknown; readonly constraint?: unknown }) {
  const { name, code, constraint, stack = "" } = error;
  return {
    type: name,
    message: "",
    stack: stack
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .join("\n"),
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof constraint === "string" ? { constraint } : {}),
  };
}
