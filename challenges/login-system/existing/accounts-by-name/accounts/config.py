import os
from datetime import timedelta


class Config:
    SECRET_KEY = os.environ["SECRET_KEY"]
    ACCESS_TOKEN_LIFETIME = timedelta(minutes=30)
    MAX_CONTENT_LENGTH = 64 * 1024
    SQLALCHEMY_DATABASE_URI = os.environ["SQLALCHEMY_DATABASE_URI"]
    SQLALCHEMY_ENGINE_OPTIONS = {
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 0,
        "pool_timeout": 2,
        "pool_recycle": 1800,
        "hide_parameters": True,
        "connect_args": {"charset": "utf8mb4", "connect_timeout": 2, "read_timeout": 3, "write_timeout": 3},
    }
