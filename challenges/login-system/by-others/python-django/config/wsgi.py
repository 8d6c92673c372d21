"""Django's application, with bounds on how long and how large a request may be."""

import json
import os
import time
from io import BytesIO

import gevent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402

django_application = get_wsgi_application()


def plain_error(start_response, status, message):
    body = json.dumps({"error": {"message": message}}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    if status.startswith("503"):
        headers.append(("Retry-After", "2"))
    start_response(status, headers)
    return [body]


def read_body(environ):
    """The whole body, chunked or not; or None where it is too large."""
    if environ.get("HTTP_TRANSFER_ENCODING"):
        length = settings.MAX_BODY + 1
    else:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > settings.MAX_BODY:
            return None
    chunks, size = [], 0
    while size < length:
        chunk = environ["wsgi.input"].read(min(65536, length - size))
        if not chunk:
            break
        chunks.append(chunk)
        size += len(chunk)
    return None if size > settings.MAX_BODY else b"".join(chunks)


def application(environ, start_response):
    try:
        with gevent.Timeout(settings.BODY_DEADLINE):
            body = read_body(environ)
    except gevent.Timeout:
        return plain_error(start_response, "408 Request Timeout", "The request took too long to arrive.")
    except (OSError, ValueError):
        return plain_error(start_response, "400 Bad Request", "The request could not be read.")
    if body is None:
        return plain_error(start_response, "413 Content Too Large", "The request is too large.")
    environ["wsgi.input"] = BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))

    connection.give_up_at = time.monotonic() + settings.REQUEST_DEADLINE - 0.1
    try:
        # The timeout isn't an Exception, so nothing on the way up mistakes it for a failure it can handle.
        with gevent.Timeout(settings.REQUEST_DEADLINE):
            response = django_application(environ, start_response)
            content = [b"".join(response)]
            response.close()
            return [] if environ["REQUEST_METHOD"] == "HEAD" else content
    except gevent.Timeout:
        return plain_error(start_response, "503 Service Unavailable", "Please try again in a moment.")
    finally:
        connection.close()
