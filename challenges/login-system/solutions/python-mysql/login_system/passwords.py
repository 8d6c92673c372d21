from datetime import timedelta

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.mysql import insert

from .errors import Refusal, invalid
from .fields import fields
from .logins import current_login
from .models import Login, PasswordReset, User
from .moments import in_, now
from .shared import shared
from .tokens import digest_of, new_token
from .visitor import network_of_visitor

blueprint = Blueprint("passwords", __name__)

RESET_LIFETIME = timedelta(hours=1)


@blueprint.post("/me/password")
def change_password() -> ResponseReturnValue:
    """Ends every other log-in, and any reset under way."""
    login = current_login()
    user = login.user
    sent = fields()
    current, new = sent.password("currentPassword"), sent.new_password("newPassword")
    # Guarded like a log-in: whoever finds an open session must not guess the password through it.
    is_right = shared().guard.check(
        user.email, network_of_visitor(), lambda: shared().hasher.is_right(current, user.password_hash)
    )
    if not is_right:
        raise Refusal(403, "The current password is wrong.")
    new_hash = shared().hasher.hash(new)
    with shared().transaction() as session:
        changed = session.execute(
            update(User)
            .where(User.id == user.id, User.password_hash == user.password_hash)
            .values(password_hash=new_hash)
        )
        if changed.rowcount == 0:  # another change came first
            raise Refusal(403, "The current password is wrong.")
        session.execute(delete(Login).where(Login.user_id == user.id, Login.token_digest != digest_of(login.token)))
        session.execute(delete(PasswordReset).where(PasswordReset.user_id == user.id))
    return "", 204


@blueprint.post("/password/forgot")
def forgot_password() -> ResponseReturnValue:
    email = fields().email()
    shared().mail_limit.take(email)  # counted alike whether or not there is an account
    token = new_token()
    with shared().transaction() as session:
        user_id = session.scalar(select(User.id).where(User.email == email))
        if user_id is not None:
            newest = {"token_digest": digest_of(token), "expires_at": in_(RESET_LIFETIME)}
            session.execute(insert(PasswordReset).values(user_id=user_id, **newest).on_duplicate_key_update(newest))
    if user_id is not None:
        shared().outbox.send_reset(email, token)
    return jsonify(message="If there is an account with this email, a mail is on its way."), 202


@blueprint.post("/password/reset")
def reset_password() -> ResponseReturnValue:
    sent = fields()
    email, token, new = sent.email(), sent.text("token"), sent.new_password("newPassword")
    good = (PasswordReset.token_digest == digest_of(token), PasswordReset.expires_at > now())
    no_longer_good = invalid("This link is no longer good. Please ask for a new one.")
    with shared().transaction() as session:
        user_id = session.scalar(
            select(User.id).join(PasswordReset, PasswordReset.user_id == User.id).where(User.email == email, *good)
        )
    if user_id is None:  # before the new password is hashed, so that a made-up token costs us nothing
        raise no_longer_good
    new_hash = shared().hasher.hash(new)
    with shared().transaction() as session:
        used_up = session.execute(delete(PasswordReset).where(PasswordReset.user_id == user_id, *good))
        if used_up.rowcount == 0:
            raise no_longer_good
        session.execute(update(User).where(User.id == user_id).values(password_hash=new_hash))
        session.execute(delete(Login).where(Login.user_id == user_id))
    shared().guard.forgive(email, network_of_visitor())
    return "", 204
