"""The tables. Moments are UTC. Texts that are compared have a binary collation: what is equal is equal letter by letter."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, String, func
from sqlalchemy.dialects.mysql import DATETIME
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


IN_MYSQL = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_bin",
}


class User(Base):
    __tablename__ = "users"
    __table_args__ = IN_MYSQL

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)  # trimmed and in lower case
    name: Mapped[str] = mapped_column(String(200))
    bio: Mapped[str] = mapped_column(String(1000), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(DateTime, server_default=func.current_timestamp())

    def __repr__(self) -> str:
        return f"User({self.id})"


class Login(Base):
    """A log-in. Only the digest of its token is here: who reads this table can use none."""

    __tablename__ = "logins"
    __table_args__ = IN_MYSQL

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(DATETIME(fsp=3))


class PasswordReset(Base):
    """One row for each person: a newer request replaces the older one."""

    __tablename__ = "password_resets"
    __table_args__ = IN_MYSQL

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[datetime] = mapped_column(DATETIME(fsp=3))
