"""What visitors send and get."""

import re
import unicodedata
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic.alias_generators import to_camel

# As in HTML's <input type=email>, with at least one dot in the domain.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(rf"[a-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")


def _email(value: str) -> str:
    value = value.strip()
    if len(value) > 254 or not value.isascii() or not _EMAIL.fullmatch(value := value.lower()):
        raise ValueError("This is not an email address.")
    return value


def _name(value: str) -> str:
    if not value.strip():
        raise ValueError("A name has at least one letter.")
    if any(unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in value):
        raise ValueError("A name has no line breaks or control characters.")
    return value


def _bio(value: str) -> str:
    if "\0" in value:
        raise ValueError("A bio has no NUL characters.")
    return value


def _text(value: str) -> str:
    # JSON can hold half a surrogate pair, UTF-8 (and so the database, and the hash) can't.
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("This is not a text that can be stored.")
    return value


# Validators run from left to right.
Text = Annotated[str, AfterValidator(_text)]
Email = Annotated[str, AfterValidator(_email)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_text), AfterValidator(_name)]
Bio = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_text), AfterValidator(_bio)]
NewPassword = Annotated[str, StringConstraints(min_length=12, max_length=256), AfterValidator(_text)]


class _Model(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel)


class SignUp(_Model):
    email: Email
    password: NewPassword
    name: Name


class LogIn(_Model):
    email: Email
    password: Text


class ProfileChange(_Model):
    # Not sent: stays as it is. (None can't be sent.)
    name: Name = None
    bio: Bio = None


class PasswordChange(_Model):
    current_password: Text
    new_password: NewPassword


class ForgotPassword(_Model):
    email: Email


class PasswordReset(_Model):
    email: Email
    token: Text
    new_password: NewPassword


class Profile(BaseModel):
    id: UUID
    email: str
    name: str
    bio: str


class SignedUp(BaseModel):
    user: Profile


class LoggedIn(BaseModel):
    token: str


class Message(BaseModel):
    message: str
