from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from .errors import Refusal, not_logged_in
from .fields import fields
from .logins import current_login
from .models import User
from .shared import shared

blueprint = Blueprint("accounts", __name__)


@blueprint.post("/signup")
def sign_up() -> ResponseReturnValue:
    sent = fields()
    user = User(email=sent.email(), name=sent.name(), bio="")
    user.password_hash = shared().hasher.hash(sent.new_password())
    try:
        with shared().transaction() as session:
            session.add(user)
    except IntegrityError:
        # The database decides, however many ask at once.
        raise Refusal(409, "There is already an account with this email.") from None
    return jsonify(user=profile_of(user)), 201


@blueprint.get("/me")
def who_am_i() -> ResponseReturnValue:
    return jsonify(profile_of(current_login().user))


@blueprint.patch("/me")
def update_profile() -> ResponseReturnValue:
    """Changes only what is sent, so that two changes at once both survive."""
    user = current_login().user
    sent = fields()
    changes = {}
    if "name" in sent:
        changes["name"] = sent.name()
    if "bio" in sent:
        changes["bio"] = sent.bio()
    with shared().transaction() as session:
        if changes:
            session.execute(update(User).where(User.id == user.id).values(changes))
        changed = session.get(User, user.id)
        if changed is None:
            raise not_logged_in()  # deleted meanwhile
    return jsonify(profile_of(changed))


@blueprint.delete("/me")
def delete_account() -> ResponseReturnValue:
    user = current_login().user
    with shared().transaction() as session:
        session.execute(delete(User).where(User.id == user.id))
    return "", 204


def profile_of(user: User) -> dict[str, str]:
    """What is shown of an account: never its hash."""
    return {"id": str(user.id), "email": user.email, "name": user.name, "bio": user.bio}
