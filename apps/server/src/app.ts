import { fileURLToPath } from "node:url";
import { existsSync } from "node:fs";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit from "@fastify/rate-limit";
import fileServer from "@fastify/static";
import swagger from "@fastify/swagger";
import reference from "@scalar/fastify-api-reference";
import { fastify, type FastifyInstance, type FastifyReply } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import type { DestinationStream } from "pino";
import { identifyEverybody } from "./access/identify.ts";
import { adjustmentRoutes } from "./api/adjustments.ts";
import { aboutEvaluationRoutes } from "./api/about-evaluation.ts";
import { applicationRoutes } from "./api/applications.ts";
import { auditRoutes } from "./api/audit.ts";
import { candidateRoutes } from "./api/candidates.ts";
import { challengeRoutes } from "./api/challenges.ts";
import { evaluationRoutes } from "./api/evaluations.ts";
import { fairnessRoutes } from "./api/fairness.ts";
import { findingRoutes } from "./api/findings.ts";
import { comparisonRoutes } from "./api/comparisons.ts";
import { contractRoutes } from "./api/contracts.ts";
import { costRoutes } from "./api/costs.ts";
import { decisionRoutes } from "./api/decisions.ts";
import { interviewRoutes } from "./api/interviews.ts";
import { noticeRoutes } from "./api/notices.ts";
import { overruleRoutes } from "./api/overrules.ts";
import { ratingRoutes } from "./api/ratings.ts";
import { scorecardRoutes } from "./api/scorecards.ts";
import { shareRoutes } from "./api/shares.ts";
import { followUpRoutes } from "./api/follow-ups.ts";
import { gitSubmissionRoutes } from "./api/git-submissions.ts";
import { handOverRoutes } from "./api/hand-over.ts";
import { inWordsRoutes } from "./api/in-words.ts";
import { letterRoutes } from "./api/letters.ts";
import { planSharingRoutes } from "./api/plan-sharing.ts";
import { planRoutes } from "./api/plans.ts";
import { homeRoutes } from "./api/home.ts";
import { meRoutes } from "./api/me.ts";
import { memberRoutes } from "./api/members.ts";
import { nameRoutes } from "./api/names.ts";
import { messageRoutes } from "./api/messages.ts";
import { portalReportRoutes } from "./api/portal-report.ts";
import { portalWorkRoutes } from "./api/portal-work.ts";
import { portalRoutes } from "./api/portal.ts";
import { roleRoutes } from "./api/roles.ts";
import type { Api } from "./api/route.ts";
import { toldFactRoutes } from "./api/told-facts.ts";
import { sessionRoutes } from "./api/sessions.ts";
import { tokenRoutes } from "./api/tokens.ts";
import { walkThroughRoutes } from "./api/walk-through.ts";
import { webhookRoutes } from "./api/webhooks.ts";
import { hideNames } from "./blind/hide-names.ts";
import { endStreamsOnClose } from "./live/events.ts";
import { mountAuth } from "./auth/mount.ts";
import { keepOutOfCaches } from "./edge/caching.ts";
import { assertHosts } from "./edge/hosts.ts";
import { networkOf } from "./edge/network-of.ts";
import { limitBodies, usualPatience, type Patience } from "./edge/patience.ts";
import { answerHealth } from "./operations/health.ts";
import { structuredLog } from "./operations/log.ts";
import { answerMetrics } from "./operations/metrics.ts";
import { traceRequests } from "./operations/traces.ts";
import { serveGit } from "./git/serve-git.ts";
import { askOwnFirst } from "./judgement/own-first.ts";
import type { Parts } from "./parts.ts";
import { answerProblems } from "./problems/answer-problems.ts";

/** The pages, as Vite builds them. */
const pages = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** Each adds the routes of one subject below `/api/v1`. */
const subjects: readonly ((api: Api, parts: Parts) => void)[] = [
  portalRoutes,
  portalWorkRoutes,
  portalReportRoutes,
  adjustmentRoutes,
  meRoutes,
  challengeRoutes,
  roleRoutes,
  costRoutes,
  applicationRoutes,
  nameRoutes,
  contractRoutes,
  toldFactRoutes,
  evaluationRoutes,
  followUpRoutes,
  walkThroughRoutes,
  ratingRoutes,
  scorecardRoutes,
  interviewRoutes,
  comparisonRoutes,
  decisionRoutes,
  overruleRoutes,
  findingRoutes,
  fairnessRoutes,
  shareRoutes,
  noticeRoutes,
  aboutEvaluationRoutes,
  inWordsRoutes,
  letterRoutes,
  planRoutes,
  planSharingRoutes,
  homeRoutes,
  messageRoutes,
  handOverRoutes,
  gitSubmissionRoutes,
  memberRoutes,
  tokenRoutes,
  sessionRoutes,
  webhookRoutes,
  auditRoutes,
  candidateRoutes,
];

export async function makeApp(
  parts: Parts,
  {
    log = false,
    patience = usualPatience,
  }: { readonly log?: boolean | DestinationStream; readonly patience?: Patience } = {},
): Promise<FastifyInstance> {
  const app = fastify({
    logger: log === false ? false : structuredLog(log === true ? undefined : log),
    bodyLimit: 1_048_576,
    // Whoever could say from where they ask could guess passwords without end.
    trustProxy: parts.operation.proxies,
    requestTimeout: patience.whole,
    http: { headersTimeout: patience.head, connectionsCheckingInterval: Math.min(5_000, patience.head) },
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app);
  assertHosts(app, parts);
  keepOutOfCaches(app);
  limitBodies(app, patience);
  app.decorate("patience", patience);

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
        "img-src": ["'self'", "data:"],
        // Mantine sets colours and sizes on elements.
        "style-src": ["'self'", "'unsafe-inline'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    hsts: parts.url.startsWith("https:"),
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    max: 1_200,
    timeWindow: "1 minute",
    // A page is some thirty files that cost us nothing, and a whole office may ask from one address.
    // By its route: an address can be written in many ways.
    allowList: ({ url, routeOptions }) => !/^\/(api|git)\//.test(routeOptions.url ?? url),
    keyGenerator: ({ ip }) => networkOf(ip),
  });
  await app.register(multipart);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Assay", version: "1", description: "Everything that the pages do, for programs." },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given);
      return { url, schema: { ...schema, "x-access": given.route.config?.access } as typeof schema };
    },
    transformObject: jsonSchemaTransformObject,
  });

  traceRequests(app);
  endStreamsOnClose(app);
  answerMetrics(app, parts);
  answerHealth(app, parts);
  identifyEverybody(app, parts);
  hideNames(app, parts);
  askOwnFirst(app, parts);
  await app.register(
    (api, _options, done) => {
      for (const addRoutes of subjects) addRoutes(api.withTypeProvider(), parts);
      done();
    },
    { prefix: "/api/v1" },
  );
  mountAuth(app, parts);
  serveGit(app, parts);
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  await app.register(reference, { routePrefix: "/api/reference", configuration: { url: "/api/openapi.json" } });

  if (existsSync(pages)) {
    await app.register(fileServer, {
      ...{ root: pages, wildcard: false, immutable: true, maxAge: "1y", index: false },
      // Only what Vite names by its content never changes.
      setHeaders(reply: FastifyReply, path: string) {
        if (!path.includes("/assets/")) void reply.header("cache-control", "public, max-age=0");
      },
    });
    // Every address of the pages is one page; which, the browser knows.
    app.get("/*", { schema: { hide: true } }, (request, reply) => {
      if (request.url.startsWith("/api/") || request.url.startsWith("/assets/")) {
        reply.callNotFound();
        return reply;
      }
      return reply.sendFile("index.html", pages, { immutable: false, maxAge: 0, cacheControl: true });
    });
  }
  await app.ready();
  return app;
}
