import jwt from "jsonwebtoken";
import { User } from "./user.js";

const { JWT_SECRET: secret } = process.env;
if (!secret) throw new Error("JWT_SECRET is missing.");

export const tokenOf = ({ id, tokenVersion }) =>
  jwt.sign({ version: tokenVersion }, secret, { algorithm: "HS256", subject: id, expiresIn: "1h" });

/** Puts the user into `request.user`. */
export async function authenticate(request, response, next) {
  const user = await userOf(request.get("authorization"));
  if (user === null) return response.status(401).json({ error: "Please log in." });
  request.user = user;
  next();
}

async function userOf(header = "") {
  const [, token] = /^Bearer (\S+)$/i.exec(header) ?? [];
  if (token === undefined) return null;
  let claims;
  try {
    claims = jwt.verify(token, secret, { algorithms: ["HS256"] });
  } catch {
    return null;
  }
  return User.findOne({ _id: claims.sub, tokenVersion: claims.version });
}
