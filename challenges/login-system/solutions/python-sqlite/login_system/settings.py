from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Settings:
    port: int
    database_path: Path
    smtp_host: str
    smtp_port: int
    public_url: str
    mail_from: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """:raises ValueError: a plain sentence about what is missing or wrong."""

        def required(name: str) -> str:
            value = environment.get(name)
            if not value:
                raise ValueError(f"The environment variable {name} is missing.")
            return value

        smtp = urlsplit(required("SMTP_URL"))
        if smtp.scheme != "smtp" or smtp.hostname is None:
            raise ValueError("SMTP_URL must look like smtp://host:port.")
        return cls(
            port=int(required("PORT")),
            database_path=_sqlite_path(required("DATABASE_URL")),
            smtp_host=smtp.hostname,
            smtp_port=smtp.port or 25,
            public_url=required("PUBLIC_URL").rstrip("/"),
            mail_from=required("MAIL_FROM"),
        )


def _sqlite_path(url: str) -> Path:
    """`sqlite:////data/app.db` is /data/app.db; with three slashes, the path is relative."""
    prefix = "sqlite:///"
    path = unquote(url.removeprefix(prefix).partition("?")[0])
    if not url.startswith(prefix) or not path:
        raise ValueError("DATABASE_URL must look like sqlite:////folder/file.db.")
    return Path(path)
