"""How a meeting progresses, event by event."""

from __future__ import annotations

import pytest
from tests.unit.builders import (
    ABENA,
    AGENDA,
    DANA,
    IFE,
    JM,
    JOEL,
    RUTH,
    a_child_item,
    a_meeting,
    at,
    then,
)

from panel_desk.domain.agendas.agenda import AgendaItem
from panel_desk.domain.events.items import NoteRecorded, NoteSection
from panel_desk.domain.events.meetings import (
    AgendaIssued,
    AgendaItemAdded,
    AgendaItemChanged,
    AgendaItemRemoved,
    AgendaLocked,
    AgendaProposed,
    AgendaReopened,
    AttendanceKind,
    AttendanceRecorded,
    ConfidentialityRead,
    MeetingAdjourned,
    MeetingOpened,
    MeetingReopened,
    MeetingResumed,
    MemberArrived,
    MemberLeft,
)
from panel_desk.domain.events.minutes import EditionMade
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Attendance, Meeting, MeetingState
from panel_desk.domain.meeting.progress import after, meeting_from
from panel_desk.domain.people import Person

S = MeetingState
MEETING = MeetingId("meeting-SAFE-2026-11")
NEW = a_child_item("new", section="new", local_id="200001")


def _note(item_id: ItemId) -> NoteRecorded:
    return NoteRecorded(meeting_id=MEETING, item_id=item_id, section=NoteSection.DISCUSSION, text="What was said.")


def order(meeting: Meeting) -> list[str]:
    return [item.id for item in meeting.items]


def line(meeting: Meeting, person_id: str) -> Attendance:
    return next(a for a in meeting.attendance if a.person.id == person_id)


# The agenda


def test_no_events_are_no_meeting() -> None:
    assert meeting_from([]) is None


def test_a_meeting_begins_by_being_planned() -> None:
    with pytest.raises(ValueError, match="first event"):
        after(None, AgendaLocked(approved_by=DANA.id))


@pytest.mark.parametrize("state", list(S), ids=lambda s: s.value)
def test_each_state_is_reached_by_its_events(state: MeetingState) -> None:
    assert a_meeting(state).state is state


@pytest.mark.parametrize(
    ("item", "before", "expected"),
    [
        pytest.param(NEW, None, ["welcome", "new", "jm", "park"], id="an empty section: after those before it"),
        pytest.param(a_child_item("two"), None, ["welcome", "jm", "two", "park"], id="the end of its section"),
        pytest.param(a_child_item("two"), JM, ["welcome", "two", "jm", "park"], id="before a named item"),
        pytest.param(a_child_item("two"), ItemId("gone"), ["welcome", "jm", "two", "park"], id="before one taken off"),
        pytest.param(a_child_item("jm"), None, ["welcome", "jm", "park"], id="added again: once"),
    ],
)
def test_an_added_item_has_its_place(item: AgendaItem, before: ItemId | None, expected: list[str]) -> None:
    assert order(then(a_meeting(S.PLANNED), AgendaItemAdded(item=item, before=before))) == expected


def test_a_first_item_stands_alone() -> None:
    assert order(then(a_meeting(S.PLANNED, items=()), AgendaItemAdded(item=NEW))) == ["new"]


def test_an_item_taken_off_is_no_longer_in_hand() -> None:
    meeting = then(a_meeting(), AgendaItemRemoved(item_id=JM))
    assert (order(meeting), meeting.current) == (["welcome", "park"], None)


def test_an_items_time_and_presenter_change_and_nothing_else() -> None:
    meeting = then(a_meeting(), AgendaItemChanged(item_id=JM, minutes=20, presenter="Ruth Bell"))
    changed, before = meeting.item(JM).agenda, a_meeting().item(JM).agenda
    assert (changed.minutes, changed.presenter, changed.child) == (20, "Ruth Bell", before.child)


def test_proposing_again_keeps_what_was_written_under_an_item() -> None:
    noted = then(a_meeting(S.PLANNED), _note(JM))
    again = then(noted, AgendaProposed(items=(AGENDA[1], AGENDA[0])))
    assert (order(again), again.item(JM).notes) == (["jm", "welcome"], noted.item(JM).notes)


def test_locking_and_issuing_are_kept() -> None:
    meeting = a_meeting(S.AGENDA_ISSUED)
    assert (meeting.agenda_locked, meeting.agenda_approved_by, meeting.agenda_issue) == (True, DANA.id, 1)
    again = then(meeting, AgendaReopened(reason="late referral"))
    assert (again.agenda_locked, again.state, again.agenda_issue) == (False, S.PLANNED, 1)


@pytest.mark.parametrize("state", [s for s in S if s not in (S.PLANNED, S.AGENDA_ISSUED)], ids=lambda s: s.value)
def test_the_agenda_of_a_meeting_that_began_does_not_take_it_back(state: MeetingState) -> None:
    late = then(a_meeting(state), AgendaReopened(reason="late item"), AgendaIssued(issue=2, pdf_sha256="0" * 64))
    assert (late.state, late.agenda_issue) == (state, 2)


def test_the_statement_is_ticked_with_its_time() -> None:
    assert then(a_meeting(), ConfidentialityRead(at=at(2))).confidentiality_read_at == at(2)


# The room


def test_movements_are_kept_with_the_item_in_hand() -> None:
    meeting = then(a_meeting(), MemberLeft(person_id=ABENA.id, at=at(15)), MemberArrived(person_id=ABENA.id, at=at(18)))
    assert [(m.arrived, m.at, m.item_id) for m in line(meeting, ABENA.id).movements] == [
        (False, at(15), JM),
        (True, at(18), JM),
    ]
    assert line(meeting, ABENA.id).kind is AttendanceKind.PRESENT


@pytest.mark.parametrize("kind", [AttendanceKind.APOLOGIES, AttendanceKind.ABSENT], ids=lambda k: k.value)
def test_who_was_not_expected_and_comes_takes_part(kind: AttendanceKind) -> None:
    meeting = then(
        a_meeting(room=(DANA,)),
        AttendanceRecorded(person=ABENA, kind=kind, at=at(0)),
        MemberArrived(person_id=ABENA.id, at=at(15)),
    )
    assert (line(meeting, ABENA.id).kind, line(meeting, ABENA.id).in_room) == (AttendanceKind.PART, True)


@pytest.mark.parametrize(
    ("who", "kind"), [(IFE, AttendanceKind.PRESENTER), (JOEL, AttendanceKind.OBSERVER), (ABENA, AttendanceKind.PART)]
)
def test_who_comes_late_comes_as_they_were_invited(who: Person, kind: AttendanceKind) -> None:
    meeting = then(a_meeting(room=(DANA,)), MemberArrived(person_id=who.id, at=at(15)))
    assert line(meeting, who.id).kind is kind


def test_a_later_line_for_a_person_replaces_the_earlier_and_keeps_the_movements() -> None:
    meeting = then(
        a_meeting(),
        MemberLeft(person_id=ABENA.id, at=at(15)),
        MemberArrived(person_id=ABENA.id, at=at(16)),
        AttendanceRecorded(person=ABENA, kind=AttendanceKind.PART, at=at(17)),
    )
    assert [a.person.id for a in meeting.attendance].count(ABENA.id) == 1
    assert (line(meeting, ABENA.id).kind, len(line(meeting, ABENA.id).movements)) == (AttendanceKind.PART, 2)


def test_stopping_and_going_on_are_kept_in_pairs() -> None:
    meeting = then(
        a_meeting(),
        MeetingAdjourned(at=at(30), reason="fire alarm"),
        MeetingResumed(at=at(45)),
        MeetingAdjourned(at=at(60), reason="power"),
    )
    assert meeting.adjournments == ((at(30), at(45), "fire alarm"), (at(60), None, "power"))
    assert meeting.state is S.ADJOURNED


def test_a_record_opened_by_somebody_not_on_its_list_can_still_be_read() -> None:
    meeting = then(a_meeting(S.AGENDA_ISSUED), MeetingOpened(at=at(0), presiding=RUTH.id))
    assert (meeting.state, meeting.attendance) == (S.IN_SESSION, ())


def test_closing_ends_the_item_in_hand() -> None:
    closed = a_meeting(S.CLOSED)
    assert (closed.current, closed.item(JM).ended_at, closed.closed_at) == (None, at(150), at(150))
    assert then(closed, MeetingReopened(at=at(160), reason="forgotten")).closed_at is None


def test_an_edition_changes_nothing() -> None:
    left = EditionMade(meeting_id=MEETING, edition="minutes", recipient="Police", sha256="0" * 64, at=at(0))
    assert then(a_meeting(), left) == a_meeting()
