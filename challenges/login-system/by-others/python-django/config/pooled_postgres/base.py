"""
Django's PostgreSQL backend, with a small pool for greenlets.

Django's own pool checks and resets connections in the background, where a silent database can block it for good.
Here a connection goes back only when it is idle and sound, everything that waits does so in the request, under its
deadline, and nothing between two waits can be interrupted, because greenlets only switch where they wait.
"""

import select
import time

from django.conf import settings
from django.db.backends.postgresql import base
from gevent import monkey
from gevent.lock import BoundedSemaphore
from psycopg import OperationalError
from psycopg.pq import ConnStatus, TransactionStatus

_slots = BoundedSemaphore(settings.DATABASE_POOL_SIZE)
_idle = []
_poll = monkey.get_original("select", "poll")  # the one that never switches greenlets


def _sound(connection):
    """
    Whether this is idle and the server hasn't hung up. On an idle connection the server only speaks to say good-bye,
    so anything to be read is a bad sign. This asks the socket, not the server, and doesn't wait.
    """
    pgconn = connection.pgconn
    if pgconn.status != ConnStatus.OK or pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    poll = _poll()
    poll.register(pgconn.socket, select.POLLIN)
    return not poll.poll(0)


class DatabaseWrapper(base.DatabaseWrapper):
    holds_slot = False
    give_up_at = None  # time.monotonic() of the request's deadline

    def get_new_connection(self, conn_params):
        # After its deadline Django may still want a connection, to leave a transaction in good order.
        if self.give_up_at is not None and time.monotonic() >= self.give_up_at:
            raise OperationalError("the request ran out of time")
        if not _slots.acquire(timeout=settings.DATABASE_POOL_WAIT):
            raise OperationalError("all database connections are busy")
        try:
            connection = self._take_idle() or super().get_new_connection(conn_params)
        except BaseException:
            _slots.release()
            raise
        self.holds_slot = True
        return connection

    def _take_idle(self):
        while _idle:
            connection = _idle.pop()
            if _sound(connection):
                self.isolation_level = base.IsolationLevel.READ_COMMITTED
                return connection
            connection.close()
        return None

    def _close(self):
        connection = self.connection
        if connection is None:
            return
        if _sound(connection):
            _idle.append(connection)
        else:
            # What broke this one has likely broken the others.
            connection.close()
            while _idle:
                _idle.pop().close()
        if self.holds_slot:
            self.holds_slot = False
            _slots.release()
