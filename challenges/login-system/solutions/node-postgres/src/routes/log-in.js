import { wrongCredentials } from "../errors.js";
import { readBody, readEmail, readSecret } from "../fields.js";
import { nobodysHash, verifyPassword } from "../passwords.js";

export function logInAndOut(app, { accounts, sessions, guard }) {
  app.post("/login", async (request) => {
    const body = readBody(request);
    const email = readEmail(body);
    const password = readSecret(body, "password");

    const account = await accounts.findByEmail(email);
    const right = await guard.attempt(email, request.ip, () => isRight(password, account));
    const token = right && (await sessions.start(account));
    if (!token) throw wrongCredentials();
    return { token };
  });

  app.post("/logout", async (request, reply) => {
    const { sessionId } = await sessions.authenticate(request);
    await sessions.end(sessionId);
    return reply.code(204).send();
  });
}

/** Takes equally long whether or not there is an account. */
async function isRight(password, account) {
  const matches = await verifyPassword(password, account?.password_hash ?? nobodysHash);
  return matches && account !== undefined;
}
