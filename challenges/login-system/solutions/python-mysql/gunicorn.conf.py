"""How gunicorn serves. It reads this file by itself from the folder that it is started in."""

import logging
import os

from login_system.database import wait_and_create_tables
from login_system.settings import Settings

bind = f"0.0.0.0:{os.environ.get('PORT', '8080')}"

# One process: the counts of wrong passwords are in its memory. Its threads wait for the database and for visitors who
# send slowly; what takes the processor, the hashes, lets go of Python's lock.
workers = 1
worker_class = "gthread"
threads = 300
worker_connections = 1000
keepalive = 5

# What has begun when the stop signal comes is finished.
graceful_timeout = 8
loglevel = "warning"


def on_starting(_server: object) -> None:
    """Before the port is open: whoever waits for it finds everything ready."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    wait_and_create_tables(Settings.from_environment(os.environ))
