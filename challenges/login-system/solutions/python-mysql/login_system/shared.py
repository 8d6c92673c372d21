"""What the requests of one process share."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from .database import Transactions
from .guessing import GuessGuard, Tries
from .hashing import PasswordHasher
from .outbox import Outbox


@dataclass(frozen=True)
class Shared:
    transaction: Transactions
    hasher: PasswordHasher
    guard: GuessGuard
    mail_limit: Tries
    outbox: Outbox


def shared() -> Shared:
    return cast(Shared, current_app.extensions["login_system"])
