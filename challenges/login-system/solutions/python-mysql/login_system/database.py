import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import sqlalchemy
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from .models import Base
from .settings import Settings

log = logging.getLogger(__name__)

# A request is answered within 5 s, so all its waits for the database together must end sooner: for a free connection,
# for the word that it still works, and for a new one.
CONNECT_SECONDS = 1
ANSWER_SECONDS = 2
POOL_SECONDS = 1

# Every thread's commit is on the disk when it returns; whether a lock was waited for too long, or two transactions stood
# in each other's way, is the database's word for "try again".
LOCK_WAIT_TIMEOUT, DEADLOCK = 1205, 1213

Transactions = Callable[[], AbstractContextManager[Session]]


def create_engine(settings: Settings) -> Engine:
    return sqlalchemy.create_engine(
        settings.database_url,
        # Each connection is asked whether it still works before it is used: the server may have gone and come back.
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=POOL_SECONDS,
        pool_recycle=30 * 60,
        isolation_level="READ COMMITTED",
        hide_parameters=True,  # an error's text may be logged, and passwords' hashes are no part of it
        connect_args={
            "charset": "utf8mb4",
            "connect_timeout": CONNECT_SECONDS,
            "read_timeout": ANSWER_SECONDS,
            "write_timeout": ANSWER_SECONDS,
            # What does not fit is refused, whatever the server's own setting.
            "init_command": "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00'",
        },
    )


def sessions_of(engine: Engine) -> Transactions:
    """`with transaction() as session:` all of it is on the disk afterwards, or none of it."""
    return sessionmaker(engine, expire_on_commit=False).begin


def wait_and_create_tables(settings: Settings) -> None:
    """Waits for the server for as long as it takes. Two copies may start at once: one makes the tables."""
    engine = create_engine(settings)
    while True:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT GET_LOCK('login_system.tables', 3)"))
                Base.metadata.create_all(connection)
                connection.commit()
                connection.execute(text("SELECT RELEASE_LOCK('login_system.tables')"))
            break
        except OperationalError as error:
            log.warning("Waiting for the database: %s", error.orig)
            time.sleep(0.5)
    engine.dispose()


def is_unavailable(error: DBAPIError) -> bool:
    """The database cannot be used now, and the same request may work later."""
    number = error.orig.args[0] if error.orig is not None and error.orig.args else None
    return (
        error.connection_invalidated or isinstance(error, OperationalError) or number in (LOCK_WAIT_TIMEOUT, DEADLOCK)
    )
