"""After the end of the meeting: what still waits for the chair, and the button that confirms it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.meeting.people_desks import case_items, do, meeting_of, opened, press

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.services.desk import Desk
from panel_desk.ui.messages import Question
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.meeting.page import MeetingPage


def closed_without_health(session: OpenSession) -> MeetingId:
    """Every child deferred without quorum, and the meeting closed."""
    meeting_id = opened(session, "Dana Prior", "Imran Khan")

    def close(desk: Desk) -> None:
        for item_id in map(ItemId, case_items(desk.meetings.meeting(meeting_id))):
            desk.meetings.turn_to(session.actor, meeting_id, item_id)
            desk.meetings.decide(session.actor, meeting_id, item_id, outcome="defer", reason="no report came")
        desk.meetings.close(session.actor, meeting_id)

    do(session, close)
    return meeting_id


def unconfirmed(session: OpenSession, meeting_id: MeetingId) -> int:
    made = [made for item in meeting_of(session, meeting_id).items for made in item.decisions]
    return sum(one.confirmed is None for one in made)


def test_what_was_decided_without_quorum_is_confirmed_after_the_end(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = closed_without_health(session)
    page = MeetingPage(session)
    qtbot.addWidget(page)
    page.resize(1080, 760)
    page.show()
    page.open(Place(PageKey.MEETING, meeting_id))
    settle(session)
    picture(page, "room over, two recommendations wait")
    assert (unconfirmed(session, meeting_id), len(page.over.list.rows)) == (2, 7)
    press(session, Qt.Key.Key_Return, into=page.over.list.rows[1].stop())
    question = session.opened.asked[-1]
    assert isinstance(question, Question)
    assert (question.question, unconfirmed(session, meeting_id)) == ("Does Dana Prior confirm it?", 2)
    assert question.on_yes is not None
    question.on_yes()
    settle(session)
    page.refresh()
    assert (unconfirmed(session, meeting_id), len(page.over.list.rows)) == (1, 6)
