import logging
import sqlite3

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException as StarletteHTTPException

from .database import is_unavailable
from .fields import explain

log = logging.getLogger(__name__)


def not_logged_in() -> HTTPException:
    return HTTPException(401, "Please log in.", {"WWW-Authenticate": "Bearer"})


def wrong_credentials() -> HTTPException:
    return HTTPException(401, "The email or the password is wrong.")


def too_many(seconds: int) -> HTTPException:
    return HTTPException(429, "Too many tries. Please wait a little.", {"Retry-After": str(seconds)})


def busy() -> HTTPException:
    return HTTPException(503, "The service is busy. Please try again shortly.", {"Retry-After": "2"})


def error_response(error: StarletteHTTPException) -> JSONResponse:
    return JSONResponse({"error": {"message": error.detail}}, error.status_code, error.headers)


def answer_errors(app: FastAPI) -> None:
    """Every error becomes `{"error": {"message": …}}`. Only those meant for people carry their own words."""

    @app.exception_handler(StarletteHTTPException)
    async def refused(_request: Request, error: StarletteHTTPException) -> JSONResponse:
        return error_response(error)

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return error_response(HTTPException(400, explain(error.errors()[0])))

    @app.exception_handler(sqlite3.Error)
    async def database_failed(_request: Request, error: sqlite3.Error) -> JSONResponse:
        if is_unavailable(error):
            log.warning("The database cannot be used: %s", error)
            return error_response(busy())
        raise error

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        # uvicorn logs it, with its trace.
        return error_response(HTTPException(500, "Something went wrong on our side."))
