import { Refusal } from "../errors.js";
import { readBody, readEmail, readNewPassword, readSecret } from "../fields.js";
import { hashPassword } from "../passwords.js";

export function resetPassword(app, { resets, mail, mailLimit, guard }) {
  app.post("/password/forgot", async (request, reply) => {
    const email = readEmail(readBody(request));

    mailLimit.take(email); // counted alike whether or not there is an account
    const token = await resets.start(email);
    if (token) mail.sendReset(email, token);
    return reply.code(202).send({ message: "If there is an account with this email, a mail is on its way." });
  });

  app.post("/password/reset", async (request, reply) => {
    const body = readBody(request);
    const email = readEmail(body);
    const token = readSecret(body, "token");
    const newPassword = readNewPassword(body, "newPassword");

    const done =
      (await resets.isValid(email, token)) && (await resets.finish(email, token, await hashPassword(newPassword)));
    if (!done) throw new Refusal(400, "This link is no longer good. Please ask for a new one.");
    guard.forgive(email, request.ip);
    return reply.code(204).send();
  });
}
