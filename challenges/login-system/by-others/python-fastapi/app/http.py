"""Guards below the routes: sizes, slow senders, too many at once."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from . import deadline
from .errors import Unavailable, error_response


class RequestGuard:
    """Takes the whole body in before the application starts, within limits of size and time."""

    MAX_BODY = 1_000_000
    MAX_DISCARD = 8_000_000  # of a body that's too large, before the connection is closed: so the answer arrives
    BODY_SECONDS = 60
    MAX_AT_ONCE = 500

    def __init__(self, app: ASGIApp):
        self._app = app
        self._at_once = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            async with asyncio.timeout(self.BODY_SECONDS):
                body = await self._read(receive)
        except ConnectionError:
            return
        except TimeoutError:
            return await error_response(408, "That took too long.", {"Connection": "close"})(scope, receive, send)
        if body is None:
            return await error_response(413, "That is too large.", {"Connection": "close"})(scope, receive, send)
        if self._at_once >= self.MAX_AT_ONCE:
            busy = Unavailable()
            return await error_response(busy.status, busy.message, busy.headers)(scope, receive, send)

        deadline.start()
        replay: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay_receive() -> Message:
            return replay.pop() if replay else await receive()

        self._at_once += 1
        try:
            await self._app(scope, replay_receive, send)
        finally:
            self._at_once -= 1

    async def _read(self, receive: Receive) -> bytes | None:
        body, size = bytearray(), 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionError
            chunk = message.get("body", b"")
            size += len(chunk)
            if size <= self.MAX_BODY:
                body += chunk
            else:
                body.clear()
            if size > self.MAX_DISCARD or not message.get("more_body"):
                return bytes(body) if size <= self.MAX_BODY else None


class GuardedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, which by itself sets no bounds to a request's head."""

    MAX_HEAD = 64 * 1024
    HEAD_SECONDS = 60

    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport) -> None:
        super().connection_made(transport)
        self._start_head()

    def connection_lost(self, exc) -> None:
        self._end_head()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._start_head()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._end_head()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head_timer is not None:
            self._head_bytes += len(data)
            if self._head_bytes > self.MAX_HEAD:
                self.transport.abort()

    def _start_head(self) -> None:
        self._end_head()
        self._head_timer = self.loop.call_later(self.HEAD_SECONDS, self.transport.abort)

    def _end_head(self) -> None:
        self._head_bytes = 0
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None
