"""The minutes before these, and what was said of a child the last time: F4."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.desk_builders import SAFE
from tests.ui.agendas.agenda_desks import planned, settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import deeds_of, do, enter, meeting_of, opened, press

from panel_desk.domain.capture.deeds import TurnDeed
from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.domain.meeting.meetings import Meeting, MeetingState
from panel_desk.domain.panels import SectionKind
from panel_desk.services.desk import Desk
from panel_desk.ui.workspaces.meeting.item.last_time import last_time
from panel_desk.ui.workspaces.meeting.people.last_minutes import LastMinutes
from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds

NOVEMBER = "SAFE-2026-11"


def after_november(session: OpenSession) -> MeetingId:
    """The SAFE panel in December sits, after the demonstration's November."""
    meeting_id = planned(session)

    def begin(desk: Desk) -> None:
        dana = desk.people.named("Dana Prior").id
        desk.agendas.lock(session.actor, meeting_id, dana)
        desk.agendas.issued(session.actor, meeting_id, "0" * 64)
        desk.meetings.open(session.actor, meeting_id, dana)

    do(session, begin)
    return meeting_id


def turn_to(session: OpenSession, deeds: RoomDeeds, item_id: ItemId) -> None:
    enter(session, deeds, TurnDeed(item_id=item_id))


def of_kind(meeting: Meeting, kind: SectionKind) -> ItemId:
    return next(item.id for item in meeting.items if meeting.definition.section(item.agenda.section).kind is kind)


def told_before(session: OpenSession, meeting: Meeting) -> ItemId:
    """A child of whom the panel spoke before."""
    return next(item.id for item in meeting.items if last_time(session.reading, meeting, item.id) is not None)


@pytest.fixture
def december(demo_session: OpenSession) -> MeetingId:
    return after_november(demo_session)


def shown_last(session: OpenSession, qtbot: QtBot, deeds: RoomDeeds) -> LastMinutes:
    dialog = LastMinutes(session, deeds)
    shown(qtbot, dialog)
    settle(session)
    return dialog


def test_what_was_said_of_this_child_comes_first(demo_session: OpenSession, qtbot: QtBot, december: MeetingId) -> None:
    deeds = deeds_of(demo_session, december)
    meeting = meeting_of(demo_session, december)
    turn_to(demo_session, deeds, told_before(demo_session, meeting))
    dialog = shown_last(demo_session, qtbot, deeds)
    assert "Voice of the child: " in dialog.then
    assert "because" in dialog.then
    qtbot.waitUntil(lambda: dialog.pdf.pages() > 1)
    picture(dialog, "last-minutes-of-a-child")
    assert not dialog.confirm_button.isVisible()


def test_the_very_child_is_meant_and_nobody_of_the_same_initials(
    demo_session: OpenSession, december: MeetingId
) -> None:
    meeting = meeting_of(demo_session, december)
    item = meeting.item(told_before(demo_session, meeting))
    found = last_time(demo_session.reading, meeting, item.id)
    assert found is not None
    before = meeting_of(demo_session, found.meeting_id)
    same = [
        i
        for i in before.items
        if i.agenda.child and item.agenda.child and i.agenda.child.child_id == item.agenda.child.child_id
    ]
    assert same
    assert before.number(same[0].id) in found.title


def test_a_standing_item_shows_the_document_alone(demo_session: OpenSession, qtbot: QtBot, december: MeetingId) -> None:
    deeds = deeds_of(demo_session, december)
    turn_to(demo_session, deeds, of_kind(meeting_of(demo_session, december), SectionKind.ACTION_LOG))
    dialog = shown_last(demo_session, qtbot, deeds)
    assert dialog.then == ""
    assert not dialog.confirm_button.isVisible()


def test_a_draft_is_shown_as_one_and_its_confirming_is_refused_with_the_rule(
    demo_session: OpenSession, qtbot: QtBot, december: MeetingId
) -> None:
    deeds = deeds_of(demo_session, december)
    turn_to(demo_session, deeds, of_kind(meeting_of(demo_session, december), SectionKind.LAST_MINUTES))
    dialog = shown_last(demo_session, qtbot, deeds)
    assert dialog.says == "Held on 19 November 2026: a draft that has not gone to the members."
    dialog.confirm_button.setFocus()
    press(demo_session, Qt.Key.Key_Space)
    assert "cannot approve the minutes" in str(getattr(demo_session.opened.said[-1], "sentence", ""))


def test_circulated_minutes_are_confirmed_under_their_own_item(
    demo_session: OpenSession, qtbot: QtBot, december: MeetingId
) -> None:
    previous = demo_session.reading.meetings.by_reference(NOVEMBER).id
    do(demo_session, lambda desk: desk.minutes.circulate(demo_session.actor, previous))
    deeds = deeds_of(demo_session, december)
    turn_to(demo_session, deeds, of_kind(meeting_of(demo_session, december), SectionKind.LAST_MINUTES))
    dialog = shown_last(demo_session, qtbot, deeds)
    dialog.confirm_button.setFocus()
    press(demo_session, Qt.Key.Key_Space)
    assert meeting_of(demo_session, previous).state is MeetingState.APPROVED
    assert not dialog.confirm_button.isVisible()
    assert dialog.says == "Held on 19 November 2026: confirmed as accurate, not signed yet."


def test_a_first_meeting_says_that_there_is_nothing(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = opened(session)
    dialog = shown_last(session, qtbot, deeds_of(session, meeting_id))
    assert dialog.says == "There is no earlier meeting of this panel whose minutes could be shown."
    assert meeting_of(session, meeting_id).definition.key == SAFE
