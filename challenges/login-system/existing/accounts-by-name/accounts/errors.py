from flask import Flask
from marshmallow import ValidationError
from sqlalchemy.exc import OperationalError, TimeoutError
from werkzeug.exceptions import HTTPException


def init_app(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException):
        return {"message": error.description}, error.code

    @app.errorhandler(ValidationError)
    def validation_error(error: ValidationError):
        return {"message": "Invalid input.", "errors": error.messages}, 400

    @app.errorhandler(RecursionError)
    def nested_too_deeply(_error: RecursionError):
        return {"message": "The JSON is nested too deeply."}, 400

    @app.errorhandler(OperationalError)
    @app.errorhandler(TimeoutError)
    def database_error(error: Exception):
        app.logger.error("Database error: %s", error)
        return {"message": "Please try again later."}, 503
