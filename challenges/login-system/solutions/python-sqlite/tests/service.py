"""The real service, as it is started in earnest: on a new database, beside a mail server."""

import os
import re
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Mail:
    to: list[str]
    text: str


class MailServer:
    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[Mail] = []
        self.start()

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        body = message_from_bytes(content, policy=default).get_body()
        self.mails.append(Mail(list(envelope.rcpt_tos), body.get_content() if body else ""))
        return "250 OK"

    def token_for(self, email: str, number: int = 1) -> str:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            texts = [mail.text for mail in self.mails if email in mail.to]
            if len(texts) >= number:
                found = re.search(r"https://shop\.example/\S*\?token=([\w-]+)", texts[number - 1])
                assert found
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no mail number {number} to {email}")


class Copy:
    """One process of the service."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "login_system"],
            cwd=ROOT,
            env={
                **os.environ,
                "PORT": str(self.port),
                "DATABASE_URL": f"sqlite:///{folder / 'app.db'}",
                "SMTP_URL": f"smtp://127.0.0.1:{mail_port}",
                "PUBLIC_URL": "https://shop.example",
                "MAIL_FROM": "Shop <shop@shop.example>",
            },
        )
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=20)

    def wait(self) -> "Copy":
        while self.process.poll() is None:
            try:
                self.http.get("/health")
            except httpx.ConnectError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(f"The service ended with {self.process.returncode} before it listened.")

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        visitor: str = "203.0.113.1",
        **options: Any,
    ) -> httpx.Response:
        """`visitor` is the address that the proxy would append."""
        headers = {"X-Forwarded-For": visitor}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if body is not None:
            options["json"] = body
        headers.update(options.pop("headers", {}))
        return self.http.request(method, path, headers=headers, **options)

    def stop(self) -> int:
        self.http.close()
        self.process.terminate()
        return self.process.wait(15)


@dataclass(frozen=True)
class Person:
    email: str
    password: str
    name: str
    visitor: str


class Service:
    def __init__(self, folder: Path, *, copies: int) -> None:
        self.folder = folder
        self.mail = MailServer()
        # Started together, on a database that is not there yet.
        self.copies = [Copy(folder, self.mail.port) for _ in range(copies)]
        for copy in self.copies:
            copy.wait()

    def ask(self, method: str, path: str, body: Any = None, *, copy: int = 0, **options: Any) -> httpx.Response:
        return self.copies[copy].ask(method, path, body, **options)

    def sign_up(self, person: Person, **options: Any) -> httpx.Response:
        body = {"email": person.email, "password": person.password, "name": person.name}
        return self.ask("POST", "/signup", body, visitor=person.visitor, **options)

    def log_in(self, person: Person, password: str | None = None, **options: Any) -> httpx.Response:
        body = {"email": person.email, "password": password or person.password}
        return self.ask("POST", "/login", body, **{"visitor": person.visitor, **options})

    def token_of(self, person: Person) -> str:
        """Of another log-in each time; signs them up if need be."""
        self.sign_up(person)
        token: str = self.log_in(person).json()["token"]
        return token

    def who_is(self, token: str, **options: Any) -> httpx.Response:
        return self.ask("GET", "/me", token=token, **options)

    def restart(self, copy: int = 0) -> None:
        assert self.copies[copy].stop() == 0
        self.copies[copy] = Copy(self.folder, self.mail.port).wait()

    def stop(self) -> None:
        for copy in self.copies:
            copy.stop()
        self.mail.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
