CREATE TABLE IF NOT EXISTS users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL CONSTRAINT users_email_unique UNIQUE, -- trimmed, in lower case
  name text NOT NULL,
  bio text NOT NULL DEFAULT '',
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Tokens are kept as digests only: who reads these tables can use none of them.
CREATE TABLE IF NOT EXISTS sessions (
  token_digest bytea PRIMARY KEY,
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
