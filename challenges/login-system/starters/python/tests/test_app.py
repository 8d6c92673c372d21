import os

from fastapi.testclient import TestClient

os.environ.update(
    DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
    SMTP_URL="smtp://127.0.0.1:1",
    PUBLIC_URL="https://shop.example",
    MAIL_FROM="shop@shop.example",
    AUTH_SECRET="only-for-tests",
)


def test_it_says_that_it_is_not_healthy_while_its_database_is_away() -> None:
    from app import app

    with TestClient(app) as client:
        assert client.get("/health").status_code == 503
