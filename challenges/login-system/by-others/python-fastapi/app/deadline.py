"""Each request has a deadline, so that everybody gets an answer within five seconds."""

import asyncio
from contextvars import ContextVar

REQUEST_SECONDS = 4.2

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


def start(seconds: float = REQUEST_SECONDS) -> None:
    _deadline.set(asyncio.get_running_loop().time() + seconds)


def remaining() -> float:
    """Seconds left for the current request (or for one step of background work)."""
    deadline = _deadline.get()
    if deadline is None:
        return REQUEST_SECONDS
    return max(0.05, deadline - asyncio.get_running_loop().time())
