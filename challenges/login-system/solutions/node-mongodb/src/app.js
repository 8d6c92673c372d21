import express from "express";
import { busy, handleError, notFound } from "./errors.js";
import { accountRoutes } from "./routes/accounts.js";
import { healthRoutes } from "./routes/health.js";
import { logInRoutes } from "./routes/log-ins.js";
import { passwordRoutes } from "./routes/passwords.js";

const answersWithinMs = 4_700;

/** @param services `{ database, accounts, sessions, guard, limitMails, mailer }` */
export function buildApp(services) {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Exactly one proxy stands in front, in 127.0.0.0/8. What it was told by others is not believed.
  app.set("trust proxy", (address, hop) => hop === 0 && /^(::ffff:)?127\./.test(address));

  app.use(answerInTime, securityHeaders, express.json({ limit: "1mb" }));
  app.use(accountRoutes(services), logInRoutes(services), passwordRoutes(services), healthRoutes(services));
  app.use(notFound);
  app.use(handleError);
  return app;
}

/** An answer within 5 s, whatever is broken behind us. What comes too late is not sent. */
function answerInTime(req, res, next) {
  const timer = setTimeout(() => {
    if (req.complete) handleError(busy(), req, res, next);
  }, answersWithinMs);
  res.once("close", () => clearTimeout(timer));
  const json = res.json.bind(res);
  res.json = (body) => (res.headersSent ? res : json(body));
  const end = res.end.bind(res);
  res.end = (...sent) => (res.writableEnded ? res : end(...sent));
  next();
}

function securityHeaders(req, res, next) {
  res.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
  });
  next();
}
