import { Router } from "express";
import { Refusal } from "../errors.js";
import { nobodysHash, verifyPassword } from "../passwords.js";
import { logInBody } from "../validation.js";

export function logInRoutes({ accounts, sessions, guard }) {
  const router = Router();

  router.post("/login", async (req, res) => {
    const { email, password } = logInBody.parse(req.body);
    const account = await accounts.findByEmail(email);
    const right = await guard.attempt(email, req.ip, async () => {
      const matches = await verifyPassword(password, account?.passwordHash ?? nobodysHash);
      return matches && account !== null;
    });
    if (!right) throw new Refusal(401, "The email or the password is wrong.");
    res.json({ token: await sessions.start(account) });
  });

  router.post("/logout", async (req, res) => {
    const { sessionId } = await sessions.authenticate(req);
    await sessions.end(sessionId);
    res.status(204).end();
  });

  return router;
}
