import { randomUUID } from "node:crypto";
import { SignJWT, jwtVerify } from "jose";
import { notLoggedIn } from "./errors.js";

const days = 7;

/**
 * A log-in is a row, and a signed token that names it. The signature spares the database forged tokens;
 * the row lets a log-in end, and makes it the same on every copy.
 */
export function sessionStore(database, secret) {
  const key = new TextEncoder().encode(secret);

  return {
    /**
     * A token for a new log-in, or undefined when the password was changed since it was verified:
     * locking the row makes this wait for a change under way, and see it.
     */
    async start(account) {
      const id = randomUUID();
      const { rowCount } = await database.query(
        `INSERT INTO sessions (id, user_id, expires_at)
         SELECT $1, id, now() + make_interval(days => $4) FROM users WHERE id = $2 AND password_hash = $3 FOR SHARE`,
        [id, account.id, account.password_hash, days],
      );
      return rowCount === 1 ? sign(id) : undefined;
    },

    async end(sessionId) {
      await database.query("DELETE FROM sessions WHERE id = $1", [sessionId]);
    },

    /** The account whose log-in this request carries, and the log-in's id. */
    async authenticate(request) {
      const sessionId = await verify(bearerOf(request));
      const { rows } = await database.query(
        `SELECT users.* FROM sessions JOIN users ON users.id = sessions.user_id
         WHERE sessions.id = $1 AND sessions.expires_at > now()`,
        [sessionId],
      );
      if (rows.length === 0) throw notLoggedIn();
      return { account: rows[0], sessionId };
    },

    async removeExpired() {
      await database.query("DELETE FROM sessions WHERE expires_at < now()");
    },
  };

  function sign(sessionId) {
    return new SignJWT()
      .setProtectedHeader({ alg: "HS256" })
      .setJti(sessionId)
      .setIssuedAt()
      .setExpirationTime(`${days}d`)
      .sign(key);
  }

  async function verify(token) {
    try {
      const { payload } = await jwtVerify(token, key, { algorithms: ["HS256"], requiredClaims: ["jti", "exp"] });
      return payload.jti;
    } catch {
      throw notLoggedIn();
    }
  }
}

function bearerOf(request) {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() !== "bearer" || !token) throw notLoggedIn();
  return token;
}
