import express from "express";
import Joi from "joi";
import { database } from "./database.js";
import { forgetTries, mayTry } from "./guessing.js";
import { hashOf, matches } from "./passwords.js";
import { accessToken, forget, holderOf, logInRequired, refreshToken } from "./tokens.js";
import { createUser, findByName, profileOf, rolesOf, updateProfile } from "./users.js";

const text = Joi.string().pattern(/^[^\0]*$/, "text without NUL");
// bcrypt reads 72 bytes.
const newPassword = text.min(8).max(72, "utf8").required();
const image = text.uri().max(2000).allow(null, "");
const bodies = {
  signUp: Joi.object({
    username: Joi.string()
      .pattern(/^[\w.@+-]{3,64}$/)
      .required(),
    email: text.email().max(254).lowercase().required(),
    password: newPassword,
    image,
  }),
  signIn: Joi.object({ username: text.required(), password: text.required() }),
  refresh: Joi.object({ refreshToken: text.required() }),
  profile: Joi.object({ bio: text.max(5000).allow(null, ""), image }),
  password: Joi.object({ currentPassword: text.required(), newPassword }),
};

/** Reads the body; what it does not know is left out. */
const reading = (schema) => (request, response, next) => {
  const { value, error } = schema.validate(request.body ?? {}, { stripUnknown: true });
  if (error) return response.status(400).json({ message: error.details[0].message });
  request.body = value;
  next();
};

const app = express();
app.disable("x-powered-by");
app.use((request, response, next) => {
  response.set({ "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" });
  next();
});
app.use(express.json());

app.post("/api/auth/signup", reading(bodies.signUp), async (request, response) => {
  const { username, email, password, image } = request.body;
  const hash = await hashOf(password);
  await createUser({ username, email, hash, image });
  response.status(201).json({ message: "User was registered successfully!" });
});

app.post("/api/auth/signin", reading(bodies.signIn), async (request, response) => {
  const { username, password } = request.body;
  if (!mayTry(username))
    return response.status(429).json({ message: "Too many tries. Please wait a quarter of an hour." });
  const user = await findByName(username);
  const isRight = await matches(password, user?.password);
  if (!user || !isRight) return response.status(401).json({ message: "Wrong user name or password." });
  forgetTries(username);
  response.json({
    id: user.id,
    username: user.username,
    email: user.email,
    roles: await rolesOf(user.id),
    accessToken: accessToken(user.id),
    refreshToken: await refreshToken(user.id),
  });
});

app.post("/api/auth/refresh", reading(bodies.refresh), async (request, response) => {
  const id = await holderOf(request.body.refreshToken);
  if (id === undefined) return response.status(403).json({ message: "Please sign in again." });
  response.json({ accessToken: accessToken(id) });
});

app.post("/api/auth/signout", reading(bodies.refresh), async (request, response) => {
  await forget(request.body.refreshToken);
  response.sendStatus(204);
});

app.get("/api/users/me", logInRequired, (request, response) => response.json(profileOf(request.user)));

app.patch("/api/users/me", logInRequired, reading(bodies.profile), async (request, response) => {
  response.json(profileOf(await updateProfile(request.user.id, request.body)));
});

app.put("/api/users/me/password", logInRequired, reading(bodies.password), async (request, response) => {
  const { id, password: old } = request.user;
  if (!(await matches(request.body.currentPassword, old))) {
    return response.status(400).json({ message: "The current password is wrong." });
  }
  const hash = await hashOf(request.body.newPassword);
  await database.query("UPDATE users SET password = $2 WHERE id = $1", [id, hash]);
  await database.query("DELETE FROM refresh_tokens WHERE user_id = $1", [id]);
  response.sendStatus(204);
});

app.get("/api/users", logInRequired, async (request, response) => {
  const roles = await rolesOf(request.user.id);
  if (!roles.includes("ROLE_ADMIN")) return response.status(403).json({ message: "Require Admin Role!" });
  const { rows } = await database.query("SELECT id, username, email FROM users ORDER BY id");
  response.json(rows);
});

app.use((request, response) => response.status(404).json({ message: "Not found." }));
app.use((error, request, response, next) => {
  if (error.code === "23505") return response.status(400).json({ message: "Failed! It is already in use." });
  const status = error.status ?? 500;
  if (status >= 500) console.error(error);
  response.status(status).json({ message: status < 500 ? "The request cannot be read." : "Something went wrong." });
});

const server = app.listen(Number(process.env.PORT ?? 8080));
process.once("SIGTERM", () => server.close(() => database.end()));
