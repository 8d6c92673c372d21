/** A refusal that the person may read: its message is sent as it is. */
export class Refusal extends Error {
  constructor(status, message, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export const invalid = (message) => new Refusal(400, message);
export const notLoggedIn = () => new Refusal(401, "Please log in.", { "www-authenticate": "Bearer" });
export const wrongCredentials = () => new Refusal(401, "The email or the password is wrong.");
export const tooMany = (seconds) =>
  new Refusal(429, "Too many tries. Please wait a little.", { "retry-after": String(seconds) });
export const busy = () => new Refusal(503, "The service is busy. Please try again shortly.", { "retry-after": "2" });

/** Sends any error as `{"error":{"message"}}`. Only refusals and the framework's own 4xx carry their own words. */
export function sendError(error, request, reply) {
  const { status, message, headers } = describe(error);
  if (status >= 500) {
    request.log.error({ code: error.code, stack: error.stack }, "a request failed");
  }
  return reply
    .code(status)
    .headers(headers ?? {})
    .send({ error: { message } });
}

function describe(error) {
  if (error instanceof Refusal) return error;
  if (isOverload(error)) return busy();
  if (error.code?.startsWith("FST_") && error.statusCode < 500) {
    return { status: error.statusCode, message: error.message };
  }
  return { status: 500, message: "Something went wrong on our side." };
}

/** The database is away, or did not answer in time: the request may work later. */
function isOverload(error) {
  const code = error.code ?? "";
  return (
    code === "FST_ERR_HANDLER_TIMEOUT" ||
    /^(08|53|57)/.test(code) || // connection, resources, shutdown or cancelled
    code === "55P03" || // a lock was not available in time
    /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOENT|ENOTFOUND|EAI_AGAIN)/.test(code) ||
    /timeout|terminated|not queryable/i.test(error.message)
  );
}
