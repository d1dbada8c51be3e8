"""Vaults for the tests: in memory and in a folder, with a journal of two kinds of event and one table made from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vault.vault_builders import NOW, WordJournal, a_journal

from panel_desk.vault.database import Vault, create_vault, memory_vault, new_data_key


@pytest.fixture
def data_key() -> bytes:
    return new_data_key()


@pytest.fixture
def memory() -> Iterator[Vault]:
    with memory_vault(NOW) as vault:
        yield vault


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def vault(desk: Path, data_key: bytes) -> Iterator[Vault]:
    with create_vault(desk, data_key, NOW) as made:
        yield made


@pytest.fixture
def journal(memory: Vault) -> WordJournal:
    return a_journal(memory)
