import logging
import os
import signal
import sys
from types import FrameType

from .app import create_app
from .database import Database
from .server import serve
from .settings import Settings


def main() -> None:
    # uvicorn puts its own handler in place while it serves, and hands the signal back to this one when it has drained.
    signal.signal(signal.SIGTERM, _end)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        settings = Settings.from_environment(os.environ)
    except ValueError as error:
        sys.exit(str(error))

    database = Database(settings.database_path)
    # Listening only once it can serve: whoever waits for the port then finds everything ready.
    database.prepare()
    serve(create_app(settings, database), settings.port)


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
