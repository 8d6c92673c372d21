import { MongoNetworkError, MongoServerSelectionError, MongoError } from "mongodb";
import { ZodError } from "zod";

/** A refusal that the visitor may read: its message is sent as it is. */
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export const notLoggedIn = () => new Refusal(401, "Please log in.");
export const tooMany = () => new Refusal(429, "Too many tries. Please wait a little.");
export const busy = () => new Refusal(503, "The service is busy. Please try again shortly.");

export function notFound(req, res) {
  res.status(404).json({ error: { message: "There is nothing here." } });
}

/** The last middleware: every error becomes `{"error":{"message"}}`, and only refusals carry their own words. */
// eslint-disable-next-line no-unused-vars -- Express knows an error handler by its four parameters.
export function handleError(error, req, res, next) {
  const { status, message } = describe(error);
  if (status >= 500) console.error(`${req.method} ${req.path} failed:`, error.name, error.code ?? "", error.stack);
  if (res.headersSent) return;
  if (status === 401) res.set("WWW-Authenticate", "Bearer");
  if (status === 429 || status === 503) res.set("Retry-After", "5");
  res.status(status).json({ error: { message } });
}

function describe(error) {
  if (error instanceof Refusal) return error;
  if (error instanceof ZodError) return { status: 400, message: error.issues[0].message };
  if (isUnavailable(error)) return busy();
  // What Express's own middleware refuses: broken JSON, a body too large, a malformed URL.
  if (error.status >= 400 && error.status < 500) return { status: error.status, message: wordsFor(error) };
  return { status: 500, message: "Something went wrong on our side." };
}

/** The database is away, or did not answer in time. */
function isUnavailable(error) {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  return error instanceof MongoError && /Timeout|PoolCleared|PoolClosed|NotConnected|Interrupted/.test(error.name);
}

function wordsFor({ type, status }) {
  if (type === "entity.parse.failed") return "The body is not valid JSON.";
  if (status === 413) return "The body is too large.";
  if (status === 415) return "This kind of body is not accepted.";
  return "The request is not valid.";
}
