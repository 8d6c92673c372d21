from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from .errors import not_logged_in, wrong_credentials
from .fields import fields
from .models import Login, User
from .moments import in_, now
from .shared import shared
from .tokens import digest_of, new_token
from .visitor import network_of_visitor

blueprint = Blueprint("logins", __name__)

LIFETIME = timedelta(days=7)


@dataclass(frozen=True)
class CurrentLogin:
    user: User
    token: str


def current_login() -> CurrentLogin:
    """:raises Refusal: 401, where the request comes with no log-in that is good."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise not_logged_in()
    with shared().transaction() as session:
        user = session.scalar(
            select(User)
            .join(Login, Login.user_id == User.id)
            .where(Login.token_digest == digest_of(token), Login.expires_at > now())
        )
    if user is None:
        raise not_logged_in()
    return CurrentLogin(user, token)


@blueprint.post("/login")
def log_in() -> ResponseReturnValue:
    sent = fields()
    email, password = sent.email(), sent.password()
    with shared().transaction() as session:
        user = session.scalar(select(User).where(User.email == email))
    password_hash = user.password_hash if user else None
    is_right = shared().guard.check(
        email, network_of_visitor(), lambda: shared().hasher.is_right(password, password_hash)
    )
    if not is_right or user is None:
        raise wrong_credentials()
    with shared().transaction() as session:
        token = _start(session, user)
    return jsonify(token=token)


@blueprint.post("/logout")
def log_out() -> ResponseReturnValue:
    login = current_login()
    with shared().transaction() as session:
        session.execute(delete(Login).where(Login.token_digest == digest_of(login.token)))
    return "", 204


def _start(session: Session, user: User) -> str:
    """:raises Refusal: 401, when the password was changed since it was verified."""
    unchanged = select(func.count()).where(User.id == user.id, User.password_hash == user.password_hash)
    if session.scalar(unchanged.with_for_update()) != 1:
        raise wrong_credentials()
    token = new_token()
    session.execute(delete(Login).where(Login.user_id == user.id, Login.expires_at <= now()))
    session.add(Login(token_digest=digest_of(token), user_id=user.id, expires_at=in_(LIFETIME)))
    return token
