CREATE TABLE account (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL CONSTRAINT account_email_unique UNIQUE, -- trimmed, in lower case
  name text NOT NULL,
  bio text NOT NULL DEFAULT '',
  password_hash text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Tokens are kept as digests only: who reads these tables can use none of them.
CREATE TABLE session (
  token_digest bytea PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_account ON session (account_id);

-- One row for each account: a newer request replaces the older one.
CREATE TABLE password_reset (
  account_id uuid PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  token_digest bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
