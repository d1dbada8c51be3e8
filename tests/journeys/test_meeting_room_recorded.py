"""A SAFE panel of fifteen children and a MACE, line by line through the grammar and the services: the minutes they give
are those written down by hand, and what one panel passes to the other is in its pool at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import Struct
from tests.journeys.minutes_text import minutes_text
from tests.journeys.room_desk import MACES, NOVEMBERS, founded, issue
from tests.journeys.room_recorded import Recorder
from tests.journeys.room_script import RoomClock, expected, lines_of, read_script
from tests.services.desk_builders import ASHA, TestDesk
from tests.services.desk_folders import OPENS
from tests.services.signing_keys import make_keys

from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.domain.minutes.editions import EditionKind
from panel_desk.domain.minutes.minutes import Minutes
from panel_desk.services.desk import Desk
from panel_desk.services.room.captured_lines import record_lines

SAFE_SCRIPT, MACE_SCRIPT = read_script("safe-2026-11"), read_script("mace-2026-12")


class Held(Struct):
    """Both meetings, held."""

    at: TestDesk
    safe: Recorder
    mace: Recorder

    def minutes(self, reference: str) -> Minutes:
        """Of one of them."""
        return self.at.desk.minutes.value(self.at.desk.meetings.by_reference(reference).id)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """Played once for all that is said of it."""
    folder = founded(tmp_path_factory.mktemp("room") / "desk", make_keys())
    clock = RoomClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        at = TestDesk(desk, clock)  # type: ignore[arg-type]  # a clock that stands still, set by the script
        safe = Recorder(at, clock, desk.meetings.by_reference(NOVEMBERS).id)
        safe.play(SAFE_SCRIPT)
        clock.set(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
        maces = desk.meetings.by_reference(MACES).id
        issue(at, maces)
        mace = Recorder(at, clock, maces)
        mace.play(MACE_SCRIPT)
        yield Held(at, safe, mace)


@pytest.mark.parametrize(("reference", "name"), [(NOVEMBERS, "safe-2026-11"), (MACES, "mace-2026-12")])
def test_a_script_gives_exactly_the_minutes_written_by_hand(held: Held, reference: str, name: str) -> None:
    assert minutes_text(held.minutes(reference)) == expected(name)


def test_the_lines_alone_give_the_same_minutes_but_for_a_paragraph_that_only_a_window_takes_away(
    tmp_path: Path,
) -> None:
    folder = founded(tmp_path / "desk", make_keys())
    clock = RoomClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    with Desk.open(folder, OPENS, clock=clock) as desk:
        meeting_id = desk.meetings.by_reference(NOVEMBERS).id
        recorded = list(record_lines(desk.recording, ASHA, meeting_id, lines_of(SAFE_SCRIPT, clock)))
        told = minutes_text(desk.minutes.value(meeting_id))
    stays = "  Health to send the clinic’s letter to the school by 27 November.\n"
    assert stays in told
    assert told.replace(stays, "") == expected("safe-2026-11")
    assert len(recorded) > 80


def test_the_script_has_fifteen_children(held: Held) -> None:
    meeting = held.at.desk.meetings.by_reference(NOVEMBERS)
    assert len({item.agenda.child.child_id for item in meeting.items if item.agenda.child}) == 15


def test_every_deed_is_said_in_a_sentence(held: Held) -> None:
    assert [said for said in held.safe.said + held.mace.said if not said.strip()] == []


def test_the_record_is_whole_after_it(held: Held) -> None:
    audit = held.at.desk.auditing.audit()
    assert audit.is_whole, audit


def test_nothing_typed_waits_after_the_end(held: Held) -> None:
    for reference in (NOVEMBERS, MACES):
        meeting = held.at.desk.meetings.by_reference(reference)
        assert meeting.state is MeetingState.CLOSED
        assert held.at.desk.typed_words.kept(meeting.id) is None


def test_a_person_of_concern_is_in_no_extract_of_a_child(held: Held) -> None:
    meeting_id = held.at.desk.meetings.by_reference(MACES).id
    for local_id in ("104101", "104111"):
        prepared = held.at.desk.editions.prepare(meeting_id, EditionKind.CHILD, local_id)
        assert isinstance(prepared.document, Minutes)
        text = minutes_text(prepared.document)
        assert local_id in text
        assert "Nominal" not in text
        assert "flat above" not in text
