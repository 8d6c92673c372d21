import time
from hashlib import sha256

from sqlalchemy import Double, String
from sqlalchemy.dialects.mysql import insert
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import TooManyRequests

from .models import User, db

MOST_TRIES = 10
WINDOW_SECONDS = 15 * 60


class LoginTries(db.Model):
    __tablename__ = "login_tries"

    username_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    # Seconds since 1970.
    since: Mapped[float] = mapped_column(Double)


def count_try(username: str) -> None:
    """Counted before the password is looked at, in one statement, so that many at one instant count as well."""
    digest = _digest_of(username)
    now = time.time()
    is_over = LoginTries.since < now - WINDOW_SECONDS
    statement = insert(LoginTries).values(username_digest=digest, tries=1, since=now)
    # In this order: MySQL reads what it has just set.
    statement = statement.on_duplicate_key_update(
        [
            ("tries", db.case((is_over, 1), else_=LoginTries.tries + 1)),
            ("since", db.case((is_over, now), else_=LoginTries.since)),
        ]
    )
    db.session.execute(statement)
    db.session.commit()
    tries = db.session.scalar(db.select(LoginTries.tries).filter_by(username_digest=digest))
    # None: deleted meanwhile by the person who just logged in.
    if tries is not None and tries > MOST_TRIES:
        raise TooManyRequests("Too many tries. Please wait a quarter of an hour.")


def forget_tries(username: str) -> None:
    """Who logged in was no guesser."""
    db.session.execute(db.delete(LoginTries).filter_by(username_digest=_digest_of(username)))
    db.session.commit()


def _digest_of(username: str) -> str:
    # The database takes several spellings for one name.
    stored = db.session.scalar(db.select(User.username).filter_by(username=username))
    return sha256((stored or username).lower().encode()).hexdigest()
