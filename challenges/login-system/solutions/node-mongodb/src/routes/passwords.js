import { Router } from "express";
import { Refusal } from "../errors.js";
import { hashPassword, verifyPassword } from "../passwords.js";
import { changePasswordBody, forgotPasswordBody, resetPasswordBody } from "../validation.js";

export function passwordRoutes({ accounts, sessions, guard, limitMails, mailer }) {
  const router = Router();

  router.post("/me/password", async (req, res) => {
    const { account } = await sessions.authenticate(req);
    const { currentPassword, newPassword } = changePasswordBody.parse(req.body);
    // Guarded like a log-in: who finds an open session must not guess the password through it.
    const right = await guard.attempt(account.email, req.ip, () =>
      verifyPassword(currentPassword, account.passwordHash),
    );
    const changed = right && (await accounts.changePassword(account, await hashPassword(newPassword)));
    if (!changed) throw new Refusal(403, "The current password is wrong.");
    const token = await sessions.start(changed);
    await sessions.removeOutdated(changed);
    res.json({ token });
  });

  router.post("/password/forgot", async (req, res) => {
    const { email } = forgotPasswordBody.parse(req.body);
    await limitMails(email); // counted alike whether or not there is an account
    const token = await accounts.startReset(email);
    if (token !== undefined) mailer.sendReset(email, token);
    res.status(202).json({ message: "If there is an account with this email, a mail is on its way." });
  });

  router.post("/password/reset", async (req, res) => {
    const { email, token, newPassword } = resetPasswordBody.parse(req.body);
    const done =
      (await accounts.hasReset(email, token)) &&
      (await accounts.finishReset(email, token, await hashPassword(newPassword)));
    if (!done) throw new Refusal(400, "This link is no longer good. Please ask for a new one.");
    await guard.forgive(email, req.ip);
    res.status(204).end();
  });

  return router;
}
