import logging

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from .database import is_unavailable

log = logging.getLogger(__name__)


class Refusal(Exception):
    """An answer of 4xx or 503, in words for the person who asked."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def invalid(message: str) -> Refusal:
    return Refusal(400, message)


def not_logged_in() -> Refusal:
    return Refusal(401, "Please log in.", {"WWW-Authenticate": "Bearer"})


def wrong_credentials() -> Refusal:
    return Refusal(401, "The email or the password is wrong.")


def too_many(seconds: int) -> Refusal:
    return Refusal(429, "Too many tries. Please wait a little.", {"Retry-After": str(seconds)})


def busy() -> Refusal:
    return Refusal(503, "The service is busy. Please try again shortly.", {"Retry-After": "2"})


def register(app: Flask) -> None:
    """Every error becomes `{"error": {"message": …}}`. Only those meant for people carry their own words."""

    @app.errorhandler(Refusal)
    def refused(error: Refusal) -> ResponseReturnValue:
        return jsonify(error={"message": error.message}), error.status, error.headers

    @app.errorhandler(HTTPException)
    def of_the_framework(error: HTTPException) -> ResponseReturnValue:
        headers = [(name, value) for name, value in error.get_headers() if name.lower() == "allow"]
        return jsonify(error={"message": f"{error.name}."}), error.code or 500, headers

    @app.errorhandler(PoolTimeout)
    def all_connections_taken(_error: PoolTimeout) -> ResponseReturnValue:
        return refused(busy())

    @app.errorhandler(DBAPIError)
    def database_failed(error: DBAPIError) -> ResponseReturnValue:
        if is_unavailable(error):
            log.warning("The database cannot be used: %s", error.orig)
            return refused(busy())
        return broken(error)

    @app.errorhandler(Exception)
    def broken(error: Exception) -> ResponseReturnValue:
        log.error("A request failed.", exc_info=error)
        return refused(Refusal(500, "Something went wrong on our side."))
