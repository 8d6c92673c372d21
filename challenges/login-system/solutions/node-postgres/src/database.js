import pg from "pg";

// Every request must be answered within 5 s, so each step in it has to give up sooner.
const timeLimits = {
  connectionTimeoutMillis: 3_000,
  statement_timeout: 4_200,
  query_timeout: 4_400, // for a server that no longer answers at all
  idle_in_transaction_session_timeout: 10_000,
};

export function openDatabase(connectionString) {
  const pool = openPool(connectionString, 12);
  const healthPool = openPool(connectionString, 1); // asking for health never queues behind the work

  return {
    query: (text, values) => pool.query(text, values),
    transaction: (work) => inTransaction(pool, work),
    ping: () => healthPool.query({ text: "SELECT 1", query_timeout: 2_000 }),
    close: () => Promise.all([pool.end(), healthPool.end()]),
  };
}

function openPool(connectionString, max) {
  const pool = new pg.Pool({ connectionString, max, ...timeLimits });
  // A connection that breaks while nobody uses it is replaced by the pool; unhandled, this event would end the process.
  pool.on("error", (error) => console.error(`A database connection was lost: ${error.message}`));
  return pool;
}

async function inTransaction(pool, work) {
  const client = await pool.connect();
  // While a client is borrowed the pool does not listen for the loss of its connection: the query itself fails.
  client.on("error", ignore);
  let broken;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((failure) => (broken = failure));
    throw error;
  } finally {
    client.off("error", ignore);
    client.release(broken);
  }
}

function ignore() {}
