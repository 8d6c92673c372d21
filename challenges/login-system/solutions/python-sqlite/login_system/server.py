import asyncio

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20
# Longer than any request may take to answer; the brief gives us 10 s for everything.
STOP_SECONDS = 5


class PatientProtocol(H11Protocol):
    """uvicorn waits for ever for the rest of a request that comes a byte at a time. This waits `HEAD_SECONDS`."""

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._is_answering():
            self._stop_waiting()
        elif self._patience is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._patience = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def serve(app: ASGIApp, port: int) -> None:
    """Serves until the stop signal. Then it takes no new requests, and finishes those it has."""
    uvicorn.run(
        app,
        host="0.0.0.0",
        port=port,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # it would believe a visitor who claims to be another proxy
        timeout_keep_alive=60,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
