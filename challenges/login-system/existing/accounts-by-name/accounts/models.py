import secrets
import time

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Double, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.security import check_password_hash, generate_password_hash


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


def hash_of(password: str) -> str:
    # Werkzeug's default has p=1, which is less than OWASP asks for.
    return generate_password_hash(password, method="scrypt:32768:8:3")


# Checked against when there is no such user, so that both answers take the same time.
_nobodys_hash = hash_of(secrets.token_hex())


class User(db.Model):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(32), unique=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    # Seconds since 1970. Tokens that are older are refused.
    password_set_at: Mapped[float] = mapped_column(Double)
    display_name: Mapped[str] = mapped_column(String(100), default="")
    bio: Mapped[str] = mapped_column(String(2000), default="")

    def set_password(self, password: str) -> None:
        self.password_hash = hash_of(password)
        self.password_set_at = time.time()

    @staticmethod
    def with_password(username: str, password: str) -> "User | None":
        user = db.session.scalar(db.select(User).filter_by(username=username))
        is_right = check_password_hash(user.password_hash if user else _nobodys_hash, password)
        return user if user and is_right else None
