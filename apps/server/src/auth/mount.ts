import type { FastifyInstance } from "fastify";
import { assertSameOrigin } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";
import { openPaths } from "./auth.ts";

/** What better-auth answers by itself. */
export function mountAuth(app: FastifyInstance, { auth, url }: Parts): void {
  app.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    schema: { hide: true },
    config: { rateLimit: { max: 60, timeWindow: "1 minute" } },
    async handler(request, reply) {
      const asked = new URL(request.url, url);
      const path = asked.pathname.replace(/^\/api\/auth/, "");
      if (!openPaths.some((open) => path === open) && !/^\/reset-password\/[A-Za-z0-9]+$/.test(path)) {
        throw new Problem("not-found", `Nothing answers ${request.method} ${asked.pathname}.`);
      }
      assertSameOrigin(request);
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers)) {
        if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
      }
      // Of several in front of us, only what our own proxies say is believed.
      headers.set("x-forwarded-for", request.ip);
      const answer = await auth.handler(
        new Request(asked, {
          ...{ method: request.method, headers },
          ...(request.method === "POST" ? { body: JSON.stringify(request.body ?? {}) } : {}),
        }),
      );
      void reply.code(answer.status);
      for (const [name, value] of answer.headers) if (name !== "set-cookie") void reply.header(name, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) void reply.header("set-cookie", cookies);
      return reply.send(await answer.text());
    },
  });
}
