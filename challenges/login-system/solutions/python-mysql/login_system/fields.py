"""What a request may hold. Unknown fields are ignored."""

import json
import re
import unicodedata
from typing import Any

from flask import request

from .errors import Refusal, invalid

# One way to read any text, so that no crafted one takes long. None of these characters means anything in a mail header,
# and none beyond ASCII looks, or is in capitals, like another.
EMAIL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+")

CONTROL_OR_LINE_BREAK = {"Cc", "Zl", "Zp"}


class Fields:
    """The body's fields, each read as what it is meant to be."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body

    def __contains__(self, name: str) -> bool:
        return name in self._body

    def text(self, name: str) -> str:
        value = self._body.get(name)
        if not isinstance(value, str):
            raise invalid(f'"{name}" is missing or is not text.')
        if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise invalid(f'"{name}" holds a character that cannot be stored.')
        return value

    def email(self) -> str:
        """One whatever its case and the spaces around it."""
        email = self.text("email").strip()
        if len(email) > 254 or not email.isascii() or not EMAIL.fullmatch(email.lower()):
            raise invalid("This is not an email address.")
        return email.lower()

    def name(self) -> str:
        name = self.text("name")
        if len(name) > 200 or not name.strip():
            raise invalid("A name has 1 to 200 characters.")
        if any(unicodedata.category(character) in CONTROL_OR_LINE_BREAK for character in name):
            raise invalid("A name is a single line of text.")
        return name

    def bio(self) -> str:
        bio = self.text("bio")
        if len(bio) > 1000:
            raise invalid("A bio has at most 1000 characters.")
        return bio

    def password(self, name: str = "password") -> str:
        """Keyboards write the same letter in different ways: one form, so that all of them open the account."""
        return unicodedata.normalize("NFC", self.text(name))

    def new_password(self, name: str = "password") -> str:
        password = self.password(name)
        if not 12 <= len(password) <= 128:
            raise invalid("A password has 12 to 128 characters.")
        return password


def fields() -> Fields:
    """:raises Refusal: where the request's body is no JSON object."""
    if not request.is_json:
        raise Refusal(415, "The body must be JSON, and say so in Content-Type.")
    try:
        body = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        raise invalid("The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise invalid("The body must be a JSON object.")
    return Fields(body)
