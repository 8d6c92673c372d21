from django.contrib.auth.models import AbstractUser
from django.db import models


class Member(AbstractUser):
    email = models.EmailField(unique=True)
    bio = models.TextField(max_length=2000, blank=True)


class LoginTries(models.Model):
    name_digest = models.CharField(max_length=64, primary_key=True)
    tries = models.IntegerField()
    since = models.DateTimeField()
