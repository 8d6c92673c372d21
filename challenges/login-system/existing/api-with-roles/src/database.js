import pg from "pg";

const { DB_HOST, DB_PORT, DB_USER, DB_PASSWORD, DB_NAME } = process.env;

export const database = new pg.Pool({
  host: DB_HOST,
  port: Number(DB_PORT),
  user: DB_USER,
  password: DB_PASSWORD,
  database: DB_NAME,
  connectionTimeoutMillis: 3_000,
  query_timeout: 4_000,
});
// Unhandled, a connection that breaks while nobody uses it would end the process.
database.on("error", (error) => console.error(`A connection was lost: ${error.message}`));

/** The first row; undefined when there is none. */
export async function one(text, values) {
  const { rows } = await database.query(text, values);
  return rows[0];
}
