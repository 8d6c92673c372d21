"""`python -m app` starts the service."""

import logging

import uvicorn

from .config import Settings
from .http import GuardedProtocol
from .main import create_app

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
logging.getLogger("asyncpg.pool").setLevel(logging.ERROR)  # we log what matters of it ourselves
settings = Settings.from_env()
uvicorn.run(
    create_app(settings),
    host="127.0.0.1",
    port=settings.port,
    loop="uvloop",
    http=GuardedProtocol,
    ws="none",
    access_log=False,  # addresses of requests may hold tokens
    proxy_headers=False,  # limits.visitor_address reads what it needs
    server_header=False,
    log_config=None,
    timeout_keep_alive=75,
    timeout_graceful_shutdown=6,
)
