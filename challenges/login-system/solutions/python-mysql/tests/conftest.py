import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from login_system import create_app
from login_system.database import create_engine, wait_and_create_tables
from login_system.models import Base
from login_system.settings import Settings

numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    email: str
    password: str
    name: str
    address: str


class Outbox:
    """Keeps the tokens that would be mailed."""

    def __init__(self) -> None:
        self.tokens: dict[str, str] = {}

    def send_reset(self, email: str, token: str) -> None:
        self.tokens[email] = token


class Service:
    def __init__(self, app: Flask) -> None:
        self.outbox = Outbox()
        self.shared = replace(app.extensions["login_system"], outbox=self.outbox)
        app.extensions["login_system"] = self.shared
        self.app = app

    def ask(
        self, method: str, path: str, body: Any = None, *, token: str = "", address: str = "192.0.2.1", **options: Any
    ) -> TestResponse:
        """`address` is what the proxy would append."""
        headers = {"X-Forwarded-For": address, **({"Authorization": f"Bearer {token}"} if token else {})}
        if body is not None:
            options["json"] = body
        return self.app.test_client().open(path, method=method, headers=headers, **options)

    def sign_up(self, person: Person, **changes: str) -> TestResponse:
        body = {"email": person.email, "password": person.password, "name": person.name, **changes}
        return self.ask("POST", "/signup", body)

    def log_in(self, person: Person, password: str | None = None) -> TestResponse:
        body = {"email": person.email, "password": password or person.password}
        return self.ask("POST", "/login", body, address=person.address)

    def token_of(self, person: Person) -> str:
        """Of another log-in each time; signs them up if need be."""
        self.sign_up(person)
        return str(self.log_in(person).json["token"])


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    url = os.environ.get("TEST_DATABASE_URL")
    if url is None:
        pytest.skip("TEST_DATABASE_URL names no database to test with")
    settings = Settings.from_environment(
        {
            "DATABASE_URL": url,
            "SMTP_URL": "smtp://127.0.0.1:9",
            "PUBLIC_URL": "https://shop.example",
            "MAIL_FROM": "shop@shop.example",
        }
    )
    engine = create_engine(settings)
    Base.metadata.drop_all(engine)
    wait_and_create_tables(settings)
    yield Service(create_app(settings))
    engine.dispose()


@pytest.fixture
def person() -> Person:
    """Somebody nobody has seen, at an address of their own."""
    number = next(numbers)
    return Person(f"person{number}@example.com", f"Long-enough-{number}", f"Person {number}", f"198.51.100.{number}")
