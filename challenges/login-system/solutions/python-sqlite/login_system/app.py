import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .database import Database
from .errors import answer_errors
from .request_limits import RequestLimits
from .routes import account, health, logins, passwords
from .services import Services
from .settings import Settings


def create_app(settings: Settings, database: Database) -> FastAPI:
    app = FastAPI(
        lifespan=_lifespan,
        openapi_url=None,  # no pages, and no description of ourselves to strangers
        redirect_slashes=False,  # it would redirect to whatever Host the request claims
    )
    app.state.services = Services(settings, database)
    app.add_middleware(RequestLimits)
    answer_errors(app)
    for routes in (account, logins, passwords, health):
        app.include_router(routes.router)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    sweeping = asyncio.create_task(services.sweep())
    yield
    sweeping.cancel()
    await services.close()
