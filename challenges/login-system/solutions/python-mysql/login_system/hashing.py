import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import argon2
from argon2.exceptions import VerifyMismatchError

from .errors import busy

CONCURRENT = 2
WAIT_SECONDS = 3.5


class PasswordHasher:
    """
    Argon2id at OWASP's minimum. A hash takes a core and 19 MiB, so two are made at once and the others wait for their
    turn: a crowd must not take all memory and stop everyone else.
    """

    def __init__(self) -> None:
        self._argon2 = argon2.PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
        self._turns = threading.BoundedSemaphore(CONCURRENT)
        # Nobody's password: compared with when there is no account, so that both answers take equally long.
        self._nobodys_hash = self._argon2.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        with self._turn():
            return self._argon2.hash(password)

    def is_right(self, password: str, password_hash: str | None) -> bool:
        """False for None, as slowly as for a wrong password."""
        try:
            with self._turn():
                self._argon2.verify(password_hash or self._nobodys_hash, password)
        except VerifyMismatchError:
            return False
        return password_hash is not None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=WAIT_SECONDS):
            raise busy()
        try:
            yield
        finally:
            self._turns.release()
