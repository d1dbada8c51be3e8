"""A furnished desk for each test, and one signing desk for all: keys are slow to make."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.services.desk_builders import TestDesk, a_desk
from tests.services.signing_keys import Keys, make_keys, plant


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A desk in memory with its panels and people; nothing has been imported."""
    with a_desk() as desk:
        yield desk


@pytest.fixture(scope="session")
def keys() -> Keys:
    """A root and the keys of those who sign."""
    return make_keys()


@pytest.fixture
def signing(at: TestDesk, keys: Keys) -> TestDesk:
    """A desk whose people can sign."""
    plant(at, keys)
    return at
