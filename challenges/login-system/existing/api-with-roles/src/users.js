import { one } from "./database.js";

/** The new user's id, with the role that everyone has. The database refuses a name or an email that is taken. */
export function createUser({ username, email, hash, image }) {
  return one(
    `WITH added AS (INSERT INTO users (username, email, password, image) VALUES ($1, $2, $3, $4) RETURNING id)
     INSERT INTO user_roles SELECT added.id, roles.id FROM added, roles WHERE roles.name = 'user' RETURNING user_id`,
    [username, email, hash, image ?? null],
  );
}

export function findByName(username) {
  return one("SELECT id, username, email, password FROM users WHERE username = $1", [username]);
}

/** As ROLE_USER, ROLE_ADMIN. */
export async function rolesOf(userId) {
  const { names } = await one(
    `SELECT coalesce(array_agg('ROLE_' || upper(roles.name)), '{}') AS names
     FROM user_roles JOIN roles ON roles.id = role_id WHERE user_id = $1`,
    [userId],
  );
  return names;
}

/** What is not given stays as it is. */
export function updateProfile(id, { bio, image }) {
  return one(
    `UPDATE users SET bio = CASE WHEN $2 THEN $3 ELSE bio END, image = CASE WHEN $4 THEN $5 ELSE image END
     WHERE id = $1 RETURNING *`,
    [id, bio !== undefined, bio ?? null, image !== undefined, image ?? null],
  );
}

export const profileOf = ({ username, email, bio, image }) => ({ user: { username, email, bio, image } });
