"""Accounts, log-ins and password resets for a small shop."""

from flask import Flask

from . import accounts, errors, health, logins, passwords
from .database import create_engine, sessions_of
from .guessing import GuessGuard, Tries
from .hashing import PasswordHasher
from .outbox import Outbox
from .settings import Settings
from .shared import Shared


def create_app(settings: Settings) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    engine = create_engine(settings)
    app.extensions["login_system"] = Shared(
        transaction=sessions_of(engine),
        hasher=PasswordHasher(),
        guard=GuessGuard(),
        mail_limit=Tries(limit=10, seconds=15 * 60),
        outbox=Outbox(settings),
    )
    errors.register(app)
    for part in (accounts, logins, passwords, health):
        app.register_blueprint(part.blueprint)
    return app
