"""A purge in a folder: killed in the middle it is all or nothing, and afterwards the file holds none of the words."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from tests.services.desk_builders import ASHA, HeldClock, TestDesk, a_profile, child, furnish
from tests.services.desk_folders import OPENS, a_desk_in

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.keeping.retained import RecordClass
from panel_desk.domain.keeping.retention import DueForReview, PurgeDone
from panel_desk.services.desk import Desk
from panel_desk.services.keeping.retention import Tell, told_nobody
from panel_desk.vault.keys.wrapping import QUICK_COST

SECRET = "Zanzibarquartz was said here"
LATER = date(2034, 1, 10)
PAGE, RESERVED, VECTOR = 4096, 80, 16
"""Of SQLCipher 4: bytes of a page, bytes at its end that are not text, and of those the first."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed desk with a list and a meeting of 2026 whose periods are over in 2034."""
    made = a_desk_in(tmp_path / "desk")
    clock = HeldClock(datetime(2026, 10, 1, 9, 0, tzinfo=UTC))
    with Desk.open(made, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)
        desk.retention.set_periods(ASHA, dict.fromkeys(RecordClass, 6))
        at.bring(a_profile())
        meeting_id = at.opened()
        for item in at.cases(meeting_id):
            at.decide(meeting_id, item, outcome="close", held_by="School", reason="it worked", review_on=None)
            desk.meetings.write(ASHA, meeting_id, item.id, NoteSection.DISCUSSION, SECRET)
        at.close(meeting_id)
        at.bring(a_profile(child("103")), "newer.csv")
    return made


def opened(folder: Path) -> Desk:
    """The desk in 2034."""
    clock = HeldClock()
    clock.set(LATER, time(10))
    return Desk.open(folder, OPENS, clock=clock)


def purge(desk: Desk, due: Sequence[DueForReview], tell: Tell = told_nobody) -> PurgeDone:
    """Purge, years after the last entry."""
    by = desk.people.named("Dana Prior").id
    return desk.retention.purge(ASHA, due, reason="Over", approved_by=by, tell=tell, day_confirmed=True)


def purge_and_die(folder: Path, at_words: str) -> None:
    """Purge everything that is due, and be killed when some step is told, or (no step named) once it is kept."""

    def tell(words: str, _fraction: float | None) -> None:
        if words == at_words:
            os.kill(os.getpid(), signal.SIGKILL)

    with opened(folder) as desk:
        if not at_words:
            desk.meetings.forget_changed = lambda: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[method-assign]
        due = desk.retention.review(LATER)
        purge(desk, due, tell)


@pytest.mark.parametrize(
    "at_words", ["Making the tables anew", "Taking out what was kept beside them", "Keeping it", ""]
)
def test_a_purge_that_is_killed_is_all_or_nothing(folder: Path, at_words: str) -> None:
    dying = multiprocessing.get_context("spawn").Process(target=purge_and_die, args=(folder, at_words))
    dying.start()
    dying.join(60)
    assert dying.exitcode == -signal.SIGKILL
    with opened(folder) as desk:
        audit = desk.auditing.audit()
        assert audit.is_whole, audit.sentences
        assert len(desk.retention.review(LATER)) == (2 if at_words else 0)
        assert (desk.children.id_of("101") is None) == (not at_words)


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of the vault's file as text, also what stands in no table any more."""
    content, pages = path.read_bytes(), []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        text, vector = page[:-RESERVED], page[-RESERVED:][:VECTOR]
        # The salt stands in the clear at the beginning of the first page.
        decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
        pages.append(decryptor.update(text[16:] if at == 0 else text) + decryptor.finalize())
    return b"".join(pages)


def test_the_file_itself_no_longer_holds_the_words(folder: Path) -> None:
    file = folder / "vault.db"
    with opened(folder) as desk:
        key = desk.book.vault.data_key
        desk.book.vault.checkpoint()
        assert SECRET.encode() in decrypted(file, key)
        done = purge(desk, desk.retention.review(LATER))
        assert "written anew" in done.sentences[1]
        assert SECRET.encode() not in decrypted(file, key)
        assert (folder / "vault.db-wal").stat().st_size == 0


def test_a_purge_beside_a_window_that_reads_says_so_or_leaves_nothing(folder: Path) -> None:
    with opened(folder) as desk:
        reading = desk.reading()
        assert reading.children.id_of("101") is not None
        meeting_id = reading.meetings.by_reference("SAFE-2026-10").id
        assert reading.meetings.meeting(meeting_id).reference == "SAFE-2026-10"
        purge(desk, desk.retention.review(LATER))
        reading.refresh()
        assert reading.children.id_of("101") is None
        assert reading.retention.review(LATER) == ()
        reading.close()


def test_a_clock_years_after_the_last_entry_is_confirmed_before_anything_goes(folder: Path) -> None:
    with opened(folder) as desk:
        due = desk.retention.review(LATER)
        by = desk.people.named("Dana Prior").id
        with pytest.raises(DeskError, match=r"The last entry was made on 22 October 2026, .* 10 January 2034\."):
            desk.retention.purge(ASHA, due, reason="Over", approved_by=by)
        assert desk.retention.review(LATER) == due
        purge(desk, due)


def test_entries_of_the_same_day_do_not_vouch_for_its_clock(folder: Path) -> None:
    with opened(folder) as desk:
        desk.retention.set_periods(ASHA, {RecordClass.PLAN: 7})
    with opened(folder) as desk:
        assert "22 October 2026" in desk.retention.clock_doubt()


def test_a_clock_changed_since_the_desk_was_founded_is_confirmed_too(tmp_path: Path) -> None:
    clock = HeldClock()
    with Desk.found(tmp_path / "new", OPENS, lambda phrase: phrase, clock=clock, cost=QUICK_COST) as desk:
        furnish(desk)
        assert desk.retention.clock_doubt() == ""
        clock.set(LATER, time(10))
        assert desk.retention.clock_doubt().startswith("The first entry was made on 1 October 2026")


def test_a_clock_within_a_year_of_the_last_entry_is_not_asked_about(folder: Path) -> None:
    clock = HeldClock()
    clock.set(date(2027, 10, 1), time(10))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        assert desk.retention.clock_doubt() == ""
