import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Work = Callable[Concatenate[sqlite3.Connection, Parameters], Result]

log = logging.getLogger(__name__)

SCHEMA = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")

# A request is answered within 5 s, so waiting for a lock must end sooner.
LOCK_SECONDS = 3.0
HEALTH_LOCK_SECONDS = 2.5

UNAVAILABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}


class Database:
    """
    One SQLite file, which other processes use too.

    Work runs in threads, so that the event loop never waits for the disk. There is one thread for writing, since SQLite
    has one writer at a time: ours wait in a fair line, and only the other processes are waited for by trying again.

    Each piece of work opens the file anew. That costs a fraction of a millisecond, and notices when the file is gone,
    where an open connection would go on writing into nothing.
    """

    def __init__(self, path: Path) -> None:
        self._uri = path.absolute().as_uri()
        self._readers = ThreadPoolExecutor(4, "database-reader")
        self._writer = ThreadPoolExecutor(1, "database-writer")
        self._examiner = ThreadPoolExecutor(1, "database-examiner")

    def prepare(self) -> None:
        """Waits for the file, or its folder, for as long as it takes; then makes the tables."""
        while True:
            try:
                self._create_tables()
            except sqlite3.Error as error:
                if not is_unavailable(error):
                    raise
                log.warning("Waiting for the database: %s", error)
                time.sleep(0.5)
            else:
                return

    async def read(self, work: Work[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        def job() -> Result:
            with closing(self._connect()) as connection:
                return work(connection, *args, **kwargs)

        return await _in(self._readers, job)

    async def write(
        self, work: Work[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Result:
        """Runs `work` in a transaction: all of it is on the disk when this returns, or none of it."""

        def job() -> Result:
            with closing(self._connect()) as connection, connection:
                # The lock comes first: work that reads and then writes could not wait for it later.
                connection.execute("BEGIN IMMEDIATE")
                return work(connection, *args, **kwargs)

        return await _in(self._writer, job)

    async def is_usable(self) -> bool:
        """Has a line of its own, so that asking never waits behind the work."""
        return await _in(self._examiner, self._is_usable)

    def close(self) -> None:
        for threads in (self._readers, self._writer, self._examiner):
            threads.shutdown(wait=False, cancel_futures=True)

    def _connect(self, *, mode: str = "rw", lock_seconds: float = LOCK_SECONDS) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self._uri}?mode={mode}",
            uri=True,
            timeout=lock_seconds,
            isolation_level=None,  # transactions begin where we say so
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what was answered survives a power cut
        connection.execute("PRAGMA secure_delete = ON")  # what was deleted is overwritten
        return connection

    def _create_tables(self) -> None:
        """Two copies may start at once: the second waits for the first, then finds everything there."""
        with closing(self._connect(mode="rwc")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")

    def _is_usable(self) -> bool:
        try:
            with closing(self._connect(lock_seconds=HEALTH_LOCK_SECONDS)) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("SELECT 1 FROM users LIMIT 1").fetchall()
                connection.execute("ROLLBACK")
        except sqlite3.Error as error:
            log.warning("The database cannot be used: %s", error)
            return False
        return True


def is_unavailable(error: sqlite3.Error) -> bool:
    """The file cannot be used now, and the same request may work later."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in UNAVAILABLE


async def _in(threads: ThreadPoolExecutor, work: Callable[[], Result]) -> Result:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
