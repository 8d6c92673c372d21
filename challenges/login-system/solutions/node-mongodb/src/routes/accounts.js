import { Router } from "express";
import { profileOf } from "../accounts.js";
import { Refusal, notLoggedIn } from "../errors.js";
import { hashPassword } from "../passwords.js";
import { profileBody, signUpBody } from "../validation.js";

export function accountRoutes({ accounts, sessions }) {
  const router = Router();

  router.post("/signup", async (req, res) => {
    const { email, name, password } = signUpBody.parse(req.body);
    const account = await accounts.create({ email, name, passwordHash: await hashPassword(password) });
    if (account === undefined) throw new Refusal(409, "There is already an account with this email.");
    res.status(201).json({ user: profileOf(account) });
  });

  router.get("/me", async (req, res) => {
    const { account } = await sessions.authenticate(req);
    res.json(profileOf(account));
  });

  router.patch("/me", async (req, res) => {
    const { account } = await sessions.authenticate(req);
    const changed = await accounts.update(account._id, profileBody.parse(req.body));
    if (changed === null) throw notLoggedIn(); // deleted meanwhile
    res.json(profileOf(changed));
  });

  router.delete("/me", async (req, res) => {
    const { account } = await sessions.authenticate(req);
    await accounts.remove(account._id);
    res.status(204).end();
  });

  return router;
}
