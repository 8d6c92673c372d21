/** Run in order, each once. Append; never change one that has been released. */
export const migrations: readonly string[] = [
  `CREATE TABLE users (
     id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     email text NOT NULL UNIQUE,          -- trimmed, lower case
     name text NOT NULL,
     bio text NOT NULL DEFAULT '',
     password_hash text NOT NULL,
     session_epoch integer NOT NULL DEFAULT 0, -- raised to end all log-ins at once
     created_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE sessions (
     id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
     user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
     token_hash bytea NOT NULL UNIQUE,
     epoch integer NOT NULL,              -- counts only while it equals users.session_epoch
     expires_at timestamptz NOT NULL
   );
   CREATE INDEX sessions_user_id ON sessions (user_id);
   CREATE INDEX sessions_expires_at ON sessions (expires_at);
   CREATE TABLE password_resets (
     user_id uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
     token_hash bytea NOT NULL,
     expires_at timestamptz NOT NULL
   );`,
];
