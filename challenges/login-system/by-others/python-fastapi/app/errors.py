"""What can go wrong, and how it is told to the visitor."""

import logging
import math

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

log = logging.getLogger("app")


class ApiError(Exception):
    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None):
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


class NotLoggedIn(ApiError):
    def __init__(self):
        super().__init__(401, "Please log in.", {"WWW-Authenticate": "Bearer"})


class TooManyTries(ApiError):
    def __init__(self, seconds: float):
        retry = {"Retry-After": str(max(1, math.ceil(seconds)))}
        super().__init__(429, "Too many tries. Please wait a little.", retry)


class Unavailable(ApiError):
    """We can't do it now: the database is away, or there is too much to do."""

    def __init__(self):
        super().__init__(503, "Please try again soon.", {"Retry-After": "1"})


def error_response(status: int, message: str, headers=None) -> JSONResponse:
    return JSONResponse({"error": {"message": message}}, status, headers)


def install_handlers(app: FastAPI) -> None:
    @app.exception_handler(ApiError)
    async def _api_error(_: Request, exc: ApiError):
        return error_response(exc.status, exc.message, exc.headers)

    @app.exception_handler(HTTPException)
    async def _http_error(_: Request, exc: HTTPException):
        return error_response(exc.status_code, str(exc.detail), exc.headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, exc: RequestValidationError):
        # Only the field and the rule; never the input, which may be a password.
        first = exc.errors()[0]
        field = ".".join(str(part) for part in first["loc"][1:] if isinstance(part, str))
        message = first["msg"].removeprefix("Value error, ")
        return error_response(422, f"{field}: {message}" if field else message)

    @app.exception_handler(Exception)
    async def _bug(_: Request, exc: Exception):
        # Starlette raises it again afterwards, and uvicorn logs it.
        return error_response(500, "Something went wrong on our side.")
