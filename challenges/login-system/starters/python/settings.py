"""The settings come from the environment, and differ from run to run."""

import os


def needed(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"The environment variable {name} is missing.")
    return value


DATABASE_URL = needed("DATABASE_URL")
SMTP_URL = needed("SMTP_URL")
PUBLIC_URL = needed("PUBLIC_URL")
MAIL_FROM = needed("MAIL_FROM")
AUTH_SECRET = needed("AUTH_SECRET")
