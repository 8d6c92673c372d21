import sqlite3

from .tokens import digest_of, new_token

LIFETIME = "+1 hour"

# The same for looking and for using up, so that both always ask for the same things.
GOOD = """
  token_digest = :digest AND expires_at > datetime('now')
  AND user_id = (SELECT id FROM users WHERE email = :email)
"""


def start(connection: sqlite3.Connection, email: str) -> str | None:
    """A token for this person, which replaces any older one; None when there is no such account."""
    token = new_token()
    started = connection.execute(
        """INSERT INTO password_resets (user_id, token_digest, expires_at)
           SELECT id, ?, datetime('now', ?) FROM users WHERE email = ?
           ON CONFLICT (user_id) DO UPDATE
           SET token_digest = excluded.token_digest, expires_at = excluded.expires_at""",
        (digest_of(token), LIFETIME, email),
    )
    return token if started.rowcount == 1 else None


def is_good(connection: sqlite3.Connection, email: str, token: str) -> bool:
    """Asked before the new password is hashed, so that a made-up token costs us nothing."""
    found = connection.execute(
        f"SELECT 1 FROM password_resets WHERE {GOOD}", {"digest": digest_of(token), "email": email}
    )
    return found.fetchall() != []


def finish(connection: sqlite3.Connection, email: str, token: str, password_hash: str) -> bool:
    """Uses the token up, sets the password and ends every log-in. False when the token is no longer good."""
    used_up = connection.execute(
        f"DELETE FROM password_resets WHERE {GOOD} RETURNING user_id",
        {"digest": digest_of(token), "email": email},
    ).fetchall()
    for (user_id,) in used_up:
        connection.execute("UPDATE users SET password_hash = ? WHERE id = ?", (password_hash, user_id))
        connection.execute("DELETE FROM sessions WHERE user_id = ?", (user_id,))
    return used_up != []


def remove_expired(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM password_resets WHERE expires_at <= datetime('now')")
