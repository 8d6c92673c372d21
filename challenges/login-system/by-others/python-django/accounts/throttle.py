"""
Limits on tries, in the database, so that they hold over all processes and copies.

A try is counted before it is made, and taken back when it was right: many at the same instant can't slip through.
The time window slides, so no minute holds more than the limit.
"""

import secrets

import gevent
from django.db import connection
from django.utils.crypto import salted_hmac

from .errors import too_many_tries

TAKE = """
    INSERT INTO accounts_tries AS t (key, times, last_at)
    VALUES (%(key)s, jsonb_build_object(%(id)s::text, extract(epoch FROM now())), now())
    ON CONFLICT (key) DO UPDATE
    SET last_at = now(),
        times = jsonb_build_object(%(id)s::text, extract(epoch FROM now())) || (
            SELECT coalesce(jsonb_object_agg(k, v), '{}') FROM jsonb_each(t.times) AS e(k, v)
            WHERE v::float > extract(epoch FROM now()) - 60)
    WHERE (SELECT count(*) FROM jsonb_each(t.times) AS e(k, v)
           WHERE v::float > extract(epoch FROM now()) - 60) < %(limit)s
    RETURNING 1
"""


def _key(kind, subject):
    return salted_hmac("accounts.throttle", f"{kind}:{subject}", algorithm="sha256").hexdigest()


def _take(key, limit):
    id = secrets.token_hex(8)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"key": key, "id": id, "limit": limit})
        return id if cursor.fetchone() else None


class Try:
    """One try at `kind` for `subject`; raises 429 where there were `limit` in the last minute."""

    def __init__(self, kind, subject, limit):
        self.key = _key(kind, subject)
        # Tries of others at this moment may be right, and be taken back: wait a little before refusing.
        for pause in (0.3, 0.7, None):
            self.id = _take(self.key, limit)
            if self.id:
                return
            if pause is None:
                raise too_many_tries()
            connection.close()
            gevent.sleep(pause)

    def take_back(self):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_tries SET times = times - %s::text WHERE key = %s", [self.id, self.key])


def forget(*kinds_and_subjects):
    from .models import Tries

    Tries.objects.filter(key__in=[_key(*pair) for pair in kinds_and_subjects]).delete()


def delete_old():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_tries WHERE last_at < now() - interval '10 minutes'")
