import time
from collections.abc import Callable
from functools import wraps

import jwt
from flask import Blueprint, current_app, g, request
from werkzeug.exceptions import Forbidden, Unauthorized

from .login_tries import count_try, forget_tries
from .models import User, db
from .schemas import LogInSchema

bp = Blueprint("auth", __name__, url_prefix="/auth")


@bp.post("/token")
def create_token():
    data = LogInSchema().load(request.get_json())
    count_try(data["username"])
    # Before the password is checked: if it's changed meanwhile, this token is too old.
    now = time.time()
    user = User.with_password(data["username"], data["password"])
    if user is None:
        raise Unauthorized("Wrong user name or password.")
    forget_tries(user.username)
    lifetime = current_app.config["ACCESS_TOKEN_LIFETIME"].total_seconds()
    claims = {"sub": user.username, "iat": now, "exp": now + lifetime}
    token = jwt.encode(claims, current_app.config["SECRET_KEY"], algorithm="HS256")
    return {"access_token": token, "token_type": "Bearer", "expires_in": int(lifetime)}


def owner_required(view: Callable) -> Callable:
    """For routes with a <username>: puts that user into `g.user` if they are who asks."""

    @wraps(view)
    def wrapped(username: str):
        user = _user_of_token()
        if user.username.lower() != username.lower():
            raise Forbidden("This is not your account.")
        g.user = user
        return view()

    return wrapped


def _user_of_token() -> User:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Unauthorized("Please log in.")
    try:
        claims = jwt.decode(
            token,
            current_app.config["SECRET_KEY"],
            algorithms=["HS256"],
            options={"require": ["sub", "iat", "exp"]},
        )
    except jwt.InvalidTokenError:
        raise Unauthorized("The access token is invalid or has expired.") from None
    user = db.session.scalar(db.select(User).filter_by(username=claims["sub"]))
    if user is None or claims["iat"] < user.password_set_at:
        raise Unauthorized("The access token is invalid or has expired.")
    return user
