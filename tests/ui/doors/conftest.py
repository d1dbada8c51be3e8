"""Nobody's own keyring is asked while doors are tried."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backends import null


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """A computer whose keyring keeps nothing."""
    before = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)
