"""Settings, read from the environment once at start."""

import os
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Settings:
    port: int
    database_url: str
    smtp_host: str
    smtp_port: int
    mail_from: Address
    public_url: str

    @classmethod
    def from_env(cls, env=os.environ) -> "Settings":
        smtp = urlsplit(env["SMTP_URL"])
        display_name, address = parseaddr(env["MAIL_FROM"])
        return cls(
            port=int(env.get("PORT", "8081")),
            database_url=env["DATABASE_URL"],
            smtp_host=smtp.hostname or "127.0.0.1",
            smtp_port=smtp.port or 25,
            mail_from=Address(display_name, addr_spec=address),
            public_url=env["PUBLIC_URL"].rstrip("/"),
        )
