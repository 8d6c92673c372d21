import { database } from "./database.js";

await database.query(`
  CREATE TABLE IF NOT EXISTS users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    username text NOT NULL CONSTRAINT users_username_unique UNIQUE,
    email text NOT NULL CONSTRAINT users_email_unique UNIQUE,
    password text NOT NULL,
    bio text,
    image text
  );
  CREATE TABLE IF NOT EXISTS roles (id int PRIMARY KEY, name text NOT NULL UNIQUE);
  INSERT INTO roles VALUES (1, 'user'), (2, 'admin') ON CONFLICT DO NOTHING;
  CREATE TABLE IF NOT EXISTS user_roles (
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    role_id int NOT NULL REFERENCES roles,
    PRIMARY KEY (user_id, role_id)
  );
  CREATE TABLE IF NOT EXISTS refresh_tokens (
    digest bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL
  );
`);
await database.end();
