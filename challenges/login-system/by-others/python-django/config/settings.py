import os
import sys
from urllib.parse import unquote, urlsplit

SECRET_KEY = os.environ["AUTH_SECRET"]
PUBLIC_URL = os.environ["PUBLIC_URL"].rstrip("/")
DEBUG = False
ALLOWED_HOSTS = ["*"]  # the Host header is never used

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
INSTALLED_APPS = ["accounts"]
MIDDLEWARE = ["accounts.middleware.JsonErrors"]
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_db = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        # Tests drop their database, so they must not keep connections to it.
        "ENGINE": "django.db.backends.postgresql" if "test" in sys.argv[1:2] else "config.pooled_postgres",
        "NAME": unquote(_db.path.lstrip("/")),
        "USER": unquote(_db.username or ""),
        "PASSWORD": unquote(_db.password or ""),
        "HOST": unquote(_db.hostname or ""),
        "PORT": _db.port or "",
        "CONN_MAX_AGE": 0,  # back to the pool after each request
        "OPTIONS": {
            "connect_timeout": 3,
            "options": "-c statement_timeout=4000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000",
        },
    }
}
DATABASE_POOL_SIZE = 15  # per process
DATABASE_POOL_WAIT = 3  # seconds

REQUEST_DEADLINE = 4  # seconds, from the last byte of the body
BODY_DEADLINE = 60  # seconds for the body to arrive
MAX_BODY = 1_000_000  # bytes

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["accounts.hashing.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.validation.MaximumLengthValidator", "OPTIONS": {"max_length": 256}},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_DAYS = 30

_smtp = urlsplit(os.environ["SMTP_URL"])
EMAIL_HOST = _smtp.hostname or "127.0.0.1"
EMAIL_PORT = _smtp.port or 25
EMAIL_HOST_USER = unquote(_smtp.username or "")
EMAIL_HOST_PASSWORD = unquote(_smtp.password or "")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ["MAIL_FROM"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "CRITICAL"},  # accounts.middleware logs what is our fault
        "accounts": {"level": "INFO"},
    },
}
