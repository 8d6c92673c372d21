"""PostgreSQL: the tables, and a pool that bears the server's absence."""

import asyncio
import logging
from contextlib import asynccontextmanager

import asyncpg

from . import deadline
from .errors import Unavailable

log = logging.getLogger("app.database")

# A log-in and a reset token hold only while their credential_version is the account's: raising that number
# ends all of them in the same instant, also those that another copy is just making.
SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    email              text NOT NULL UNIQUE,          -- trimmed, in lower case
    name               text NOT NULL,
    bio                text NOT NULL DEFAULT '',
    password_hash      text NOT NULL,
    credential_version integer NOT NULL DEFAULT 1,
    created_at         timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE IF NOT EXISTS sessions (
    token_hash         bytea PRIMARY KEY,
    user_id            uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    credential_version integer NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    expires_at         timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS sessions_user_id ON sessions (user_id);
CREATE INDEX IF NOT EXISTS sessions_expires_at ON sessions (expires_at);
CREATE TABLE IF NOT EXISTS password_resets (
    user_id            uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    token_hash         bytea NOT NULL,
    credential_version integer NOT NULL,
    expires_at         timestamptz NOT NULL
);
"""
SCHEMA_LOCK = 7_204_113  # any number: two copies that start together take turns

FAILURES = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Connection(asyncpg.Connection):
    def get_reset_query(self) -> str:
        return ""  # we change no session state, so giving a connection back costs no round trip


class Database:
    def __init__(self, url: str):
        self._url = url
        self._pool: asyncpg.Pool | None = None

    async def connect(self) -> None:
        """Wait for the server, make the tables, open the pool. Until then requests get a 503."""
        while self._pool is None:
            try:
                await self._create_tables()
                self._pool = await asyncio.wait_for(
                    asyncpg.create_pool(
                        self._url,
                        connection_class=Connection,
                        min_size=10,
                        max_size=20,
                        max_inactive_connection_lifetime=0,
                        timeout=3,
                        server_settings={"statement_timeout": "4000", "application_name": "login"},
                    ),
                    timeout=10,
                )
                log.info("database is ready")
            except (*FAILURES, ValueError) as exc:
                log.warning("waiting for the database (%s)", type(exc).__name__)
                await asyncio.sleep(0.5)

    async def _create_tables(self) -> None:
        conn = await asyncpg.connect(self._url, timeout=3, command_timeout=10)
        try:
            async with conn.transaction():
                await conn.execute(f"SELECT pg_advisory_xact_lock({SCHEMA_LOCK})")
                await conn.execute(SCHEMA)
        finally:
            conn.terminate()

    async def close(self) -> None:
        if self._pool is not None:
            try:
                await asyncio.wait_for(self._pool.close(), timeout=1)
            except FAILURES:
                self._pool.terminate()

    @asynccontextmanager
    async def connection(self):
        """A connection for the rest of this request's time. When that runs out the connection is cut."""
        if self._pool is None:
            raise Unavailable
        try:
            conn = await self._pool.acquire(timeout=deadline.remaining())
            # Cutting is better than cancelling: a silent server would not answer the cancelling either.
            cut = asyncio.get_running_loop().call_later(deadline.remaining(), conn.terminate)
            try:
                yield conn
            finally:
                cut.cancel()
                await self._pool.release(conn, timeout=1)
        except FAILURES as exc:
            log.warning("database: %s %s", type(exc).__name__, getattr(exc, "sqlstate", "") or "")
            raise Unavailable from exc

    async def fetchrow(self, sql: str, *args) -> asyncpg.Record | None:
        async with self.connection() as conn:
            return await conn.fetchrow(sql, *args)

    async def purge_expired(self) -> None:
        async with self.connection() as conn:
            await conn.execute("DELETE FROM sessions WHERE expires_at < now()")
            await conn.execute("DELETE FROM password_resets WHERE expires_at < now()")
