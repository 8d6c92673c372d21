import hashlib
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone


class User(AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)  # trimmed and in lower case, see validation.normal_email
    name = models.CharField(max_length=200)
    bio = models.TextField(default="", blank=True)
    reset_nonce = models.CharField(max_length=32, default="", blank=True)  # of the newest reset mail; empty: none
    created_at = models.DateTimeField(default=timezone.now)
    last_login = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"


class LogInManager(models.Manager):
    @staticmethod
    def _hash(token):
        return hashlib.sha256(token.encode()).hexdigest()

    def begin(self, user):
        """A new token; only its hash is kept."""
        token = secrets.token_urlsafe(32)
        self.create(
            user=user,
            token_hash=self._hash(token),
            expires_at=timezone.now() + timedelta(days=settings.LOGIN_DAYS),
        )
        return token

    def of_token(self, token):
        return (
            self.select_related("user").filter(token_hash=self._hash(token), expires_at__gt=timezone.now()).first()
        )

    def delete_expired(self):
        self.filter(expires_at__lte=timezone.now()).delete()


class LogIn(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="log_ins")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    objects = LogInManager()


class Tries(models.Model):
    """The times of recent tries at something, see throttle.py. The key is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    times = models.JSONField(default=dict)
    last_at = models.DateTimeField(db_index=True)
