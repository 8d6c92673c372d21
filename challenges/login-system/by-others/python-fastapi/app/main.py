import asyncio
import logging
from contextlib import asynccontextmanager

from fastapi import FastAPI

from .config import Settings
from .errors import ApiError, install_handlers
from .http import RequestGuard
from .routes import Services, router

log = logging.getLogger("app")


async def _housekeeping(services: Services) -> None:
    minutes = 0
    while True:
        await asyncio.sleep(60)
        minutes += 1
        services.limiter.sweep()
        if minutes % 60 == 0:
            try:
                await services.db.purge_expired()
            except ApiError:
                pass  # it is logged, and tried again in an hour


def create_app(settings: Settings) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI):
        services = app.state.services = Services(settings)
        background = [asyncio.create_task(services.db.connect()), asyncio.create_task(_housekeeping(services))]
        yield
        await services.mailer.close()
        for task in background:
            task.cancel()
        await services.db.close()

    app = FastAPI(
        title="Login system", lifespan=lifespan, redirect_slashes=False, docs_url=None, redoc_url=None, openapi_url=None
    )
    install_handlers(app)
    app.add_middleware(RequestGuard)
    app.include_router(router)
    return app
