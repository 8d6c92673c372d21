import { createHash, randomBytes } from "node:crypto";
import jwt from "jsonwebtoken";
import { database, one } from "./database.js";

const { JWT_SECRET: secret } = process.env;
if (!secret) throw new Error("JWT_SECRET is missing.");

const digestOf = (token) => createHash("sha256").update(token).digest();

export function accessToken(userId) {
  return jwt.sign({ id: userId }, secret, { algorithm: "HS256", expiresIn: "15m" });
}

export async function refreshToken(userId) {
  const token = randomBytes(32).toString("base64url");
  await database.query("INSERT INTO refresh_tokens VALUES ($1, $2, now() + interval '30 days')", [
    digestOf(token),
    userId,
  ]);
  return token;
}

/** Whose refresh token it is; undefined where it has ended. */
export async function holderOf(token) {
  const row = await one("SELECT user_id FROM refresh_tokens WHERE digest = $1 AND expires_at > now()", [
    digestOf(token),
  ]);
  return row?.user_id;
}

export async function forget(token) {
  await database.query("DELETE FROM refresh_tokens WHERE digest = $1", [digestOf(token)]);
}

/** Puts the user's row into `request.user`. */
export async function logInRequired(request, response, next) {
  const user = await userOf(request.get("authorization"));
  if (user === undefined) return response.status(401).json({ message: "Unauthorized!" });
  request.user = user;
  next();
}

async function userOf(header = "") {
  let claims;
  try {
    claims = jwt.verify(header.replace(/^Bearer /i, ""), secret, { algorithms: ["HS256"] });
  } catch {
    return undefined;
  }
  return one("SELECT * FROM users WHERE id = $1", [claims.id]);
}
