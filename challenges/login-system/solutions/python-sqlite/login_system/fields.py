"""What a request may hold. Each type reads one kind of field; a request is a model of them."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

# One way to read any text, so that no crafted one takes long. None of these characters means anything in a mail header,
# and none beyond ASCII looks, or is in capitals, like another.
EMAIL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(\.[a-z0-9-]+)+")

CONTROL_OR_LINE_BREAK = {"Cc", "Zl", "Zp"}


def _refused(message: str) -> PydanticCustomError:
    return PydanticCustomError("refused", message)


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _refused("A text may not hold half a surrogate pair.") from None
    if "\0" in value:
        raise _refused("A text may not hold a NUL character.")
    return value


def _email(value: str) -> str:
    """One whatever its case and the spaces around it."""
    email = value.strip()
    if len(email) > 254 or not email.isascii() or not EMAIL.fullmatch(email.lower()):
        raise _refused("This is not an email address.")
    return email.lower()


def _name(value: str) -> str:
    if len(value) > 200 or not value.strip():
        raise _refused("A name has 1 to 200 characters.")
    if any(unicodedata.category(character) in CONTROL_OR_LINE_BREAK for character in value):
        raise _refused("A name is a single line of text.")
    return value


def _bio(value: str) -> str:
    if len(value) > 1000:
        raise _refused("A bio has at most 1000 characters.")
    return value


def _password(value: str) -> str:
    """Keyboards write the same letter in different ways: one form, so that all of them open the account."""
    return unicodedata.normalize("NFC", value)


def _new_password(value: str) -> str:
    if not 12 <= len(value) <= 128:
        raise _refused("A password has 12 to 128 characters.")
    return value


Text = Annotated[str, AfterValidator(_text)]
Email = Annotated[Text, AfterValidator(_email)]
Name = Annotated[Text, AfterValidator(_name)]
Bio = Annotated[Text, AfterValidator(_bio)]
Password = Annotated[Text, AfterValidator(_password)]
NewPassword = Annotated[Password, AfterValidator(_new_password)]


class Body(BaseModel):
    """Unknown fields are ignored."""

    model_config = ConfigDict(alias_generator=to_camel, hide_input_in_errors=True)


class SignUp(Body):
    email: Email
    password: NewPassword
    name: Name


class LogIn(Body):
    email: Email
    password: Password


class ProfileChange(Body):
    # No None here: a field that is not sent is told from one that is null, which is refused.
    name: Name = ""
    bio: Bio = ""


class PasswordChange(Body):
    current_password: Password
    new_password: NewPassword


class ForgottenPassword(Body):
    email: Email


class PasswordReset(Body):
    email: Email
    token: Text
    new_password: NewPassword


def explain(error: Mapping[str, Any]) -> str:
    """One of pydantic's errors as a sentence, without what was sent."""
    match error:
        case {"type": "refused", "msg": str(message)}:
            return message
        case {"type": "json_invalid"}:
            return "The body is not valid JSON."
        case {"loc": ("body", str(field))}:
            return f'"{field}" is missing or is not text.'
        case _:
            return "The request needs a JSON object as its body."
