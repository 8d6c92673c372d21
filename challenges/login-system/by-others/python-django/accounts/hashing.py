"""Password hashes, made in threads beside the greenlets: a few at a time, so that memory and visitors hold up."""

import secrets

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.db import connection
from gevent.lock import BoundedSemaphore
from gevent.threadpool import ThreadPool

from .errors import ApiError

AT_ONCE = 2  # per process
MAX_WAITING = 100


class Argon2Hasher(Argon2PasswordHasher):
    """argon2id at OWASP's cost: 19 MiB, two passes, one lane."""

    time_cost = 2
    memory_cost = 19456
    parallelism = 1


_threads = None
_slots = BoundedSemaphore(AT_ONCE)
_waiting = 0
_nobodys_hash = make_password(secrets.token_urlsafe())


def _run(function, *args):
    global _threads, _waiting
    if _threads is None:
        _threads = ThreadPool(AT_ONCE)
    if _waiting >= MAX_WAITING:
        raise ApiError(503, "Please try again in a moment.", {"Retry-After": "2"})
    connection.close()  # others may use it while this waits
    _waiting += 1
    try:
        with _slots:
            return _threads.apply(function, args)
    finally:
        _waiting -= 1


def hash_password(password):
    return _run(make_password, password)


def is_password_of(user, password):
    """Takes as long where there is no user."""
    matches = _run(check_password, password, user.password if user else _nobodys_hash)
    return matches and user is not None
