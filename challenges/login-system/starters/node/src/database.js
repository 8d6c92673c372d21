import pg from "pg";

/** Gives up on connecting, and on any query, soon enough that every request is answered within 5 s. */
export function openDatabase(connectionString) {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  // Without a listener, a connection that is lost while idle would end the process.
  pool.on("error", (error) => console.error(`A database connection was lost: ${error.message}`));
  return pool;
}
