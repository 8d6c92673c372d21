/** What others may see of an account: never its hash. */
export const profileOf = ({ id, email, name, bio }) => ({ id, email, name, bio });

export function accountStore(database) {
  return {
    /** The new account, or undefined when the email is taken: the database decides, however many ask at once. */
    async create({ email, name, passwordHash }) {
      const { rows } = await database.query(
        `INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)
         ON CONFLICT (email) DO NOTHING
         RETURNING *`,
        [email, name, passwordHash],
      );
      return rows[0];
    },

    async findByEmail(email) {
      const { rows } = await database.query("SELECT * FROM users WHERE email = $1", [email]);
      return rows[0];
    },

    /** Changes only what is given, so that two changes at once both survive. */
    async update(id, { name, bio }) {
      const { rows } = await database.query(
        `UPDATE users SET name = coalesce($2, name), bio = coalesce($3, bio) WHERE id = $1
         RETURNING *`,
        [id, name, bio],
      );
      return rows[0];
    },

    async remove(id) {
      await database.query("DELETE FROM users WHERE id = $1", [id]);
    },

    /** Also ends every log-in but `keepSession`, and any reset under way. False when another change came first. */
    changePassword(id, { from, to, keepSession }) {
      return database.transaction(async (client) => {
        const { rowCount } = await client.query(
          "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
          [id, from, to],
        );
        if (rowCount === 0) return false;
        await client.query("DELETE FROM sessions WHERE user_id = $1 AND id <> $2", [id, keepSession]);
        await client.query("DELETE FROM password_resets WHERE user_id = $1", [id]);
        return true;
      });
    },
  };
}
