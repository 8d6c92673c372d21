"""Limits on guessing and on floods. They are kept in memory: there's one process for each copy."""

import asyncio
import ipaddress
import time
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from fastapi import Request

from . import deadline
from .errors import TooManyTries, Unavailable


@dataclass(frozen=True)
class Limit:
    key: str
    count: int
    seconds: float


@dataclass
class _Bucket:
    window: float
    events: deque[float] = field(default_factory=deque)
    pending: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def drop_old(self) -> None:
        while self.events and self.events[0] <= time.monotonic() - self.window:
            self.events.popleft()


class Guess:
    wrong = False


class Limiter:
    def __init__(self):
        self._buckets: dict[str, _Bucket] = {}

    def _check(self, limit: Limit) -> _Bucket:
        bucket = self._buckets.setdefault(limit.key, _Bucket(limit.seconds))
        bucket.drop_old()
        if len(bucket.events) >= limit.count:
            raise TooManyTries(bucket.events[0] + limit.seconds - time.monotonic())
        return bucket

    def hit(self, *limits: Limit) -> None:
        """Count one request."""
        for bucket in [self._check(limit) for limit in limits]:
            bucket.events.append(time.monotonic())

    @asynccontextmanager
    async def guess(self, *limits: Limit):
        """Around the check of a password: counts the wrong ones.

        Tries that are still being checked count too, so that many at one instant don't slip through; those beyond
        the limit wait for the others' outcome, and right ones are never refused for being many.
        """
        while True:
            buckets = [self._check(limit) for limit in limits]
            full = [b for b, lim in zip(buckets, limits) if len(b.events) + b.pending >= lim.count]
            if not full:
                break
            try:
                await asyncio.wait_for(full[0].changed.wait(), deadline.remaining())
            except TimeoutError:
                raise Unavailable from None
        for bucket in buckets:
            bucket.pending += 1
        guess = Guess()
        try:
            yield guess
        finally:
            for bucket in buckets:
                bucket.pending -= 1
                if guess.wrong:
                    bucket.events.append(time.monotonic())
                bucket.changed.set()
                bucket.changed = asyncio.Event()

    def forget(self, prefix: str) -> None:
        for key, bucket in self._buckets.items():
            if key.startswith(prefix):
                bucket.events.clear()

    def sweep(self) -> None:
        for key, bucket in list(self._buckets.items()):
            bucket.drop_old()
            if not bucket.events and not bucket.pending:
                del self._buckets[key]


def visitor_address(request: Request) -> str:
    """The visitor's address, as our proxy saw it: the last of X-Forwarded-For. What's before it is hearsay."""
    peer = request.client.host if request.client else ""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    try:
        if forwarded and ipaddress.ip_address(peer).is_loopback:
            peer = forwarded
        address = ipaddress.ip_address(peer)
    except ValueError:
        return "unknown"
    if address.version == 6:
        # One visitor has a whole /64.
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)
