import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import httpx
import pytest

from .conftest import make_person
from .service import Copy, Person, Service


def together(count: int, ask: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(ask, range(count)))


def test_signs_up_logs_in_and_says_who_that_is_on_every_copy(service: Service, new_person: Person) -> None:
    signed_up = service.sign_up(new_person)
    assert signed_up.status_code == 201
    assert list(signed_up.json()["user"]) == ["id", "email", "name", "bio"]
    token = service.log_in(new_person).json()["token"]
    assert service.who_is(token, copy=1).json() == signed_up.json()["user"]


def test_makes_one_account_of_one_email_however_many_ask_at_once(service: Service, new_person: Person) -> None:
    email = new_person.email
    spellings = [email, email.upper(), f" {email} "]

    def sign_up(number: int) -> httpx.Response:
        body = {"email": spellings[number % 3], "password": new_person.password, "name": new_person.name}
        return service.ask("POST", "/signup", body, copy=number % 2)

    statuses = sorted(reply.status_code for reply in together(24, sign_up))
    assert statuses == [201] + 23 * [409]


def test_answers_an_unknown_email_and_a_wrong_password_alike(service: Service, new_person: Person) -> None:
    service.sign_up(new_person)
    wrong = service.log_in(new_person, "Wrong-password-1")
    unknown = service.log_in(make_person(), "Wrong-password-1")
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_keeps_two_changes_to_different_fields_at_once(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    changes = [{"name": "نور 🌙", "role": "admin"}, {"bio": "Line one\nLine two"}]
    together(2, lambda number: service.ask("PATCH", "/me", changes[number], token=token, copy=number))
    profile = service.who_is(token).json()
    assert (profile["name"], profile["bio"]) == ("نور 🌙", "Line one\nLine two")
    assert service.ask("PATCH", "/me", {}, token=token).json() == profile


def test_ends_a_log_in_at_log_out_and_all_others_when_the_password_changes(
    service: Service, new_person: Person
) -> None:
    mine, other, third = (service.token_of(new_person) for _ in range(3))
    assert service.ask("POST", "/logout", token=third).status_code == 204
    assert service.who_is(third, copy=1).status_code == 401

    def change(current: str) -> int:
        body = {"currentPassword": current, "newPassword": "Another-word-9"}
        return service.ask("POST", "/me/password", body, token=mine).status_code

    assert change("Not-the-password-1") == 403
    assert change(new_person.password) == 204
    assert service.who_is(other, copy=1).status_code == 401
    assert service.who_is(mine).status_code == 200
    assert service.log_in(new_person).status_code == 401
    assert service.log_in(new_person, "Another-word-9").status_code == 200


def test_resets_a_password_once_by_the_newest_mail_only(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    unknown = service.ask("POST", "/password/forgot", {"email": make_person().email})
    first = service.ask("POST", "/password/forgot", {"email": new_person.email})
    assert (first.status_code, first.json()) == (unknown.status_code, unknown.json())
    older = service.mail.token_for(new_person.email)
    service.ask("POST", "/password/forgot", {"email": new_person.email})
    newer = service.mail.token_for(new_person.email, 2)

    def reset(token: str, email: str = new_person.email, copy: int = 0) -> int:
        body = {"email": email, "token": token, "newPassword": "Brand-new-word-1"}
        return service.ask("POST", "/password/reset", body, copy=copy).status_code

    assert reset(older) == 400
    assert reset(newer, make_person().email) == 400
    with ThreadPoolExecutor() as threads:
        statuses = list(threads.map(lambda number: reset(newer, copy=number % 2), range(6)))
    assert sorted(statuses) == [204] + 5 * [400]
    assert service.who_is(token).status_code == 401
    assert service.log_in(new_person, "Brand-new-word-1").status_code == 200


def test_slows_guessing_whatever_the_guesser_claims_and_lets_the_owner_in_from_elsewhere(
    service: Service, new_person: Person
) -> None:
    service.sign_up(new_person)
    statuses = [
        service.log_in(
            new_person,
            f"Wrong-password-{number}",
            visitor=f"10.0.0.{number}, 203.0.113.77",
            headers={"X-Real-IP": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"},
        ).status_code
        for number in range(20)
    ]
    assert statuses == 10 * [401] + 10 * [429]
    assert service.log_in(new_person, visitor="203.0.113.77").status_code == 429
    assert service.log_in(new_person).status_code == 200


@pytest.mark.parametrize(
    ("status", "request_parts"),
    [
        (400, {"content": '{"email": "a@b.example"'}),
        (400, {"content": "[" * 100_000 + "]" * 100_000}),
        (400, {"content": '{"email":' + "9" * 5_000 + "}"}),
        (400, {"content": b'{"email": "\xff\xfe"}'}),
        (400, {"content": ""}),
        (400, {"content": "[]"}),
        (400, {"content": "{}"}),
        (400, {"content": '{"email":"z@z.example","password":"Long-enough-1","name":"a\\u0000b"}'}),
        (400, {"content": '{"email":"z@z.example","password":"Long-enough-1","name":"a\\ud800b"}'}),
        (400, {"content": '{"email":"z@z.example","password":"Long-enough-1","name":7}'}),
        (400, {"content": '{"email":"z@z.example","password":"Long-enough-1","name":null}'}),
        (400, {"content": '{"email":"z@z.example","password":"Long-enough-1","name":"  "}'}),
        (400, {"content": '{"email":"z@z.example\\r\\nBcc: y@z.example","password":"Long-enough-1","name":"Z"}'}),
        (400, {"content": '{"email":"z@z.example","password":"' + "p" * 100_000 + '","name":"Z"}'}),
        (413, {"content": b"x" * 1_100_000}),
        (413, {"content": iter([b"x" * 600_000] * 3)}),
        (415, {"content": "a=b", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}),
        (404, {"url": "/nowhere"}),
        (405, {"method": "PUT"}),
    ],
)
def test_refuses_what_is_not_text_not_json_or_too_big_in_its_own_words(
    service: Service, status: int, request_parts: dict
) -> None:
    parts = {"method": "POST", "url": "/signup", **request_parts}
    parts["headers"] = {"Content-Type": "application/json", **parts.get("headers", {})}
    reply = service.copies[0].http.request(**parts)
    assert reply.status_code == status
    assert isinstance(reply.json()["error"]["message"], str)
    assert "z.example" not in reply.text


def test_takes_texts_of_the_promised_lengths_whole(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    for change in ({"name": "🦊" * 200}, {"bio": "🌙" * 1000}, {"bio": ""}, {"name": "A"}):
        reply = service.ask("PATCH", "/me", change, token=token)
        assert reply.status_code == 200
        assert reply.json().items() >= change.items()
    for change in ({"name": "n" * 201}, {"bio": "b" * 1001}, {"bio": None}):
        assert service.ask("PATCH", "/me", change, token=token).status_code == 400


def test_answers_all_of_64_who_sign_up_at_once(service: Service) -> None:
    people = [make_person() for _ in range(64)]
    replies = together(64, lambda number: service.sign_up(people[number]))
    assert {reply.status_code for reply in replies} <= {201, 503}
    assert max(reply.elapsed.total_seconds() for reply in replies) < 5


def test_keeps_accounts_and_log_ins_over_a_restart(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    service.restart()
    assert service.who_is(token).status_code == 200


def test_keeps_a_sign_up_that_was_answered_when_every_process_is_killed(service: Service, new_person: Person) -> None:
    service.sign_up(new_person)
    for copy in service.copies:
        copy.process.kill()
        copy.process.wait()
    service.copies = [Copy(service.folder, service.mail.port) for _ in service.copies]
    for copy in service.copies:
        copy.wait()
    assert service.log_in(new_person).status_code == 200


def test_deletes_an_account_with_everything_that_belongs_to_it(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    service.ask("POST", "/password/forgot", {"email": new_person.email})
    assert service.ask("DELETE", "/me", token=token).status_code == 204
    assert service.who_is(token, copy=1).status_code == 401
    assert service.log_in(new_person).status_code == 401
    with closing(sqlite3.connect(service.folder / "app.db")) as database:
        orphans = "SELECT user_id FROM {} WHERE user_id NOT IN (SELECT id FROM users)"
        assert database.execute(orphans.format("sessions")).fetchall() == []
        assert database.execute(orphans.format("password_resets")).fetchall() == []


def test_answers_while_the_mail_server_is_down_and_delivers_when_it_is_back(
    service: Service, new_person: Person
) -> None:
    service.sign_up(new_person)
    service.mail.stop()
    try:
        reply = service.ask("POST", "/password/forgot", {"email": new_person.email})
        assert reply.status_code == 202
        assert reply.elapsed.total_seconds() < 1
    finally:
        service.mail.start()
    assert service.mail.token_for(new_person.email)


def test_says_that_it_is_unwell_while_its_database_is_away_and_recovers(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    database = service.folder / "app.db"
    away = service.folder / "away"
    database.rename(away)
    try:
        assert service.ask("GET", "/health").status_code == 503
        assert service.who_is(token).status_code == 503
    finally:
        away.rename(database)
    assert service.ask("GET", "/health").status_code == 200
    assert service.who_is(token).status_code == 200


def test_answers_within_5_seconds_while_someone_else_keeps_the_database_locked(
    service: Service, new_person: Person
) -> None:
    token = service.token_of(new_person)
    with closing(sqlite3.connect(service.folder / "app.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        replies = together(4, lambda number: service.ask("PATCH", "/me", {"bio": str(number)}, token=token))
        assert {reply.status_code for reply in replies} == {503}
        assert max(reply.elapsed.total_seconds() for reply in replies) < 5
        assert service.who_is(token).status_code == 200
    assert service.ask("PATCH", "/me", {"bio": "later"}, token=token).status_code == 200


def test_finishes_what_it_began_when_it_is_told_to_stop(service: Service, new_person: Person) -> None:
    token = service.token_of(new_person)
    copy = service.copies[1]
    with (
        closing(sqlite3.connect(service.folder / "app.db", isolation_level=None)) as other,
        ThreadPoolExecutor() as threads,
    ):
        other.execute("BEGIN IMMEDIATE")
        updates = [threads.submit(copy.ask, "PATCH", "/me", {"bio": "saved"}, token=token) for _ in range(4)]
        time.sleep(0.5)
        copy.process.terminate()
        time.sleep(0.5)
        other.execute("ROLLBACK")
        assert [update.result().status_code for update in updates] == 4 * [200]
    assert copy.process.wait(10) == 0
    service.copies[1] = Copy(service.folder, service.mail.port).wait()
    assert service.who_is(token, copy=1).json()["bio"] == "saved"
