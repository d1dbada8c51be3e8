"""Stopping until another day, and going on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import shown
from tests.ui.meeting.people_desks import deeds_of, meeting_of, opened, press, type_words

from panel_desk.domain.ids import MeetingId
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.ui.workspaces.meeting.adjourning import AdjournDialog, ResumeBanner

K = Qt.Key


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    return opened(session)


@pytest.fixture
def dialog(session: OpenSession, qtbot: QtBot, meeting_id: MeetingId) -> Iterator[AdjournDialog]:
    under = QWidget()
    shown(qtbot, under)
    made = AdjournDialog(session, deeds_of(session, meeting_id), under)
    with qtbot.waitActive(made):
        made.open()
    made.reason.setFocus()
    yield made
    for left in under.findChildren(AdjournDialog):
        left.close()
    under.close()


def test_a_reason_and_a_day_adjourn_the_meeting(
    dialog: AdjournDialog, session: OpenSession, qtbot: QtBot, meeting_id: MeetingId
) -> None:
    type_words(session, "the alarm rang")
    dialog.until.setFocus()
    type_words(session, "3 dec")
    press(session, K.Key_Return)
    meeting = meeting_of(session, meeting_id)
    assert (meeting.state, meeting.resumes_on) == (MeetingState.ADJOURNED, date(2026, 12, 3))
    banner = ResumeBanner(session, deeds_of(session, meeting_id))
    shown(qtbot, banner)
    banner.show_meeting(meeting)
    assert banner.says.endswith("to go on on Thursday 3 December 2026 The alarm rang.")
    banner.resume.setFocus()
    press(session, K.Key_Space)
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    banner.show_meeting(meeting_of(session, meeting_id))
    assert banner.says == ""
    assert not banner.isVisible()


def test_without_a_reason_the_meeting_goes_on_and_the_rule_is_told(
    dialog: AdjournDialog, session: OpenSession, meeting_id: MeetingId
) -> None:
    press(session, K.Key_Return)
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    assert dialog.isVisible()
    assert dialog.reason.accessibleDescription().startswith("Why is the meeting adjourned?")


def test_what_is_no_day_is_told_and_kept(dialog: AdjournDialog, session: OpenSession, meeting_id: MeetingId) -> None:
    type_words(session, "the alarm rang")
    dialog.until.setFocus()
    type_words(session, "soonish")
    press(session, K.Key_Return)
    assert meeting_of(session, meeting_id).state is MeetingState.IN_SESSION
    assert dialog.until.accessibleDescription() == "“soonish” is no day. Type one as 3 dec."
    assert dialog.until.text() == "soonish"


def test_without_a_day_it_is_adjourned_all_the_same(
    dialog: AdjournDialog, session: OpenSession, meeting_id: MeetingId
) -> None:
    type_words(session, "a short break")
    press(session, K.Key_Return)
    settle(session)
    meeting = meeting_of(session, meeting_id)
    assert (meeting.state, meeting.resumes_on) == (MeetingState.ADJOURNED, None)
    del dialog
