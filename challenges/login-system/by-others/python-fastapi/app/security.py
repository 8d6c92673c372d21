"""Password hashes and random tokens."""

import asyncio
import hashlib
import secrets
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import argon2
from argon2.exceptions import VerifyMismatchError

from . import deadline
from .errors import Unavailable


def new_token() -> str:
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What we store. The tokens are 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


class Passwords:
    """Argon2id at OWASP's minimum. Two at a time (19 MiB each), in threads, so others aren't held up."""

    PARALLEL = 2
    MAX_WAIT = 2.5  # seconds in the queue, then a 503

    def __init__(self):
        self._hasher = argon2.PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._threads = ThreadPoolExecutor(self.PARALLEL, thread_name_prefix="argon2")
        self._slots = asyncio.Semaphore(self.PARALLEL)
        # Checked in place of a real one when there's no such account, so that both take the same time.
        self._nobody = self._hasher.hash(secrets.token_urlsafe(32))

    async def hash(self, password: str) -> str:
        return await self._run(self._hasher.hash, self._encode(password))

    async def verify(self, stored: str | None, password: str) -> bool:
        matches = await self._run(self._matches, stored or self._nobody, self._encode(password))
        return matches and stored is not None

    def _matches(self, stored: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except VerifyMismatchError:
            return False

    @staticmethod
    def _encode(password: str) -> bytes:
        # The same letters, typed on another keyboard, are the same password.
        return unicodedata.normalize("NFC", password).encode()

    async def _run(self, function, *args):
        try:
            async with asyncio.timeout(min(self.MAX_WAIT, deadline.remaining())):
                await self._slots.acquire()
        except TimeoutError:
            raise Unavailable from None
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, function, *args)
        finally:
            self._slots.release()
