"""Undo and redo of the last deed, whatever it was: the right way back, its words, and the record as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.services.desk_builders import ASHA, CSC, NOVEMBER, SAFE, TestDesk, a_desk, a_profile, refusal
from tests.services.desk_folders import a_desk_in, opened

from panel_desk.domain.deed_words import _WORDS, deed_words
from panel_desk.domain.errors import DeskError
from panel_desk.domain.events import DeedUndone, Event, MeetingEvent
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.domain.events.items import NoteSection
from panel_desk.domain.ids import MeetingId
from panel_desk.domain.people import Role
from panel_desk.vault.projections import project_reading
from panel_desk.vault.rebuild import differing_tables

BOOKKEEPING = {"undo", "undone"}


def rows(at: TestDesk) -> dict[str, object]:
    """Every table but those that say what was undone."""
    return {name: found for name, found in at.tables().items() if name not in BOOKKEEPING}


def is_whole(at: TestDesk) -> bool:
    """Whether the tables are what the journal makes."""
    book = at.desk.book
    return differing_tables(book.vault, book.journal, project_reading(book.db.conn)) == ()


def test_every_kind_of_event_has_its_words() -> None:
    kinds = {*get_args(Event), *get_args(MeetingEvent)} - {DeedUndone}
    assert {kind.__name__ for kind in kinds - _WORDS.keys()} == set()


def removed(at: TestDesk) -> str:
    meeting_id = at.planned()
    at.desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    return "an item taken off the agenda of SAFE-2026-10"


def all_removed(at: TestDesk) -> str:
    meeting_id = at.planned()
    cases = at.cases(meeting_id)
    at.desk.agendas.take_off(ASHA, meeting_id, [case.id for case in cases])
    return f"{len(cases)} items taken off the agenda of SAFE-2026-10"


def added(at: TestDesk) -> str:
    meeting_id = at.planned()
    item = at.cases(meeting_id)[0]
    at.desk.agendas.remove(ASHA, meeting_id, item.id)
    at.desk.agendas.add(ASHA, meeting_id, at.desk.agendas.candidate_for(meeting_id, "101"))
    return "K.A. added to the agenda of SAFE-2026-10"


def built(at: TestDesk) -> str:
    at.planned()
    return "the agenda of SAFE-2026-10 built"


def a_list(at: TestDesk) -> str:
    at.bring(a_profile(), "more.csv")
    return "list more.csv added"


def written(at: TestDesk) -> str:
    meeting_id = at.opened()
    at.desk.meetings.write(ASHA, meeting_id, at.cases(meeting_id)[0].id, NoteSection.VOICE, "Kim likes the coach.")
    return "voice of the child of K.A. written"


def decided(at: TestDesk) -> str:
    meeting_id = at.opened()
    at.decide(meeting_id, at.cases(meeting_id)[0])
    return "the decision on K.A. recorded"


def asked(at: TestDesk) -> str:
    at.ask(at.opened())
    return "action SAFE-2026-10/01 recorded"


def heard(at: TestDesk) -> str:
    asked(at)
    at.desk.actions.set_status(ASHA, "SAFE-2026-10/01", ActionStatus.IN_PROGRESS, on=date(2026, 10, 23))
    return "SAFE-2026-10/01 set to “in progress”"


def more_time(at: TestDesk) -> str:
    asked(at)
    at.desk.actions.postpone(ASHA, "SAFE-2026-10/01", date(2026, 11, 30), "the owner was ill")
    return "SAFE-2026-10/01 given until 30 November 2026"


def a_person(at: TestDesk) -> str:
    at.desk.people.add(ASHA, "Ruth Bell", CSC)
    return "Ruth Bell added to the people"


def a_seat(at: TestDesk) -> str:
    person = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.desk.people.seat(ASHA, SAFE, person, Role.CHAIR)
    return "a chair of SAFE seated"


def a_seat_left(at: TestDesk) -> str:
    at.desk.people.unseat(ASHA, SAFE, at.person("Abena Osei"))
    return "the role of core member of SAFE taken back"


DEEDS = [
    removed,
    all_removed,
    added,
    built,
    a_list,
    written,
    decided,
    asked,
    heard,
    more_time,
    a_person,
    a_seat,
    a_seat_left,
]


@pytest.mark.parametrize("deed", DEEDS)
def test_the_last_deed_is_taken_back_and_brought_back_as_it_was(at: TestDesk, deed: Callable[[TestDesk], str]) -> None:
    at.bring(a_profile())
    words = deed(at)
    done = rows(at)
    assert at.desk.undoing.last(ASHA) == words
    assert at.desk.undoing.undo(ASHA) == words
    assert rows(at) != done
    assert at.desk.undoing.next(ASHA) == words
    assert at.desk.undoing.redo(ASHA) == words
    back = rows(at)
    assert {name for name in back if back[name] != done[name]} <= {"burned_number"}
    assert at.desk.undoing.last(ASHA) == words
    assert at.desk.undoing.next(ASHA) is None
    assert is_whole(at)


def test_the_meeting_in_hand_follows_undo_and_redo(at: TestDesk) -> None:
    at.bring(a_profile())
    decided(at)
    meeting = at.desk.meetings.by_reference("SAFE-2026-10")
    at.desk.undoing.undo(ASHA)
    assert at.desk.meetings.by_reference("SAFE-2026-10") != meeting
    at.desk.undoing.redo(ASHA)
    assert at.desk.meetings.by_reference("SAFE-2026-10") == meeting


def test_undo_goes_back_deed_by_deed_and_redo_forward_in_order(at: TestDesk) -> None:
    at.bring(a_profile())
    meeting_id = at.planned()
    first, second = (item.id for item in at.cases(meeting_id))
    at.desk.agendas.remove(ASHA, meeting_id, first)
    at.desk.agendas.remove(ASHA, meeting_id, second)
    stood = [rows(at)]
    for _ in range(2):
        at.desk.undoing.undo(ASHA)
        stood.append(rows(at))
    assert len(at.cases(meeting_id)) == 2
    for before in reversed(stood[:-1]):
        at.desk.undoing.redo(ASHA)
        assert rows(at) == before
    with refusal(match="nothing to bring back"):
        at.desk.undoing.redo(ASHA)


def test_a_new_deed_ends_what_can_be_brought_back(at: TestDesk) -> None:
    at.bring(a_profile())
    removed(at)
    at.desk.undoing.undo(ASHA)
    at.desk.people.add(ASHA, "Ruth Bell", CSC)
    assert at.desk.undoing.next(ASHA) is None
    with refusal(match="nothing to bring back"):
        at.desk.undoing.redo(ASHA)


def test_nobody_takes_back_what_another_did(at: TestDesk) -> None:
    at.bring(a_profile())
    removed(at)
    dana = at.person("Dana Prior").id
    assert at.desk.undoing.last(dana) is None
    with refusal(match="nothing of this session"):
        at.desk.undoing.undo(dana)
    at.desk.undoing.undo(ASHA)
    assert at.desk.undoing.next(dana) is None


LATER: list[tuple[str, Callable[[TestDesk, MeetingId], object], str]] = [
    ("issued", lambda _at, _m: None, "Re-open the agenda with a reason"),
    ("opened", lambda at, m: at.desk.meetings.open(ASHA, m, at.person("Dana Prior").id), "Adjourn the meeting"),
]


@pytest.mark.parametrize(("what", "deed", "remedy"), LATER)
def test_what_others_have_seen_is_not_undone_and_the_way_back_is_named(
    at: TestDesk, what: str, deed: Callable[[TestDesk, MeetingId], object], remedy: str
) -> None:
    meeting_id = at.issued()
    at.clock.set(date(2026, 10, 22))
    deed(at, meeting_id)
    before = at.desk.book.head()
    assert at.desk.undoing.last(ASHA) is None
    with refusal(match=f"SAFE-2026-10 {what}: that cannot be undone. {remedy}"):
        at.desk.undoing.undo(ASHA)
    assert at.desk.book.head() == before


def test_an_administrator_is_not_undone(at: TestDesk) -> None:
    ruth = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    at.desk.people.give_role(ASHA, ruth, Role.ADMINISTRATOR)
    assert at.desk.undoing.last(ASHA) is None
    with refusal(match="cannot be undone"):
        at.desk.undoing.undo(ASHA)


def test_what_something_rests_on_is_refused_in_a_sentence(at: TestDesk) -> None:
    ruth = at.desk.people.add(ASHA, "Ruth Bell", CSC)
    added_person = next((line,) for line in at.desk.book.journal.since(0) if line.stream == f"person/{ruth.id}")
    at.desk.people.seat(ASHA, SAFE, ruth, Role.OBSERVER)
    with refusal(match="Something recorded since rests on that deed"):
        at.desk.book.undo(ASHA, added_person)


def test_a_list_that_a_meeting_considers_is_refused_with_its_own_sentence(at: TestDesk) -> None:
    at.bring(a_profile())
    built(at)
    at.desk.undoing.undo(ASHA)
    at.desk.undoing.redo(ASHA)
    deed = next((line,) for line in at.desk.book.journal.since(0) if line.stream.startswith("import/"))
    with refusal(match="considers a child that only this list brought"):
        at.desk.importing.undo(ASHA, deed)


def test_only_deeds_of_this_session_are_offered(tmp_path: Path) -> None:
    folder = a_desk_in(tmp_path / "desk")
    with opened(folder) as at:
        at.bring(a_profile())
        reading = at.desk.reading()
        assert (at.desk.undoing.last(ASHA), reading.undoing.last(ASHA)) == ("list list.csv added",) * 2
        reading.close()
    with opened(folder) as at:
        assert at.desk.undoing.last(ASHA) is None
        with refusal(match="nothing of this session"):
            at.desk.undoing.undo(ASHA)


def test_a_plan_on_which_a_later_one_rests_is_refused_in_words(at: TestDesk) -> None:
    october = at.planned()
    planned = next((line,) for line in at.desk.book.journal.since(0) if line.stream == f"meeting/{october}")
    at.planned(held_on=NOVEMBER)
    with refusal(match="SAFE-2026-10 has been worked on since it was planned"):
        at.desk.meetings.undo(ASHA, october, planned)


def test_words_without_their_meeting_are_still_words(at: TestDesk) -> None:
    at.bring(a_profile())
    decided(at)
    at.ask(at.desk.meetings.by_reference("SAFE-2026-10").id)
    for line in at.desk.book.journal.since(0):
        assert line.event is not None
        words = deed_words(line.event)
        assert words
        assert "Archer" not in words, "initials only"


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["list", "remove", "person", "undo", "undo", "redo"]), max_size=14))
def test_whatever_is_done_and_undone_redo_restores_and_the_tables_stay_true(steps: list[str]) -> None:
    with a_desk() as at:
        at.bring(a_profile())
        meeting_id = at.planned()
        stack: list[dict[str, object]] = []
        for step in steps:
            stack = _step(at, meeting_id, step, stack)
        assert is_whole(at)


def _step(at: TestDesk, meeting_id: MeetingId, step: str, stack: list[dict[str, object]]) -> list[dict[str, object]]:
    """Do one thing; ``stack`` holds the tables as they stood before each undo that can still be redone."""
    desk, before = at.desk, rows(at)
    if step == "undo" and desk.undoing.last(ASHA):
        return [*stack, before] if _undone(at, before) else stack
    if step == "redo":
        assert (desk.undoing.next(ASHA) is not None) == bool(stack)
        if stack:
            desk.undoing.redo(ASHA)
            assert rows(at) == stack[-1]
            return stack[:-1]
        return stack
    if step == "list":
        at.bring(a_profile(), "again.csv")
    elif step == "person":
        desk.people.add(ASHA, "Ruth Bell", CSC)
    elif step == "remove" and _still_there(at, meeting_id) and at.cases(meeting_id):
        desk.agendas.remove(ASHA, meeting_id, at.cases(meeting_id)[0].id)
    else:
        return stack
    return []


def _undone(at: TestDesk, before: dict[str, object]) -> bool:
    """Whether it was; children that an agenda names keep their list, and nothing is touched then."""
    try:
        at.desk.undoing.undo(ASHA)
    except DeskError:
        assert rows(at) == before
        return False
    return True


def _still_there(at: TestDesk, meeting_id: MeetingId) -> bool:
    return any(line for line in at.desk.book.db.conn.execute("SELECT 1 FROM meeting WHERE id = ?", (meeting_id,)))
