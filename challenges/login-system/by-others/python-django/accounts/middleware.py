import logging

from django.db import InterfaceError, OperationalError
from django.http import JsonResponse

from config import background

from .errors import ApiError

log = logging.getLogger("accounts")


def error_response(status, message, headers=None):
    return JsonResponse({"error": {"message": message}}, status=status, headers=headers)


def unavailable():
    return error_response(503, "Please try again in a moment.", {"Retry-After": "2"})


class JsonErrors:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request) if background.ready else unavailable()
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, ApiError):
            return error_response(exception.status, exception.message, exception.headers)
        if isinstance(exception, (OperationalError, InterfaceError)):
            log.warning("database: %s", type(exception.__cause__ or exception).__name__)
            return unavailable()
        log.error("%s %s failed", request.method, request.path, exc_info=exception)
        return error_response(500, "Something went wrong.")
