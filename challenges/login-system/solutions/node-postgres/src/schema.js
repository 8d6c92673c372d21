const schema = `
  CREATE TABLE IF NOT EXISTS users (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email text NOT NULL CONSTRAINT users_email_unique UNIQUE,
    name text NOT NULL,
    bio text NOT NULL DEFAULT '',
    password_hash text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE IF NOT EXISTS sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX IF NOT EXISTS sessions_user ON sessions (user_id);

  -- One row for each person: a newer request replaces the older one.
  CREATE TABLE IF NOT EXISTS password_resets (
    user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    token_digest bytea NOT NULL,
    expires_at timestamptz NOT NULL
  );
`;

const lockKey = 7_203_551; // any number that nothing else in this database locks

/** Waits for the database for as long as it takes, then makes the schema. */
export async function prepareSchema(database, { signal }) {
  for (;;) {
    try {
      return await createSchema(database);
    } catch (error) {
      if (signal.aborted || isHopeless(error)) throw error;
      console.error(`Waiting for the database: ${error.message || error.code}`);
      await pause(500);
    }
  }
}

/** Two copies may start at once: the second waits for the first, then finds everything there. */
function createSchema(database) {
  return database.transaction(async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1)", [lockKey]);
    await client.query(schema);
  });
}

/** Waiting does not help against a wrong password, a missing database or a mistake in our own SQL. */
function isHopeless(error) {
  return /^(28|3D|42)/.test(error.code ?? "");
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
