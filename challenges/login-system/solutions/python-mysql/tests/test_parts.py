import pytest

from login_system.errors import Refusal
from login_system.guessing import GuessGuard
from login_system.settings import Settings

ENVIRONMENT = {
    "DATABASE_URL": "mysql://app:p%40ss@127.0.0.1:3306/app",
    "SMTP_URL": "smtp://127.0.0.1:2525",
    "PUBLIC_URL": "https://shop.example/",
    "MAIL_FROM": "shop@shop.example",
}


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_right_password_is_no_guess() -> None:
    guard = GuessGuard(Clock())
    assert all(guard.check("a@b.example", "192.0.2.1", lambda: True) for _ in range(50))


def test_a_password_that_could_not_be_verified_is_no_guess() -> None:
    def fail() -> bool:
        raise OSError

    guard = GuessGuard(Clock())
    for _ in range(50):
        with pytest.raises(OSError):
            guard.check("a@b.example", "192.0.2.1", fail)


def test_many_networks_stop_an_account_for_a_minute() -> None:
    clock = Clock()
    guard = GuessGuard(clock)
    for number in range(15):
        assert not guard.check("a@b.example", f"192.0.2.{number}", lambda: False)
    with pytest.raises(Refusal) as refusal:
        guard.check("a@b.example", "203.0.113.1", lambda: True)
    assert (refusal.value.status, refusal.value.headers) == (429, {"Retry-After": "60"})
    clock.now += 61
    assert guard.check("a@b.example", "203.0.113.1", lambda: True)


def test_settings_are_read() -> None:
    settings = Settings.from_environment(ENVIRONMENT)
    assert settings.database_url.drivername == "mysql+pymysql"
    assert settings.database_url.password == "p@ss"
    assert settings.public_url == "https://shop.example"


@pytest.mark.parametrize("change", [{"DATABASE_URL": "postgres://a/b"}, {"DATABASE_URL": "nothing"}, {"SMTP_URL": ""}])
def test_settings_that_make_no_sense_are_refused_in_a_sentence(change: dict[str, str]) -> None:
    with pytest.raises(SystemExit, match="DATABASE_URL|SMTP_URL"):
        Settings.from_environment({**ENVIRONMENT, **change})
