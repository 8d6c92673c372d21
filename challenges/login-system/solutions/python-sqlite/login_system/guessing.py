import math
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from .errors import too_many


class Tries:
    """
    Counts tries of something in a moving window, in this process's memory.

    `take` counts before the outcome is known, so that tries at the same instant are counted too; `give_back` undoes it.
    """

    def __init__(self, *, limit: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = limit
        self._seconds = seconds
        self._clock = clock
        self._moments: dict[str, deque[float]] = {}  # oldest first

    def take(self, key: str) -> None:
        """:raises HTTPException: 429, when there are no tries left."""
        self._forget_old_of(key)
        moments = self._moments.setdefault(key, deque())
        if len(moments) >= self._limit:
            raise too_many(math.ceil(moments[0] + self._seconds - self._clock()))
        moments.append(self._clock())

    def give_back(self, key: str) -> None:
        if moments := self._moments.get(key):
            moments.pop()

    def clear(self, key: str) -> None:
        self._moments.pop(key, None)

    def forget_old(self) -> None:
        for key in list(self._moments):
            self._forget_old_of(key)

    def _forget_old_of(self, key: str) -> None:
        moments = self._moments.get(key, deque())
        while moments and moments[0] <= self._clock() - self._seconds:
            moments.popleft()
        if not moments:
            self.clear(key)


@dataclass
class Guess:
    was_wrong: bool = False


class GuessGuard:
    """
    Slows the guessing of passwords three ways. Someone who guesses from one network is stopped there, and the owner
    still gets in from elsewhere. Many networks guessing at one account stop it for a minute at most, and a reset by
    mail opens it. One network trying many accounts is stopped too.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._by_account_and_network = Tries(limit=10, seconds=10 * 60, clock=clock)
        self._by_account = Tries(limit=15, seconds=60, clock=clock)
        self._by_network = Tries(limit=100, seconds=10 * 60, clock=clock)

    @contextmanager
    def guess(self, email: str, network: str) -> Iterator[Guess]:
        """
        Counts a try at an account's password, and takes it back unless it turns out wrong: neither a right password nor
        one that could not be verified is a guess.

        :raises HTTPException: 429, when there are no tries left.
        """
        pair = f"{email} {network}"
        taken = ((self._by_account_and_network, pair), (self._by_network, network), (self._by_account, email))
        with ExitStack() as giving_back:
            for tries, key in taken:
                tries.take(key)
                giving_back.callback(tries.give_back, key)
            guess = Guess()
            yield guess
            if guess.was_wrong:
                giving_back.pop_all()
                return
        self._by_account_and_network.clear(pair)

    def forgive(self, email: str, network: str) -> None:
        """Whoever is there has shown that the account's mailbox is theirs."""
        self._by_account.clear(email)
        self._by_account_and_network.clear(f"{email} {network}")

    def forget_old(self) -> None:
        for tries in (self._by_account_and_network, self._by_account, self._by_network):
            tries.forget_old()
