import asyncio

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .errors import busy, error_response

MOST_BYTES = 1_000_000
ARRIVAL_SECONDS = 15
# Everything is answered within 5 s of having arrived, whatever is broken behind us.
ANSWER_SECONDS = 4.5

SECURITY_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


class ClientIsGone(Exception):
    pass


class RequestLimits:
    """
    Lets a request through once the whole of it is there: JSON, not too big and not too slow. Then the app has a limited
    time to answer it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        is_answered = False

        async def send_with_headers(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start":
                is_answered = True
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        try:
            body = await _read_body(Headers(scope=scope), receive)
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._app(scope, _replay(body, receive), send_with_headers)
        except ClientIsGone:
            return
        except HTTPException as refusal:
            await error_response(refusal)(scope, receive, send_with_headers)
        except TimeoutError:
            if is_answered:
                raise
            await error_response(busy())(scope, receive, send_with_headers)


async def _read_body(headers: Headers, receive: Receive) -> bytes:
    """
    :raises HTTPException: 408, 413 or 415. What is left of the body is thrown away by the server as it comes.
    :raises ClientIsGone: nobody waits for an answer.
    """
    too_big = HTTPException(413, "The request is too big.")
    announced = headers.get("content-length", "0")
    if len(announced) > 9 or int(announced) > MOST_BYTES:
        raise too_big

    body = bytearray()
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientIsGone
                body += message.get("body", b"")
                if len(body) > MOST_BYTES:
                    raise too_big
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        raise HTTPException(408, "The request took too long to arrive.", {"Connection": "close"}) from None

    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and media_type != "application/json":
        raise HTTPException(415, "The body must be JSON, with the content type application/json.")
    return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
