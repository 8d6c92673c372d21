from flask import Flask

from . import auth, errors, users
from .config import Config
from .models import db


def create_app(config: object = Config) -> Flask:
    app = Flask(__name__, static_folder=None)
    app.config.from_object(config)
    db.init_app(app)
    errors.init_app(app)
    app.register_blueprint(auth.bp)
    app.register_blueprint(users.bp)

    @app.cli.command("init-db")
    def init_db() -> None:
        """Creates the tables that are missing."""
        db.create_all()

    @app.after_request
    def add_headers(response):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
