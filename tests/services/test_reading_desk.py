"""The window's thread reads beside the desk's thread: it sees what was kept, and can change nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.services.desk_builders import ASHA, TestDesk, a_profile
from tests.services.desk_folders import a_desk_in, opened

from panel_desk.domain.agendas.agenda import Agenda
from panel_desk.services.desk import Desk


@pytest.fixture
def filed(tmp_path: Path) -> Iterator[TestDesk]:
    """A furnished desk in a folder."""
    with opened(a_desk_in(tmp_path / "desk")) as at:
        yield at


@pytest.fixture
def reading(filed: TestDesk) -> Iterator[Desk]:
    """The same desk, to read."""
    desk = filed.desk.reading()
    yield desk
    desk.close()


def test_the_reading_desk_sees_what_was_kept_after_a_refresh(filed: TestDesk, reading: Desk) -> None:
    filed.bring(a_profile())
    meeting_id = filed.planned()
    before = len(reading.meetings.meeting(meeting_id).items)
    item = filed.cases(meeting_id)[0]
    filed.desk.agendas.remove(ASHA, meeting_id, item.id)
    assert len(reading.meetings.meeting(meeting_id).items) == before, "a folded meeting is kept until refreshed"
    reading.refresh()
    assert reading.meetings.meeting(meeting_id) == filed.desk.meetings.meeting(meeting_id)


def test_a_refresh_folds_only_what_was_changed(filed: TestDesk, reading: Desk) -> None:
    first, second = filed.planned(), filed.planned(held_on=filed.clock().date().replace(month=12))
    reading.refresh()
    kept = reading.meetings.meeting(first)
    reading.meetings.meeting(second)
    filed.desk.agendas.build(ASHA, second)
    reading.refresh()
    assert reading.meetings.meeting(first) is kept
    assert reading.meetings.meeting(second) == filed.desk.meetings.meeting(second)


def test_an_undo_is_seen_after_a_refresh(filed: TestDesk, reading: Desk) -> None:
    filed.bring(a_profile())
    meeting_id = filed.planned()
    item = filed.cases(meeting_id)[0]
    removed = filed.desk.agendas.remove(ASHA, meeting_id, item.id)
    reading.meetings.meeting(meeting_id)
    filed.desk.meetings.undo(ASHA, meeting_id, removed)
    reading.refresh()
    assert item.id in {i.id for i in reading.meetings.meeting(meeting_id).items}


@pytest.mark.parametrize(
    "deed",
    [
        lambda desk: desk.people.add(ASHA, "Ruth Bell", "housing"),
        lambda desk: desk.anchor("keyring"),
        lambda desk: desk.certificates.found_root("Fictional Borough Council", "correct horse"),
        lambda desk: desk.book.vault.checkpoint(),
    ],
)
def test_a_write_through_the_reading_desk_is_a_fault_of_ours(
    filed: TestDesk, reading: Desk, deed: Callable[[Desk], object]
) -> None:
    before = filed.desk.book.head()
    with pytest.raises(RuntimeError, match="only reads"):
        deed(reading)
    assert filed.desk.book.head() == before


def test_the_files_connection_itself_refuses_to_write(reading: Desk) -> None:
    with pytest.raises(Exception, match="readonly"):
        reading.book.db.conn.execute("DELETE FROM person")


def test_a_desk_in_memory_is_read_through_its_own_connection(at: TestDesk) -> None:
    reading = at.desk.reading()
    assert reading.people.everyone() == at.desk.people.everyone()
    reading.close()
    assert at.desk.people.everyone(), "closing the reader leaves the desk open"


def test_another_thread_reads_while_this_one_writes(filed: TestDesk) -> None:
    filed.bring(a_profile())
    meeting_id, read = filed.planned(), []

    def look() -> None:
        desk = filed.desk.reading()
        read.append(desk.agendas.value(meeting_id))
        desk.close()

    thread = threading.Thread(target=look)
    with filed.desk.book.vault.write():
        thread.start()
        thread.join()
    expected: Agenda = filed.desk.agendas.value(meeting_id)
    assert read == [expected]


def test_both_say_where_the_session_began(filed: TestDesk, reading: Desk) -> None:
    began = filed.desk.book.began
    filed.bring(a_profile())
    assert (reading.book.began, filed.desk.reading().book.began) == (began, began)
