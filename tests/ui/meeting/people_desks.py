"""Meetings whose people the room shows, on the desk of a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.services.desk_builders import SAFE
from tests.ui.agendas.agenda_desks import brought, planned, settle
from tests.ui.desks import OpenSession

from panel_desk.domain.capture.deeds import CapturedDeed
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import AgencyKey, MeetingId, PersonId
from panel_desk.domain.meeting.meetings import Meeting
from panel_desk.domain.people import Role
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

MORE = (
    ("Joel Hart", "youth-justice", "Team manager"),
    ("Ruth Bell", "housing", "Housing options manager"),
    ("Alexandrina Featherstonehaugh-Cholmondeley", "voluntary", "Service manager, commissioned exploitation service"),
)


def do(session: OpenSession, deed: Callable[[Desk], object]) -> None:
    """On the desk's thread, until it is told."""
    failed: list[object] = []
    session.do(deed, failed=failed.append)
    settle(session)
    assert not failed, failed


def more_people(session: OpenSession, people: Iterable[tuple[str, str, str]] = MORE) -> None:
    """More members than every desk has."""

    def add(desk: Desk) -> None:
        for name, agency, title in people:
            person = desk.people.add(session.actor, name, AgencyKey(agency), title)
            desk.people.seat(session.actor, SAFE, person, Role.CORE_MEMBER)

    do(session, add)


def issued(session: OpenSession) -> MeetingId:
    """A meeting on 17 December 2026 whose agenda went out, with two children."""
    brought(session, "101", "102")
    meeting_id = planned(session)

    def issue(desk: Desk) -> None:
        desk.agendas.lock(session.actor, meeting_id, desk.people.named("Dana Prior").id)
        desk.agendas.issued(session.actor, meeting_id, "0" * 64)

    do(session, issue)
    return meeting_id


def opened(session: OpenSession, *present: str) -> MeetingId:
    """The same in session; Dana Prior presides, and these are there."""
    meeting_id = issued(session)

    def begin(desk: Desk) -> None:
        desk.meetings.open(session.actor, meeting_id, desk.people.named("Dana Prior").id)
        for name in present:
            desk.meetings.attend(session.actor, meeting_id, desk.people.named(name), AttendanceKind.PRESENT)

    do(session, begin)
    return meeting_id


def deeds_of(session: OpenSession, meeting_id: MeetingId) -> RoomDeeds:
    deeds = RoomDeeds(session)
    deeds.turn_to_meeting(meeting_id)
    return deeds


def named(session: OpenSession, name: str) -> PersonId:
    return session.reading.people.named(name).id


def meeting_of(session: OpenSession, meeting_id: MeetingId) -> Meeting:
    return session.reading.meetings.meeting(meeting_id)


def enter(session: OpenSession, deeds: RoomDeeds, deed: CapturedDeed) -> None:
    """A deed from elsewhere in the room."""
    failed: list[object] = []
    deeds.enter(deed, failed=failed.append)
    settle(session)
    assert not failed, failed


def press(
    session: OpenSession,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    into: QWidget | None = None,
) -> None:
    """A key on whatever has the keyboard, and what it began is waited for."""
    widget = into or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)
    settle(session)


def type_words(session: OpenSession, words: str) -> None:
    """Words into whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)
    settle(session)


def case_items(meeting: Meeting) -> list[str]:
    return [item.id for item in meeting.items if item.needs_outcome]
