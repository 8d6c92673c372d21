import asyncio
from types import SimpleNamespace

import pytest
from fastapi import HTTPException
from starlette.datastructures import Headers

from login_system.guessing import GuessGuard
from login_system.passwords import PasswordHasher
from login_system.settings import Settings
from login_system.visitor import network_of


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def try_password(guard: GuessGuard, network: str, *, wrong: bool = True) -> None:
    with guard.guess("a@b.example", network) as guess:
        guess.was_wrong = wrong


def test_a_right_password_is_no_guess() -> None:
    guard = GuessGuard(Clock())
    for _ in range(50):
        try_password(guard, "192.0.2.1", wrong=False)


def test_a_password_that_could_not_be_verified_is_no_guess() -> None:
    guard = GuessGuard(Clock())
    for _ in range(50):
        with pytest.raises(OSError), guard.guess("a@b.example", "192.0.2.1"):
            raise OSError


def test_many_networks_stop_an_account_for_a_minute() -> None:
    clock = Clock()
    guard = GuessGuard(clock)
    for number in range(15):
        try_password(guard, f"192.0.2.{number}")
    with pytest.raises(HTTPException) as refusal:
        try_password(guard, "203.0.113.1", wrong=False)
    assert refusal.value.status_code == 429
    assert refusal.value.headers == {"Retry-After": "60"}
    clock.now += 61
    try_password(guard, "203.0.113.1", wrong=False)


def test_a_reset_by_mail_opens_an_account_again() -> None:
    guard = GuessGuard(Clock())
    for number in range(15):
        try_password(guard, f"192.0.2.{number}")
    guard.forgive("a@b.example", "203.0.113.1")
    try_password(guard, "203.0.113.1", wrong=False)


@pytest.mark.parametrize(
    ("peer", "forwarded", "network"),
    [
        ("127.0.0.9", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
        ("127.0.0.9", ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
        ("127.0.0.9", ["1.1.1.1, 127.0.0.1"], "127.0.0.1"),
        ("127.0.0.9", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("127.0.0.9", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("127.0.0.9", ["nonsense"], "127.0.0.9"),
        ("127.0.0.9", [], "127.0.0.9"),
        ("198.51.100.7", ["1.1.1.1"], "198.51.100.7"),
    ],
)
def test_believes_the_proxy_and_nobody_else(peer: str, forwarded: list[str], network: str) -> None:
    headers = Headers(raw=[(b"x-forwarded-for", value.encode()) for value in forwarded])
    assert network_of(SimpleNamespace(client=SimpleNamespace(host=peer), headers=headers)) == network


def test_hashes_a_whole_password_with_a_salt_of_its_own() -> None:
    async def hashes() -> None:
        hasher = PasswordHasher()
        long = "Long-enough-1" * 9
        first, second = await hasher.hash(long), await hasher.hash(long)
        assert first != second
        assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
        assert await hasher.is_right(long, first)
        assert not await hasher.is_right(long + "x", first)
        assert not await hasher.is_right(long, None)

    asyncio.run(hashes())


def test_says_plainly_which_setting_is_missing() -> None:
    with pytest.raises(ValueError, match="SMTP_URL is missing"):
        Settings.from_environment({})
