"""A disk that fills: nothing half-written, a sentence, a reserve of 16 MB, and all that was kept is still there."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.vault.mounts import a_small_disk, fill
from tests.vault.vault_builders import NOW, WordJournal, a_journal

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.vault.ballast import BALLAST_FILE, Space
from panel_desk.vault.database import Vault, create_vault, open_vault
from panel_desk.vault.integrity import examine

LONG = "a long word " * 300


@pytest.fixture
def small(tmp_path: Path, data_key: bytes) -> Iterator[Vault]:
    with a_small_disk(tmp_path / "disk", 64) as disk, create_vault(disk / "desk", data_key, NOW) as vault:
        yield vault


def say_until_refused(journal: WordJournal) -> tuple[int, DeskError]:
    """How many deeds were acknowledged before the disk was full, and what was said then."""
    for count in range(20_000):
        try:
            journal.say(LONG)
        except DeskError as error:
            return count, error
    raise AssertionError("the disk was never full")


def test_a_full_disk_releases_the_reserve_and_the_deed_can_be_repeated(small: Vault, tmp_path: Path) -> None:
    journal = a_journal(small)
    fill(tmp_path / "disk")
    count, error = say_until_refused(journal)
    assert error.reason is Reason.STORAGE
    assert "16 MB" in error.remedy
    assert not (tmp_path / "disk" / "desk" / BALLAST_FILE).exists()
    assert small.space() is Space.RESERVE_USED
    journal.say("what was on the screen")
    assert journal.words == [LONG] * count + ["what was on the screen"]


def test_a_disk_full_for_good_loses_nothing_that_was_kept(small: Vault, tmp_path: Path, data_key: bytes) -> None:
    journal = a_journal(small)
    fill(tmp_path / "disk")
    first, _ = say_until_refused(journal)
    second, error = say_until_refused(journal)
    assert error.reason is Reason.STORAGE
    assert second > 0
    (tmp_path / "disk" / "filler").unlink()
    assert journal.words == [LONG] * (first + second)
    small.close()
    with open_vault(tmp_path / "disk" / "desk", data_key) as vault:
        assert examine(vault.db.conn).is_whole
        assert a_journal(vault).words == [LONG] * (first + second)
        assert vault.space() is not Space.RESERVE_USED


def test_a_nearly_full_disk_warns_early(small: Vault) -> None:
    assert small.space() is Space.LOW


def test_no_vault_is_made_on_a_full_disk(tmp_path: Path, data_key: bytes) -> None:
    with a_small_disk(tmp_path / "disk", 1) as disk:
        fill(disk)
        with pytest.raises(DeskError) as refused:
            create_vault(disk / "desk", data_key, NOW)
    assert refused.value.reason is Reason.STORAGE


def test_a_vault_on_a_full_disk_can_still_be_opened_and_read(small: Vault, tmp_path: Path, data_key: bytes) -> None:
    a_journal(small).say("one")
    small.close()
    fill(tmp_path / "disk")
    with open_vault(tmp_path / "disk" / "desk", data_key) as vault:
        assert a_journal(vault).words == ["one"]


def test_a_file_that_may_not_grow_refuses_and_keeps_what_was_there(desk: Path, data_key: bytes) -> None:
    create_vault(desk, data_key, NOW).close()
    code = (
        "import sys, pathlib; from panel_desk.vault.database import open_vault\n"
        "from panel_desk.domain.errors import DeskError\n"
        "from tests.vault.vault_builders import a_journal\n"
        "v = open_vault(pathlib.Path(sys.argv[1]), bytes.fromhex(sys.argv[2])); j = a_journal(v)\n"
        "try:\n    while True: j.say('x' * 3000); print('kept', flush=True)\n"
        "except DeskError as error: print(error.reason.name)"
    )
    limit = 2 * 1024 * 1024
    done = subprocess.run(
        [sys.executable, "-c", code, desk, data_key.hex()],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    lines = done.stdout.split()
    assert (lines[-1], done.stderr) == ("STORAGE", "")
    with open_vault(desk, data_key) as vault:
        assert len(a_journal(vault).words) == len(lines) - 1
        assert examine(vault.db.conn).is_whole
