"""A desk without a window for the presenter, beside the sessions that every screen's tests have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.services.desk_builders import TestDesk, a_desk


@pytest.fixture
def at() -> Iterator[TestDesk]:
    """A desk in memory with its panels and people."""
    with a_desk() as desk:
        yield desk
