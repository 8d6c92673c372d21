import type { FastifyReply, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { openStream } from "./events.ts";

/** Tells a candidate's open page that something for it has changed, without saying what: the page asks for it then. */
export function streamPortalChanges(
  request: FastifyRequest,
  reply: FastifyReply,
  { changes }: Pick<Parts, "changes">,
  { application, isValid }: { readonly application: string; readonly isValid: () => Promise<boolean> },
): FastifyReply {
  const stream = openStream(reply, `link:${application}`);
  const tell = () => {
    // Also the page of a link that was revoked asks once more, and reads what to do.
    stream.write("event: changed\ndata: {}\n\n");
    void isValid().then(
      (valid) => {
        if (!valid) stream.end();
      },
      () => undefined,
    );
  };
  stream.whenOver(changes.on(application, tell));
  return reply;
}
