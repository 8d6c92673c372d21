import { createHash, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Parts } from "../parts.ts";
import { Problem } from "../problems/problem.ts";

/**
 * `/api/metrics`, as Prometheus reads it: how long requests take by route, what waits, what evaluations came to, how busy
 * this process is. Only for this machine itself, or for whoever has the operator's token.
 */
export function answerMetrics(app: FastifyInstance, { database, queue, operation }: Parts): void {
  const registry = new Registry();
  // The event loop's lag is among them.
  collectDefaultMetrics({ register: registry, prefix: "assay_" });
  const durations = new Histogram({
    name: "assay_http_request_duration_seconds",
    help: "How long requests took, by route: never by address",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  app.addHook("onResponse", (request, reply, done) => {
    const labels = { method: request.method, route: routeOf(request), status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1_000);
    done();
  });
  new Gauge({
    name: "assay_queue_jobs",
    help: "What is in each queue, by how far it is",
    labelNames: ["queue", "state"],
    registers: [registry],
    async collect() {
      this.reset();
      const { rows } = await sql<{ name: string; state: string; jobs: number }>`
        SELECT name, state::text, count(*)::int AS jobs FROM queue.job
        WHERE state IN ('created', 'retry', 'active', 'failed') AND name NOT LIKE '\\_\\_pgboss%'
        GROUP BY name, state`.execute(database);
      for (const queue of await queues()) for (const state of states) this.set({ queue, state }, 0);
      for (const { name, state, jobs } of rows) this.set({ queue: name, state }, jobs);
    },
  });
  new Gauge({
    name: "assay_evaluations",
    help: "Evaluations by state",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      const rows = await database
        .selectFrom("evaluation")
        .select(["state", sql<number>`count(*)::int`.as("evaluations")])
        .groupBy("state")
        .execute();
      for (const { state, evaluations } of rows) this.set({ state }, evaluations);
    },
  });
  const queues = async () =>
    (await queue.getQueues()).map(({ name }) => name).filter((name) => !name.startsWith("__pgboss"));

  app.get("/api/metrics", { schema: { hide: true }, logLevel: "warn" }, async (request, reply) => {
    if (!mayRead(request, operation.metricsToken)) {
      throw new Problem("not-allowed", "Ask from this machine itself, or with the token in ASSAY_METRICS_TOKEN.");
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

const states = ["created", "retry", "active"];

/** As it is declared: an address names people, a route doesn't. */
export function routeOf({ routeOptions }: FastifyRequest): string {
  return routeOptions.url ?? "none";
}

function mayRead(request: FastifyRequest, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (token !== undefined && given !== undefined) return timingSafeEqual(digest(given), digest(token));
  // What a proxy on this machine passes on comes from elsewhere.
  const isPassedOn = request.headers["x-forwarded-for"] !== undefined || request.headers.forwarded !== undefined;
  return !isPassedOn && /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? "");
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
