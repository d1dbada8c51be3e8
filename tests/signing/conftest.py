"""One authority, its people and its signed minutes for all tests of this room: keys are slow to make."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The room's builders are imported as tests.signing.…, however pytest was started.
sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.signing.building import Council, make_council


@pytest.fixture(scope="session")
def council() -> Council:
    """Fictional Borough Council with its root, its people and its trust file."""
    return make_council("Fictional Borough Council")


@pytest.fixture(scope="session")
def impostor() -> Council:
    """Another authority that calls itself and its people exactly the same."""
    return make_council("Fictional Borough Council")


@pytest.fixture(scope="session")
def chair_only(council: Council) -> bytes:
    """Minutes that expect the chair alone, signed."""
    return council.certified(council.minutes(approvals=()))


@pytest.fixture(scope="session")
def good(council: Council) -> bytes:
    """Minutes certified by the chair and approved by the police: the file that is tampered with."""
    return council.approved(council.certified(council.minutes()))
