import { Router } from "express";
import { z } from "zod";
import { loginLimit } from "./limits.js";
import { authenticate, tokenOf } from "./tokens.js";
import { findByLogin, hashOf, User, viewOf } from "./user.js";

const email = z.string().trim().toLowerCase().pipe(z.email().max(254));
// bcrypt reads 72 bytes, and none after a NUL.
const password = z
  .string()
  .min(8)
  .refine((text) => Buffer.byteLength(text) <= 72 && !text.includes("\0"), "At most 72 bytes");
const profile = { name: z.string().max(100), bio: z.string().max(2000) };
const bodies = {
  register: z.object({ email, password, name: profile.name.default("") }),
  login: z.object({ email: z.string().trim().toLowerCase(), password: z.string() }),
  update: z.object(profile).partial(),
  password: z.object({ currentPassword: z.string(), password }),
};

const reading = (schema) => (request, response, next) => {
  const { success, data, error } = schema.safeParse(request.body);
  if (!success) return response.status(400).json({ error: z.prettifyError(error) });
  request.body = data;
  next();
};

export const router = Router();

router.post("/register", reading(bodies.register), async (request, response) => {
  const { email, password, name } = request.body;
  const user = await User.create({ email, name, passwordHash: await hashOf(password) });
  response.status(201).json({ user: viewOf(user) });
});

router.post("/login", reading(bodies.login), loginLimit, async (request, response) => {
  const user = await findByLogin(request.body.email, request.body.password);
  if (user === null) return response.status(401).json({ error: "Wrong email or password." });
  response.json({ token: tokenOf(user), user: viewOf(user) });
});

router.use("/user", authenticate);

router.get("/user", (request, response) => response.json({ user: viewOf(request.user) }));

router.patch("/user", reading(bodies.update), async (request, response) => {
  const user = await User.findByIdAndUpdate(request.user.id, request.body, { returnDocument: "after" });
  response.json({ user: viewOf(user) });
});

router.put("/user/password", reading(bodies.password), loginLimit, async (request, response) => {
  const { email } = request.user;
  const user = await findByLogin(email, request.body.currentPassword);
  if (user === null) return response.status(400).json({ error: "The current password is wrong." });
  const passwordHash = await hashOf(request.body.password);
  await User.updateOne({ _id: user.id }, { passwordHash, $inc: { tokenVersion: 1 } });
  response.sendStatus(204);
});

router.delete("/user", async (request, response) => {
  await User.deleteOne({ _id: request.user.id });
  response.sendStatus(204);
});

router.post("/logout", authenticate, async (request, response) => {
  await User.updateOne({ _id: request.user.id }, { $inc: { tokenVersion: 1 } });
  response.sendStatus(204);
});
