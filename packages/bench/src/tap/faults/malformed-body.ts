import { Readable } from "node:stream";
import { without, type Rewrite } from "../http-reply.ts";

/** Neither JSON nor XML nor a form may go on, or end, like this; nor may it be all that there is. */
const nonsense = Buffer.from(',{"');

/** Whatever its length says of it is left out, so that it is whole as far as HTTP goes. */
export const malformedBody: Rewrite = (reply) => ({
  ...reply,
  headers: without(reply.headers, "content-length", "content-md5", "digest", "content-digest", "etag"),
  body: Readable.from(spoiled(reply.body)),
});

async function* spoiled(body: Readable): AsyncGenerator<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    yield Buffer.concat([last, chunk.subarray(0, -1)]);
    last = chunk.subarray(-1);
  }
  yield nonsense;
}
