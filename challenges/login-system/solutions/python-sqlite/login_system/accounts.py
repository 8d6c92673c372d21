import sqlite3
from dataclasses import dataclass, field
from uuid import uuid4

from .tokens import digest_of

COLUMNS = "users.id, users.email, users.name, users.bio, users.password_hash"


@dataclass(frozen=True)
class Account:
    id: str
    email: str
    name: str
    bio: str
    password_hash: str = field(repr=False)


class EmailTaken(Exception):
    pass


def create(connection: sqlite3.Connection, *, email: str, name: str, password_hash: str) -> Account:
    """:raises EmailTaken: the database decides, however many ask at once."""
    account = Account(id=str(uuid4()), email=email, name=name, bio="", password_hash=password_hash)
    try:
        connection.execute(
            "INSERT INTO users (id, email, name, password_hash) VALUES (?, ?, ?, ?)",
            (account.id, email, name, password_hash),
        )
    except sqlite3.IntegrityError as error:
        raise EmailTaken from error
    return account


def find_by_email(connection: sqlite3.Connection, email: str) -> Account | None:
    return first_account(connection.execute(f"SELECT {COLUMNS} FROM users WHERE email = ?", (email,)))


def update(
    connection: sqlite3.Connection, account_id: str, *, name: str | None = None, bio: str | None = None
) -> Account | None:
    """Changes only what is given, so that two changes at once both survive."""
    return first_account(
        connection.execute(
            f"""UPDATE users SET name = coalesce(:name, name), bio = coalesce(:bio, bio) WHERE id = :id
                RETURNING {COLUMNS}""",
            {"id": account_id, "name": name, "bio": bio},
        )
    )


def remove(connection: sqlite3.Connection, account_id: str) -> None:
    connection.execute("DELETE FROM users WHERE id = ?", (account_id,))


def change_password(connection: sqlite3.Connection, account: Account, password_hash: str, *, keep_token: str) -> bool:
    """Ends every other log-in, and any reset under way. False when another change came first."""
    changed = connection.execute(
        "UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?",
        (password_hash, account.id, account.password_hash),
    )
    if changed.rowcount == 0:
        return False
    connection.execute(
        "DELETE FROM sessions WHERE user_id = ? AND token_digest <> ?", (account.id, digest_of(keep_token))
    )
    connection.execute("DELETE FROM password_resets WHERE user_id = ?", (account.id,))
    return True


def first_account(cursor: sqlite3.Cursor) -> Account | None:
    # All rows: a statement that has more to give would stand in the way of the commit.
    rows = cursor.fetchall()
    return Account(**rows[0]) if rows else None
