import { Refusal } from "../errors.js";
import { readBody, readNewPassword, readSecret } from "../fields.js";
import { hashPassword, verifyPassword } from "../passwords.js";

export function changePassword(app, { accounts, sessions, guard }) {
  app.post("/me/password", async (request, reply) => {
    const { account, sessionId } = await sessions.authenticate(request);
    const body = readBody(request);
    const currentPassword = readSecret(body, "currentPassword");
    const newPassword = readNewPassword(body, "newPassword");

    // Guarded like a log-in: who finds an open session must not guess the password through it.
    const right = await guard.attempt(account.email, request.ip, () =>
      verifyPassword(currentPassword, account.password_hash),
    );
    const change = {
      from: account.password_hash,
      to: right && (await hashPassword(newPassword)),
      keepSession: sessionId,
    };
    if (!right || !(await accounts.changePassword(account.id, change))) {
      throw new Refusal(403, "The current password is wrong.");
    }
    return reply.code(204).send();
  });
}
