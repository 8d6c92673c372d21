import Fastify from "fastify";
import { sendError } from "./errors.js";
import { signUp } from "./routes/sign-up.js";
import { logInAndOut } from "./routes/log-in.js";
import { profile } from "./routes/profile.js";
import { changePassword } from "./routes/change-password.js";
import { resetPassword } from "./routes/reset-password.js";
import { health } from "./routes/health.js";

/** @param services `{ database, accounts, sessions, resets, guard, mailLimit, mail }` */
export function buildApp(services) {
  const app = Fastify({
    logger: { level: "warn" },
    bodyLimit: 1_000_000,
    handlerTimeout: 4_700, // an answer within 5 s, whatever is broken behind us
    requestTimeout: 20_000,
    // Exactly one proxy stands in front, in 127.0.0.0/8. What it was told by others is not believed.
    trustProxy: (address, hop) => hop === 0 && isProxy(address),
    frameworkErrors: sendError,
  });

  readJson(app);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: { message: "There is nothing here." } }));
  app.addHook("onSend", addSecurityHeaders);

  for (const routes of [signUp, logInAndOut, profile, changePassword, resetPassword, health]) routes(app, services);
  return app;
}

function isProxy(address) {
  return address.startsWith("127.") || address.startsWith("::ffff:127.");
}

/** JSON only. An empty body is no body, whatever its type says: some clients send the type with every POST. */
function readJson(app) {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body === "") done(null, undefined);
    else parse(request, body, done);
  });
}

async function addSecurityHeaders(request, reply) {
  reply.headers({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
  });
}
