import { STATUS_CODES } from "node:http";
import { Readable } from "node:stream";
import type { Rewrite } from "../http-reply.ts";

/** Another status, with no more than its name for a body. */
export function httpError(status: number): Rewrite {
  const statusText = STATUS_CODES[status] ?? "";
  const body = `${String(status)} ${statusText}\n`;
  return (reply) => {
    reply.body.resume();
    return {
      status,
      statusText,
      headers: ["Content-Type", "text/plain; charset=utf-8", "Content-Length", String(Buffer.byteLength(body))],
      body: Readable.from([Buffer.from(body)]),
    };
  };
}
