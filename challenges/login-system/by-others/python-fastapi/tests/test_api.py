"""Asks a running service: `BASE_URL=http://127.0.0.1:8081 pytest` (with `pip install pytest httpx`)."""

import os
import secrets
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

PASSWORD, OTHER = "Correct-horse-7", "Battery-staple-8"


@pytest.fixture
def http():
    # Each test is another visitor, as the proxy would say.
    address = f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}"
    with httpx.Client(
        base_url=os.environ.get("BASE_URL", "http://127.0.0.1:8081"), headers={"X-Forwarded-For": address}, timeout=10
    ) as client:
        yield client


@pytest.fixture
def email(http):
    email = f"anna-{secrets.token_hex(6)}@example.com"
    reply = http.post("/signup", json={"email": email, "password": PASSWORD, "name": "Anna Öz 🥐"})
    assert reply.status_code == 201 and reply.json()["user"]["email"] == email
    return email


def log_in(http, email, password=PASSWORD):
    reply = http.post("/login", json={"email": email, "password": password})
    assert reply.status_code == 200, reply.text
    return {"Authorization": f"Bearer {reply.json()['token']}"}


def test_profile(http, email):
    me = log_in(http, f"  {email.upper()} ")
    assert http.get("/me", headers=me).json()["name"] == "Anna Öz 🥐"
    reply = http.patch("/me", headers=me, json={"bio": "I bake.\nA lot.", "id": "7", "isAdmin": True})
    assert reply.json()["bio"] == "I bake.\nA lot." and reply.json()["name"] == "Anna Öz 🥐"
    assert http.patch("/me", headers=me, json={}).status_code == 200
    for wrong in ({"name": ""}, {"name": None}, {"name": 5}, {"name": "x" * 201}, {"name": " "}, {"bio": "x" * 1001},
                  {"bio": "\0"}, {"name": "a\nb"}, []):
        assert http.patch("/me", headers=me, json=wrong).status_code == 422
    assert http.patch("/me", headers=me, json={"name": "🥐" * 200}).status_code == 200


def test_one_email_one_account(http):
    email = f"b-{secrets.token_hex(6)}@example.com"
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda e: http.post("/signup", json={"email": e, "password": PASSWORD, "name": "B"}),
                                [email, email.upper(), f" {email}", f"{email}\n"] * 2))
    assert sorted(r.status_code for r in replies) == [201] + [409] * 7


def test_not_logged_in(http):
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eDp5"}):
        reply = http.get("/me", headers=headers)
        assert reply.status_code == 401 and reply.json()["error"]["message"]


def test_logout_ends_one(http, email):
    one, two = log_in(http, email), log_in(http, email)
    assert http.post("/logout", headers=one).status_code == 204
    assert http.get("/me", headers=one).status_code == 401
    assert http.get("/me", headers=two).status_code == 200


def test_change_password(http, email):
    one, two = log_in(http, email), log_in(http, email)
    change = {"currentPassword": PASSWORD, "newPassword": OTHER}
    assert http.post("/me/password", headers=one, json=change | {"currentPassword": "x"}).status_code == 401
    assert http.post("/me/password", headers=one, json=change | {"newPassword": "short"}).status_code == 422
    assert http.post("/me/password", headers=one, json=change).status_code == 204
    assert http.get("/me", headers=one).status_code == 200
    assert http.get("/me", headers=two).status_code == 401
    assert http.post("/login", json={"email": email, "password": PASSWORD}).status_code == 401
    log_in(http, email, OTHER)


def test_two_changes_at_once(http, email):
    one, two = log_in(http, email), log_in(http, email)
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(lambda me: http.post("/me/password", headers=me, json={
            "currentPassword": PASSWORD, "newPassword": OTHER}).status_code, [one, two]))
    assert sorted(codes) == [204, 401]


def test_delete(http, email):
    me = log_in(http, email)
    assert http.delete("/me", headers=me).status_code == 204
    assert http.get("/me", headers=me).status_code == 401
    assert http.post("/login", json={"email": email, "password": PASSWORD}).status_code == 401


def test_guessing_at_once_is_slowed(http, email):
    def guess(i):
        spelling = email.upper() if i % 2 else f" {email} "
        return http.post("/login", json={"email": spelling, "password": "x"},
                         headers={"X-Forwarded-For": f"9.9.9.{i}, 10.1.1.{i}"}).status_code

    with ThreadPoolExecutor(30) as pool:
        codes = list(pool.map(guess, range(40)))
    assert codes.count(401) == 20 and codes.count(429) == 20
    assert http.post("/login", json={"email": email, "password": PASSWORD}).status_code == 429


def test_many_right_ones_at_once(http, email):
    with ThreadPoolExecutor(30) as pool:
        assert len(list(pool.map(lambda _: log_in(http, email), range(30)))) == 30


def test_mistakes(http):
    def post(content, **headers):
        return http.post("/login", content=content, headers={"Content-Type": "application/json"} | headers).status_code

    assert post(b"{") in (400, 422)
    assert post(b"\xff\xfe\x00") in (400, 422)
    assert post(b"[" * 500_000) in (400, 422)
    assert post(b'{"email":"a@example.com","password":"x","y":' + b"[" * 100_000 + b"]" * 100_000 + b"}") in (400, 422)
    assert post(b"9" * 10_000) in (400, 422)
    assert post(b'{"email":"a@example.com","password":"\\ud800"}') == 422
    assert http.post("/signup", content=b'{"email":"a@example.com","password":"Correct-horse-7","name":"\\udc00"}',
                     headers={"Content-Type": "application/json"}).status_code == 422
    assert post(b'{"email":"a\\u0000@example.com","password":"x"}') == 422
    assert post(b" " * 1_100_000) == 413
    assert post(b" " * 20_000_000) == 413
    assert post(b"email=a@example.com&password=x", **{"Content-Type": "application/x-www-form-urlencoded"}) == 422
    assert http.post("/nowhere").status_code == 404 and http.put("/me").status_code == 405


def test_forgot_is_the_same_for_everyone(http, email):
    replies = [http.post("/password/forgot", json={"email": e}) for e in (email, "nobody@example.com")]
    assert {(r.status_code, r.text) for r in replies} == {(202, replies[0].text)}


def test_wrong_reset_token(http, email):
    reply = http.post("/password/reset", json={"email": email, "token": "x", "newPassword": OTHER})
    assert reply.status_code == 400 and reply.json()["error"]["message"]
