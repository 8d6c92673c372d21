"""python manage.py test --noinput (with the settings of the brief in the environment, and a role that may create databases)"""

import json
import re
from unittest import mock

from django.core import mail as outbox
from django.test import TransactionTestCase

from accounts import mail
from config import background

ANNA = {"email": "anna@example.com", "password": "Correct-horse-7", "name": "Anna Öz"}


class AccountTests(TransactionTestCase):
    def setUp(self):
        self.enterContext(mock.patch.object(background, "ready", True))
        self.assertEqual(self.send("post", "/signup", ANNA).status_code, 201)

    def send(self, method, path, data=None, token=None):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = {} if data is None else {"data": json.dumps(data), "content_type": "application/json"}
        return getattr(self.client, method)(path, headers=headers, **body)

    def log_in(self, password=ANNA["password"]):
        return self.send("post", "/login", {"email": " ANNA@example.com", "password": password})

    def test_one_email_is_one_account(self):
        self.assertEqual(self.send("post", "/signup", ANNA | {"email": "Anna@Example.com "}).status_code, 409)

    def test_profile(self):
        token = self.log_in().json()["token"]
        self.assertEqual(self.send("patch", "/me", {"bio": "I bake.", "email": "x"}, token).status_code, 200)
        me = self.send("get", "/me", token=token).json()
        self.assertEqual((me["email"], me["name"], me["bio"]), (ANNA["email"], ANNA["name"], "I bake."))
        self.assertEqual(self.send("get", "/me").status_code, 401)

    def test_password_change_ends_other_log_ins(self):
        here, there = (self.log_in().json()["token"] for _ in range(2))
        change = {"currentPassword": ANNA["password"], "newPassword": "Battery-staple-8"}
        self.assertEqual(self.send("post", "/me/password", change, here).status_code, 204)
        self.assertEqual(self.send("get", "/me", token=here).status_code, 200)
        self.assertEqual(self.send("get", "/me", token=there).status_code, 401)

    def test_newest_reset_works_once(self):
        for _ in range(2):
            self.send("post", "/password/forgot", {"email": ANNA["email"]})
        mail.wait(5)
        old, new = (re.search(r"token=(\S+)", message.body)[1] for message in outbox.outbox)
        answers = [
            self.send(
                "post",
                "/password/reset",
                {"email": ANNA["email"], "token": token, "newPassword": "Battery-staple-8"},
            ).status_code
            for token in (old, new, new)
        ]
        self.assertEqual(answers, [400, 204, 400])
        self.assertEqual(self.log_in("Battery-staple-8").status_code, 200)

    def test_guessing_is_slowed(self):
        answers = [self.log_in("wrong").status_code for _ in range(16)]
        self.assertEqual(answers, [401] * 15 + [429])

    def test_delete(self):
        token = self.log_in().json()["token"]
        self.assertEqual(self.send("delete", "/me", token=token).status_code, 204)
        self.assertEqual(self.send("get", "/me", token=token).status_code, 401)
        self.assertEqual(self.log_in().status_code, 401)
