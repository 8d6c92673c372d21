from flask import Blueprint, g, request
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import Conflict, Forbidden

from .auth import owner_required
from .models import User, db
from .schemas import NewPasswordSchema, ProfileSchema, UserSchema

bp = Blueprint("users", __name__, url_prefix="/users")
user_schema = UserSchema()


@bp.post("")
def create_user():
    data = user_schema.load(request.get_json())
    user = User(username=data["username"], email=data["email"])
    user.set_password(data["password"])
    db.session.add(user)
    try:
        db.session.commit()
    except IntegrityError:
        raise Conflict("This user name or email is taken.") from None
    return user_schema.dump(user), 201


@bp.get("/<username>")
@owner_required
def get_user():
    return user_schema.dump(g.user)


@bp.put("/<username>")
@owner_required
def update_user():
    for field, value in ProfileSchema().load(request.get_json()).items():
        setattr(g.user, field, value)
    db.session.commit()
    return user_schema.dump(g.user)


@bp.put("/<username>/password")
@owner_required
def change_password():
    data = NewPasswordSchema().load(request.get_json())
    if User.with_password(g.user.username, data["current_password"]) is None:
        raise Forbidden("The current password is wrong.")
    g.user.set_password(data["new_password"])
    db.session.commit()
    return "", 204


@bp.delete("/<username>")
@owner_required
def delete_user():
    db.session.delete(g.user)
    db.session.commit()
    return "", 204
