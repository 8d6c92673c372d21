import { createHash, randomBytes } from "node:crypto";

const minutes = 60;

/** Resets under way. The database holds only a digest: who reads it cannot use it. */
export function resetStore(database) {
  return {
    /** A token for this person, replacing any older one; undefined when there is no such account. */
    async start(email) {
      const token = randomBytes(32).toString("base64url");
      const { rowCount } = await database.query(
        `INSERT INTO password_resets (user_id, token_digest, expires_at)
         SELECT id, $2, now() + make_interval(mins => $3) FROM users WHERE email = $1
         ON CONFLICT (user_id) DO UPDATE SET token_digest = excluded.token_digest, expires_at = excluded.expires_at`,
        [email, digest(token), minutes],
      );
      return rowCount === 1 ? token : undefined;
    },

    /** Asked before the new password is hashed, so that a made-up token costs us nothing. */
    async isValid(email, token) {
      const { rows } = await database.query(
        `SELECT 1 FROM password_resets JOIN users ON users.id = user_id
         WHERE email = $1 AND token_digest = $2 AND expires_at > now()`,
        [email, digest(token)],
      );
      return rows.length === 1;
    },

    /** Uses the token up, sets the password and ends every log-in. False when the token is no longer good. */
    finish(email, token, passwordHash) {
      return database.transaction(async (client) => {
        const { rows } = await client.query(
          `DELETE FROM password_resets USING users
           WHERE users.id = user_id AND email = $1 AND token_digest = $2 AND expires_at > now()
           RETURNING user_id`,
          [email, digest(token)],
        );
        if (rows.length === 0) return false;
        await client.query("UPDATE users SET password_hash = $2 WHERE id = $1", [rows[0].user_id, passwordHash]);
        await client.query("DELETE FROM sessions WHERE user_id = $1", [rows[0].user_id]);
        return true;
      });
    },

    async removeExpired() {
      await database.query("DELETE FROM password_resets WHERE expires_at < now()");
    },
  };
}

function digest(token) {
  return createHash("sha256").update(token).digest();
}
