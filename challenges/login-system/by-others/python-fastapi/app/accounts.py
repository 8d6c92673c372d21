"""The statements on accounts, log-ins and resets. Each is one statement, so it is done whole or not at all."""

from datetime import timedelta
from uuid import UUID

import asyncpg

from .database import Database

SESSION_LIFETIME = timedelta(days=30)
RESET_LIFETIME = timedelta(hours=1)


class Accounts:
    def __init__(self, db: Database):
        self._db = db

    async def email_taken(self, email: str) -> bool:
        return await self._db.fetchrow("SELECT 1 FROM users WHERE email = $1", email) is not None

    async def create(self, email: str, name: str, password_hash: str) -> asyncpg.Record | None:
        """The new account; None when the email is taken."""
        return await self._db.fetchrow(
            """INSERT INTO users (email, name, password_hash) VALUES ($1, $2, $3)
               ON CONFLICT (email) DO NOTHING RETURNING id, email, name, bio""",
            email, name, password_hash,
        )

    async def credentials(self, email: str) -> asyncpg.Record | None:
        return await self._db.fetchrow(
            "SELECT id, password_hash, credential_version FROM users WHERE email = $1", email
        )

    async def update_profile(self, user_id: UUID, name: str | None, bio: str | None) -> asyncpg.Record | None:
        return await self._db.fetchrow(
            """UPDATE users SET name = coalesce($2, name), bio = coalesce($3, bio) WHERE id = $1
               RETURNING id, email, name, bio""",
            user_id, name, bio,
        )

    async def delete(self, user_id: UUID) -> None:
        await self._db.fetchrow("DELETE FROM users WHERE id = $1", user_id)

    # Log-ins

    async def log_in(self, user_id: UUID, credential_version: int, token_hash: bytes) -> bool:
        """False when the password was changed, or the account deleted, since it was looked at."""
        row = await self._db.fetchrow(
            """INSERT INTO sessions (token_hash, user_id, credential_version, expires_at)
               SELECT $3, id, credential_version, now() + $4 FROM users
               WHERE id = $1 AND credential_version = $2 FOR KEY SHARE RETURNING 1""",
            user_id, credential_version, token_hash, SESSION_LIFETIME,
        )
        return row is not None

    async def logged_in(self, token_hash: bytes) -> asyncpg.Record | None:
        return await self._db.fetchrow(
            """SELECT u.id, u.email, u.name, u.bio, u.password_hash, u.credential_version, s.token_hash
               FROM sessions s JOIN users u ON u.id = s.user_id AND u.credential_version = s.credential_version
               WHERE s.token_hash = $1 AND s.expires_at > now()""",
            token_hash,
        )

    async def log_out(self, token_hash: bytes) -> None:
        await self._db.fetchrow("DELETE FROM sessions WHERE token_hash = $1", token_hash)

    # Passwords

    async def change_password(self, token_hash: bytes, credential_version: int, password_hash: str) -> bool:
        """Change it and end all log-ins but this one. False when something else was faster."""
        row = await self._db.fetchrow(
            """WITH changed AS (
                   UPDATE users u SET password_hash = $3, credential_version = u.credential_version + 1
                   FROM sessions s
                   WHERE s.token_hash = $1 AND s.user_id = u.id AND u.credential_version = $2
                   RETURNING u.id, u.credential_version
               ), kept AS (
                   UPDATE sessions s SET credential_version = changed.credential_version
                   FROM changed WHERE s.token_hash = $1
               ), ended AS (
                   DELETE FROM sessions s USING changed WHERE s.user_id = changed.id AND s.token_hash <> $1
               )
               SELECT id FROM changed""",
            token_hash, credential_version, password_hash,
        )
        return row is not None

    async def start_reset(self, user_id: UUID, token_hash: bytes) -> str | None:
        """Store a reset token in place of any older one. The address to mail it to."""
        row = await self._db.fetchrow(
            """WITH account AS (SELECT id, email, credential_version FROM users WHERE id = $1),
               stored AS (
                   INSERT INTO password_resets (user_id, token_hash, credential_version, expires_at)
                   SELECT id, $2, credential_version, now() + $3 FROM account
                   ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
                       credential_version = excluded.credential_version, expires_at = excluded.expires_at
               )
               SELECT email FROM account""",
            user_id, token_hash, RESET_LIFETIME,
        )
        return row["email"] if row else None

    async def reset_is_open(self, email: str, token_hash: bytes) -> bool:
        row = await self._db.fetchrow(
            """SELECT 1 FROM password_resets r
               JOIN users u ON u.id = r.user_id AND u.credential_version = r.credential_version
               WHERE u.email = $1 AND r.token_hash = $2 AND r.expires_at > now()""",
            email, token_hash,
        )
        return row is not None

    async def finish_reset(self, email: str, token_hash: bytes, password_hash: str) -> bool:
        """Use the token up, change the password and end all log-ins. False when the token is no longer good."""
        row = await self._db.fetchrow(
            """WITH used AS (
                   DELETE FROM password_resets r USING users u
                   WHERE u.email = $1 AND u.id = r.user_id AND u.credential_version = r.credential_version
                     AND r.token_hash = $2 AND r.expires_at > now()
                   RETURNING r.user_id, r.credential_version
               ), changed AS (
                   UPDATE users u SET password_hash = $3, credential_version = u.credential_version + 1
                   FROM used WHERE u.id = used.user_id AND u.credential_version = used.credential_version
                   RETURNING u.id
               ), ended AS (
                   DELETE FROM sessions s USING changed WHERE s.user_id = changed.id
               )
               SELECT id FROM changed""",
            email, token_hash, password_hash,
        )
        return row is not None
