from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import update

from login_system.models import Login, PasswordReset
from login_system.moments import now

from .conftest import Person, Service


def test_an_account_can_be_made_and_opened(service: Service, person: Person) -> None:
    made = service.sign_up(person, email=f"  {person.email.upper()} ")
    assert made.status_code == 201
    assert made.json["user"]["email"] == person.email
    token = service.log_in(person).json["token"]
    me = service.ask("GET", "/me", token=token)
    assert me.json == {"id": made.json["user"]["id"], "email": person.email, "name": person.name, "bio": ""}


def test_one_email_makes_one_account_however_many_ask(service: Service, person: Person) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: service.sign_up(person).status_code, range(8)))
    assert sorted(answers) == [201] + 7 * [409]


@pytest.mark.parametrize("name", ["Zoë", "李小龙", 'O\'Brien \\ "x"', "x" * 200, "🦀" * 200])
def test_names_come_back_as_they_were_sent(service: Service, person: Person, name: str) -> None:
    assert service.sign_up(person, name=name).json["user"]["name"] == name


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody"},
        {"name": ""},
        {"name": "x" * 201},
        {"name": "a\0b"},
        {"name": "\ud800"},
        {"password": "short"},
    ],
)
def test_what_is_not_valid_is_refused(service: Service, person: Person, changes: dict[str, str]) -> None:
    answer = service.sign_up(person, **changes)
    assert answer.status_code == 400
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"[" * 30_000])
def test_a_body_that_is_no_object_is_refused(service: Service, body: bytes) -> None:
    assert service.ask("POST", "/login", data=body, content_type="application/json").status_code == 400


def test_other_content_types_and_sizes_are_refused(service: Service) -> None:
    assert service.ask("POST", "/login", data=b"a=b").status_code == 415
    assert service.ask("POST", "/login", {"email": "x" * 100_000}).status_code == 413


def test_a_profile_keeps_what_is_not_sent(service: Service, person: Person) -> None:
    token = service.token_of(person)
    assert service.ask("PATCH", "/me", {"bio": "b" * 1000}, token=token).status_code == 200
    assert service.ask("PATCH", "/me", {"name": "New"}, token=token).json["bio"] == "b" * 1000
    assert service.ask("PATCH", "/me", {"bio": "b" * 1001}, token=token).status_code == 400


def test_a_log_out_ends_that_log_in_alone(service: Service, person: Person) -> None:
    one, other = service.token_of(person), service.token_of(person)
    assert service.ask("POST", "/logout", token=one).status_code == 204
    assert service.ask("GET", "/me", token=one).status_code == 401
    assert service.ask("GET", "/me", token=other).status_code == 200


def test_a_log_in_ends_by_itself(service: Service, person: Person) -> None:
    token = service.token_of(person)
    with service.shared.transaction() as session:
        session.execute(update(Login).values(expires_at=now() - timedelta(seconds=1)))
    assert service.ask("GET", "/me", token=token).status_code == 401


def test_a_password_change_needs_the_current_one_and_ends_other_log_ins(service: Service, person: Person) -> None:
    one, other = service.token_of(person), service.token_of(person)
    wrong = {"currentPassword": "Not-the-one-1", "newPassword": "Another-one-22"}
    assert service.ask("POST", "/me/password", wrong, token=one).status_code == 403
    right = {**wrong, "currentPassword": person.password}
    assert service.ask("POST", "/me/password", right, token=one).status_code == 204
    assert service.ask("GET", "/me", token=one).status_code == 200
    assert service.ask("GET", "/me", token=other).status_code == 401
    assert service.log_in(person).status_code == 401
    assert service.log_in(person, "Another-one-22").status_code == 200


def test_a_reset_works_once_for_its_owner(service: Service, person: Person) -> None:
    old = service.token_of(person)
    emails = (person.email, "nobody@example.com")
    asked = [service.ask("POST", "/password/forgot", {"email": email}) for email in emails]
    assert [answer.status_code for answer in asked] == [202, 202]
    assert asked[0].json == asked[1].json
    first = service.outbox.tokens[person.email]
    service.ask("POST", "/password/forgot", {"email": person.email})
    reset = {"email": person.email, "token": service.outbox.tokens[person.email], "newPassword": "Another-one-33"}
    assert service.ask("POST", "/password/reset", {**reset, "token": first}).status_code == 400
    assert service.ask("POST", "/password/reset", {**reset, "email": "other@example.com"}).status_code == 400
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: service.ask("POST", "/password/reset", reset).status_code, range(4)))
    assert sorted(answers) == [204, 400, 400, 400]
    assert service.ask("GET", "/me", token=old).status_code == 401
    assert service.log_in(person, "Another-one-33").status_code == 200


def test_a_reset_is_good_for_an_hour(service: Service, person: Person) -> None:
    service.sign_up(person)
    service.ask("POST", "/password/forgot", {"email": person.email})
    with service.shared.transaction() as session:
        session.execute(update(PasswordReset).values(expires_at=now() - timedelta(seconds=1)))
    reset = {"email": person.email, "token": service.outbox.tokens[person.email], "newPassword": "Another-one-44"}
    assert service.ask("POST", "/password/reset", reset).status_code == 400


def test_guessing_is_slowed(service: Service, person: Person) -> None:
    service.sign_up(person)
    answers = [service.log_in(person, f"Wrong-guess-{number}").status_code for number in range(12)]
    assert answers == 10 * [401] + 2 * [429]


def test_an_account_is_deleted_with_its_log_ins(service: Service, person: Person) -> None:
    token = service.token_of(person)
    assert service.ask("DELETE", "/me", token=token).status_code == 204
    assert service.ask("GET", "/me", token=token).status_code == 401
    assert service.log_in(person).status_code == 401
    assert service.sign_up(person).status_code == 201


def test_health_says_that_it_is_well(service: Service) -> None:
    assert service.ask("GET", "/health").status_code == 200
