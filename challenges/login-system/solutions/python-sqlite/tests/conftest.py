import itertools
from collections.abc import Iterator

import pytest

from .service import Person, Service

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service(tmp_path_factory.mktemp("data"), copies=2)
    yield running
    running.stop()


@pytest.fixture
def new_person() -> Person:
    """Somebody nobody has seen, at an address of their own."""
    return make_person()


def make_person() -> Person:
    number = next(numbers)
    return Person(
        email=f"person{number}@example.com",
        password=f"Long-enough-{number}",
        name=f"Person {number}",
        visitor=f"198.51.100.{number}",
    )
