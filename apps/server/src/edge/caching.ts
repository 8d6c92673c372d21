import type { FastifyInstance } from "fastify";

/** What's personal stays in no cache: all that isn't a file of the pages, unless it says otherwise itself. */
export function keepOutOfCaches(app: FastifyInstance): void {
  app.addHook("onSend", (request, reply, _payload, done) => {
    const path = request.routeOptions.url ?? request.url;
    if (path.startsWith("/api/") && !reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
    done();
  });
}
