"""Reading requests. Each function raises ApiError(400) for what isn't valid."""

import json
import unicodedata

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from .errors import ApiError


class MaximumLengthValidator:
    def __init__(self, max_length):
        self.max_length = max_length

    def validate(self, password, user=None):
        if len(password) > self.max_length:
            raise ValidationError(self.get_help_text())

    def get_help_text(self):
        return f"A password has at most {self.max_length} characters."


def json_object(request):
    if request.content_type != "application/json":
        raise ApiError(415, "Please send JSON (Content-Type: application/json).")
    try:
        data = json.loads(request.body.decode())
    except (ValueError, RecursionError):
        raise ApiError(400, "That is not valid JSON.") from None
    if not isinstance(data, dict):
        raise ApiError(400, "Please send a JSON object.")
    return data


def text(data, field):
    value = data.get(field)
    if not isinstance(value, str):
        raise ApiError(400, f"Please send {field}, as a text.")
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in value):
        raise ApiError(400, f"{field} has characters that can't be used.")
    return value


def normal_email(value):
    """The one spelling of an email that accounts and limits go by."""
    return value.strip().lower()


def email(data):
    value = text(data, "email")
    normal = normal_email(value)
    try:
        if len(normal) > 254 or not value.strip().isascii():
            raise ValidationError("email")
        validate_email(normal)
    except ValidationError:
        raise ApiError(400, "Please send a valid email address.") from None
    return normal


def name(data):
    value = text(data, "name")
    if not 1 <= len(value) <= 200 or not value.strip():
        raise ApiError(400, "A name has 1 to 200 characters.")
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in value):
        raise ApiError(400, "A name has no line breaks or control characters.")
    return value


def bio(data):
    value = text(data, "bio")
    if len(value) > 1000:
        raise ApiError(400, "A bio has at most 1000 characters.")
    return value


def new_password(data, field):
    value = text(data, field)
    try:
        validate_password(value)
    except ValidationError as error:
        raise ApiError(400, " ".join(error.messages)) from None
    return value
