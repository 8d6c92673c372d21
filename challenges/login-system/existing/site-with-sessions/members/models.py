from django.contrib.auth.models import AbstractUser
from django.db import models


class Member(AbstractUser):
    email = models.EmailField(unique=True)
    bio = models.TextField(max_length=2000, blank=True)
