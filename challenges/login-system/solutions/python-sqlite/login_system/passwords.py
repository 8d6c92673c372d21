import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import argon2
from argon2.exceptions import VerifyMismatchError

from .errors import busy

Result = TypeVar("Result")


class PasswordHasher:
    """
    Argon2id at OWASP's minimum, in threads of its own: argon2 lets go of Python's lock while it works.

    A hash takes a core and 19 MiB. Without a bound, a crowd would take all memory and stop everyone else.
    """

    concurrent = 2
    waiting = 128

    def __init__(self) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._threads = ThreadPoolExecutor(self.concurrent, "password-hasher")
        self._asked = 0
        # Nobody's password: compared with when there is no account, so that both answers take equally long.
        self._nobodys_hash = self._argon2.hash(secrets.token_urlsafe())

    async def hash(self, password: str) -> str:
        return await self._in_turn(lambda: self._argon2.hash(password))

    async def is_right(self, password: str, password_hash: str | None) -> bool:
        """False for None, as slowly as for a wrong password."""
        matches = await self._in_turn(lambda: self._matches(password, password_hash or self._nobodys_hash))
        return matches and password_hash is not None

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _matches(self, password: str, password_hash: str) -> bool:
        try:
            return self._argon2.verify(password_hash, password)
        except VerifyMismatchError:
            return False

    async def _in_turn(self, work: Callable[[], Result]) -> Result:
        if self._asked >= self.concurrent + self.waiting:
            raise busy()
        self._asked += 1
        try:
            # A request that runs out of time is cancelled, and takes its place in the line with it.
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._asked -= 1
