"""A desk whose disk fills, is pulled out or moved away: a sentence on both connections, and nothing kept is lost."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, CSC, TestDesk, a_profile, refusal
from tests.services.desk_folders import a_desk_in, opened
from tests.vault.mounts import a_small_disk, fill

from panel_desk.domain.errors import Reason
from panel_desk.vault.ballast import BALLAST_FILE


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for a desk."""
    with a_small_disk(tmp_path / "stick", 40) as disk:
        yield disk


def test_a_desk_whose_folder_was_moved_refuses_a_deed_and_has_lost_nothing(tmp_path: Path) -> None:
    folder = a_desk_in(tmp_path / "desk")
    with opened(folder) as at:
        at.bring(a_profile())
        head, reading = at.desk.book.head(), at.desk.reading()
        folder.rename(tmp_path / "elsewhere")
        with refusal(Reason.STORAGE, match="no longer where it was opened"):
            at.desk.people.add(ASHA, "Ruth Bell", CSC)
        with refusal(Reason.STORAGE, match="no longer where it was opened"):
            reading.refresh()
        with refusal(Reason.STORAGE, match="no longer where it was opened"):
            at.desk.reading()
        reading.close()
    (tmp_path / "elsewhere").rename(folder)
    with opened(folder) as again:
        assert again.desk.book.head() == head


def test_another_vault_in_its_place_is_never_written_to(tmp_path: Path) -> None:
    folder, other = a_desk_in(tmp_path / "desk"), a_desk_in(tmp_path / "other")
    with opened(folder) as at:
        os.replace(other / "vault.db", folder / "vault.db")  # noqa: PTH105 - as a restore behind the desk's back would
        before = (folder / "vault.db").read_bytes()
        with refusal(Reason.STORAGE, match="no longer where it was opened"):
            at.desk.people.add(ASHA, "Ruth Bell", CSC)
        assert (folder / "vault.db").read_bytes() == before


def test_a_stick_pulled_out_under_the_desk_is_told(stick: Path) -> None:
    folder = a_desk_in(stick / "desk")
    with opened(folder) as at:
        reading = at.desk.reading()
        # What is open stays open until it is closed, as with a stick that is pulled out.
        subprocess.run(["umount", "--lazy", str(stick)], check=True)
        try:
            with refusal(Reason.STORAGE, match="Connect the disk"):
                at.desk.people.add(ASHA, "Ruth Bell", CSC)
            with refusal(Reason.STORAGE, match="Connect the disk"):
                reading.refresh()
        finally:
            # The fixture takes a mount away that must be there.
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(stick)], check=True)
        reading.close()


def test_pages_that_the_disk_no_longer_gives_are_a_sentence(tmp_path: Path) -> None:
    folder = a_desk_in(tmp_path / "desk")
    with opened(folder) as at:
        at.bring(a_profile())
        at.desk.book.vault.checkpoint()
        reading = at.desk.reading()
        os.truncate(folder / "vault.db", 8192)
        try:
            with refusal(Reason.VAULT_DAMAGED, match="damaged"):
                reading.importing.known()
        finally:
            reading.close()


def test_a_disk_that_fills_refuses_the_deed_reads_on_and_goes_on_once_there_is_room(stick: Path) -> None:
    folder = a_desk_in(stick / "desk")
    with opened(folder) as at:
        at.bring(a_profile())
        reading, head = at.desk.reading(), at.desk.book.head()
        (folder / BALLAST_FILE).unlink(missing_ok=True)
        fill(stick)
        with refusal(Reason.STORAGE, match="disk"):
            at.bring(a_profile(), "x" * 3_000_000)
        assert at.desk.book.head() == head
        reading.refresh()
        assert reading.people.everyone() == at.desk.people.everyone()
        second = at.desk.reading()
        assert second.book.head() == head
        second.close()
        (stick / "filler").unlink()
        at.desk.people.add(ASHA, "Ruth Bell", CSC)
        reading.refresh()
        assert "Ruth Bell" in {person.name for person in reading.people.everyone()}
        reading.close()


# Clocks


def test_a_clock_that_stands_before_the_last_entry_is_told_with_its_time(at: TestDesk) -> None:
    assert at.desk.clock_is_behind() is None
    last = at.clock()
    at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.clock.set((last - timedelta(days=2)).date())
    told = at.desk.clock_is_behind()
    assert told is not None
    assert abs(told - last) < timedelta(minutes=1)


def test_a_clock_set_right_by_a_minute_is_not_told(at: TestDesk) -> None:
    at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.clock._at -= timedelta(seconds=60)
    assert at.desk.clock_is_behind() is None
    at.clock._at -= timedelta(seconds=90)
    assert at.desk.clock_is_behind() is not None


def test_deeds_under_a_clock_that_is_behind_keep_their_order(at: TestDesk) -> None:
    at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.clock.set((at.clock() - timedelta(days=2)).date())
    at.desk.people.add(ASHA, "Joel Hart", CSC)
    assert at.desk.auditing.audit().is_whole
