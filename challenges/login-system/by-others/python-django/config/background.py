"""What each process does beside requests: make the tables when the database is there, and tidy up."""

import logging

import gevent
from django.core.management import call_command
from django.db import connection, transaction

log = logging.getLogger("accounts")

MIGRATION_LOCK = 7_203_114  # any number; copies that start together take turns
ready = False


def migrate():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MIGRATION_LOCK])
        call_command("migrate", verbosity=0, interactive=False)


def tidy():
    from accounts import throttle
    from accounts.models import LogIn

    LogIn.objects.delete_expired()
    throttle.delete_old()


def attempt(task, seconds):
    try:
        with gevent.Timeout(seconds):
            task()
            return True
    except (Exception, gevent.Timeout) as error:
        log.warning("%s: %s; will try again", task.__name__, type(error).__name__)
        return False
    finally:
        connection.close()


def run():
    global ready
    while not attempt(migrate, 15):
        gevent.sleep(1)
    ready = True
    while True:
        gevent.sleep(600)
        attempt(tidy, 30)
