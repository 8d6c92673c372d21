import unicodedata
from hashlib import sha256

from django.db import connection

from .models import LoginTries

MOST_TRIES = 10


def may_try(username: str) -> bool:
    """Counts before the password is looked at, in one statement, so that many at one instant count as well."""
    table = LoginTries._meta.db_table
    is_over = f"{table}.since < now() - interval '15 minutes'"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (name_digest, tries, since) VALUES (%s, 1, now())"
            f" ON CONFLICT (name_digest) DO UPDATE"
            f" SET tries = CASE WHEN {is_over} THEN 1 ELSE {table}.tries + 1 END,"
            f" since = CASE WHEN {is_over} THEN now() ELSE {table}.since END"
            f" RETURNING tries",
            [_digest_of(username)],
        )
        (tries,) = cursor.fetchone()
    return tries <= MOST_TRIES


def forget_tries(username: str) -> None:
    """Who logged in was no guesser."""
    LoginTries.objects.filter(name_digest=_digest_of(username)).delete()


def _digest_of(username: str) -> str:
    # As the form reads it.
    return sha256(unicodedata.normalize("NFKC", username.strip()).encode()).hexdigest()
