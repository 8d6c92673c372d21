from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError


@dataclass(frozen=True)
class Settings:
    database_url: URL
    smtp_host: str
    smtp_port: int
    public_url: str
    mail_from: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """:raises SystemExit: with a plain sentence about what is missing or wrong."""

        def required(name: str) -> str:
            value = environment.get(name)
            if not value:
                raise SystemExit(f"The environment variable {name} is missing.")
            return value

        smtp = urlsplit(required("SMTP_URL"))
        if smtp.scheme != "smtp" or smtp.hostname is None:
            raise SystemExit("SMTP_URL must look like smtp://host:port.")
        return cls(
            database_url=_mysql_url(required("DATABASE_URL")),
            smtp_host=smtp.hostname,
            smtp_port=smtp.port or 25,
            public_url=required("PUBLIC_URL").rstrip("/"),
            mail_from=required("MAIL_FROM"),
        )


def _mysql_url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() not in ("mysql", "mariadb"):
        raise SystemExit("DATABASE_URL must look like mysql://user:password@host:port/name.")
    return url.set(drivername="mysql+pymysql")
