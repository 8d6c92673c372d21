"""Tokens that open something. The database holds only their digests."""

import secrets
from hashlib import sha256


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    # 256 random bits: nothing slower is needed, and no key.
    return sha256(token.encode(errors="replace")).hexdigest()
