import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

/** Whatever watches over us asks these by any address. They say nothing about what's inside. */
const probes = ["/api/health", "/api/ready"];

/**
 * Answers only to its own names. Otherwise someone else's page, whose name is made to lead here, would be taken for one of
 * ours by the browser that shows it (DNS rebinding).
 */
export function assertHosts(app: FastifyInstance, { url, operation }: Pick<Parts, "url" | "operation">): void {
  const names = new Set([new URL(url).hostname, ...(operation.hosts ?? [])].map((name) => name.toLowerCase()));
  app.addHook("onRequest", (request, _reply, done) => {
    const host = bare(request.hostname);
    if (probes.includes(request.routeOptions.url ?? "") || names.has(host) || isWhereTheyConnected(host, request)) {
      done();
      return;
    }
    done(
      new Problem(
        "wrong-host",
        `Open ${url} instead. If people reach Assay by this name, the person who runs it can add the name to ASSAY_HOSTS.`,
      ),
    );
  });
}

/** An address in numbers can't be made to lead elsewhere; `localhost` always leads to one's own machine. */
function isWhereTheyConnected(host: string, { socket }: FastifyRequest): boolean {
  // None where a request comes from our own process.
  const local = (socket.localAddress ?? "127.0.0.1").replace(/^::ffff:/, "");
  const isLoopback = local === "::1" || local.startsWith("127.");
  if (isIP(host) !== 0) return host === local;
  return isLoopback && (host === "localhost" || host.endsWith(".localhost"));
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[|\]$/g, "");
}
