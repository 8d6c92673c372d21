import sqlite3
from dataclasses import dataclass

from .accounts import COLUMNS, Account, first_account
from .tokens import digest_of, new_token

LIFETIME = "+7 days"


@dataclass(frozen=True)
class Login:
    """A log-in that a request came with."""

    account: Account
    token: str


def start(connection: sqlite3.Connection, account: Account) -> str | None:
    """The token of a new log-in; None when the password was changed since it was verified."""
    token = new_token()
    started = connection.execute(
        """INSERT INTO sessions (token_digest, user_id, expires_at)
           SELECT ?, id, datetime('now', ?) FROM users WHERE id = ? AND password_hash = ?""",
        (digest_of(token), LIFETIME, account.id, account.password_hash),
    )
    return token if started.rowcount == 1 else None


def find(connection: sqlite3.Connection, token: str) -> Login | None:
    account = first_account(
        connection.execute(
            f"""SELECT {COLUMNS} FROM sessions JOIN users ON users.id = user_id
                WHERE token_digest = ? AND expires_at > datetime('now')""",
            (digest_of(token),),
        )
    )
    return Login(account, token) if account else None


def end(connection: sqlite3.Connection, token: str) -> None:
    connection.execute("DELETE FROM sessions WHERE token_digest = ?", (digest_of(token),))


def remove_expired(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM sessions WHERE expires_at <= datetime('now')")
