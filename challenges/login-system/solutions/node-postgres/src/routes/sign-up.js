import { profileOf } from "../accounts.js";
import { Refusal } from "../errors.js";
import { readBody, readEmail, readName, readNewPassword } from "../fields.js";
import { hashPassword } from "../passwords.js";

export function signUp(app, { accounts }) {
  app.post("/signup", async (request, reply) => {
    const body = readBody(request);
    const email = readEmail(body);
    const name = readName(body);
    const password = readNewPassword(body);

    const account = await accounts.create({ email, name, passwordHash: await hashPassword(password) });
    if (!account) throw new Refusal(409, "There is already an account with this email.");
    return reply.code(201).send({ user: profileOf(account) });
  });
}
