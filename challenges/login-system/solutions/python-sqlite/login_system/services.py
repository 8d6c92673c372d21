import asyncio
import logging
import sqlite3
from typing import Annotated

from fastapi import Depends, Request

from . import resets, sessions
from .database import Database
from .errors import not_logged_in
from .guessing import GuessGuard, Tries
from .outbox import Outbox
from .passwords import PasswordHasher
from .sessions import Login
from .settings import Settings

log = logging.getLogger(__name__)

SWEEP_SECONDS = 10 * 60


class Services:
    """What the requests of one process share."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.database = database
        self.passwords = PasswordHasher()
        self.guard = GuessGuard()
        self.mail_limit = Tries(limit=10, seconds=15 * 60)
        self.outbox = Outbox(settings)

    async def sweep(self) -> None:
        """Removes what is over, for ever."""
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            self.guard.forget_old()
            self.mail_limit.forget_old()
            try:
                await self.database.write(sessions.remove_expired)
                await self.database.write(resets.remove_expired)
            except sqlite3.Error as error:
                log.warning("Old rows could not be removed: %s", error)

    async def close(self) -> None:
        await self.outbox.close()
        self.passwords.close()
        self.database.close()


async def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Provided = Annotated[Services, Depends(_services)]


async def _login(request: Request, services: Provided) -> Login:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise not_logged_in()
    login = await services.database.read(sessions.find, token.strip())
    if login is None:
        raise not_logged_in()
    return login


CurrentLogin = Annotated[Login, Depends(_login)]
