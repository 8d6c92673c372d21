import math
import time
from collections import deque
from collections.abc import Callable
from threading import Lock

from .errors import too_many


class Tries:
    """Counts tries of something in a moving window, in this process's memory."""

    def __init__(self, *, limit: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._moments: dict[str, deque[float]] = {}  # oldest first
        self._sweep_at = clock() + seconds

    def take(self, key: str) -> None:
        """:raises Refusal: 429, when there are no tries left."""
        with self._lock:
            now = self._clock()
            self._sweep(now)
            moments = self._moments.setdefault(key, deque())
            self._forget_old(moments, now)
            if len(moments) >= self._limit:
                raise too_many(math.ceil(moments[0] + self._seconds - now))
            moments.append(now)

    def give_back(self, key: str) -> None:
        with self._lock:
            if moments := self._moments.get(key):
                moments.pop()

    def clear(self, key: str) -> None:
        with self._lock:
            self._moments.pop(key, None)

    def _sweep(self, now: float) -> None:
        if now < self._sweep_at:
            return
        self._sweep_at = now + self._seconds
        for key, moments in list(self._moments.items()):
            self._forget_old(moments, now)
            if not moments:
                del self._moments[key]

    def _forget_old(self, moments: deque[float], now: float) -> None:
        while moments and moments[0] <= now - self._seconds:
            moments.popleft()


class GuessGuard:
    """
    Slows the guessing of passwords three ways. Someone who guesses from one network is stopped there, and the owner
    still gets in from elsewhere. Many networks guessing at one account stop it for a minute at most, and a reset by
    mail opens it. One network trying many accounts is stopped too.

    A try counts before its outcome is known, so that tries at the same instant are counted too.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._by_account_and_network = Tries(limit=10, seconds=10 * 60, clock=clock)
        self._by_account = Tries(limit=15, seconds=60, clock=clock)
        self._by_network = Tries(limit=100, seconds=10 * 60, clock=clock)

    def check(self, email: str, network: str, verify: Callable[[], bool]) -> bool:
        """
        Whether `verify` says that the password is right. A right one is no guess, nor is one that could not be verified.

        :raises Refusal: 429, when there are no tries left.
        """
        pair = f"{email} {network}"
        taken: list[tuple[Tries, str]] = []
        is_wrong = False
        try:
            for tries, key in (
                (self._by_account_and_network, pair),
                (self._by_network, network),
                (self._by_account, email),
            ):
                tries.take(key)
                taken.append((tries, key))
            is_wrong = not verify()
        finally:
            if not is_wrong:
                for tries, key in taken:
                    tries.give_back(key)
        if not is_wrong:
            self._by_account_and_network.clear(pair)
        return not is_wrong

    def forgive(self, email: str, network: str) -> None:
        """Whoever is there has shown that the account's mailbox is theirs."""
        self._by_account.clear(email)
        self._by_account_and_network.clear(f"{email} {network}")
