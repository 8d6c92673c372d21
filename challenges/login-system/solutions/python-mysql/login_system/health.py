from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from .models import User
from .shared import shared

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    try:
        with shared().transaction() as session:
            session.execute(select(User.id).limit(1))
    except SQLAlchemyError:
        return jsonify(status="unavailable", error={"message": "The database cannot be used."}), 503
    return jsonify(status="ok")
