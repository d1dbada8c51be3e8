"""The Meeting page where something is not as usual: another page in sight, a disk that cannot be read, a full one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.meeting.item_rooms import vault_folder
from tests.ui.meeting.people_desks import case_items, do, issued, meeting_of, named, press
from tests.ui.meeting.test_room_page import CONTROL, SHIFT, Window, sitting

from panel_desk.domain.errors import DeskError, Reason
from panel_desk.domain.ids import ItemId
from panel_desk.services.meetings import Meetings
from panel_desk.ui.messages import Message
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.meeting.presenter import Stage
from panel_desk.ui.workspaces.meeting.second.second_screen_presenter import screen_view


def unreadable(*_asked: object) -> None:
    """A disk that is away for a moment."""
    raise DeskError("The disk cannot be read.", reason=Reason.STORAGE)


def test_the_second_screen_turns_with_the_meeting_while_another_page_is_in_sight(
    session: OpenSession, qtbot: QtBot
) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    page = window.page
    to = ItemId(case_items(meeting_of(session, meeting_id))[1])
    window.view.go(Place(PageKey.CHILDREN))
    do(session, lambda desk: desk.meetings.turn_to(session.actor, meeting_id, to))
    page._every_second.timeout.emit()
    assert page.second._seen() == screen_view(meeting_of(session, meeting_id), session.now)


def test_a_second_in_which_nothing_can_be_read_leaves_the_last_picture(
    session: OpenSession, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, _ = sitting(session, qtbot, item=0)
    page = window.page
    clock = page.room.time._clock.text()
    with monkeypatch.context() as away, qtbot.captureExceptions() as faults:
        away.setattr(Meetings, "meeting", unreadable)
        page._every_second.timeout.emit()
        session.names.show(shown=True)
        page.room.item._facts_later.timeout.emit()
    assert faults == []
    assert page.room.time._clock.text() == clock
    assert page.stage is Stage.SITTING
    session.names.show(shown=False)


def test_an_undo_while_an_item_is_read_back_stays_at_it(session: OpenSession, qtbot: QtBot) -> None:
    window, meeting_id = sitting(session, qtbot, item=0)
    window.type("The aunt takes him in.")
    window.type("/a police khan: call the aunt by 18 dec")
    here = meeting_of(session, meeting_id).current
    window.type("/n")
    window.key(Qt.Key.Key_Z, CONTROL)
    settle(session)
    assert not window.page.room.line._turning.is_open
    assert meeting_of(session, meeting_id).current == here
    assert session.reading.actions.of_meeting(meeting_id) == ()


def test_control_z_before_the_meeting_takes_back_a_choice_wherever_the_keyboard_is(
    session: OpenSession, qtbot: QtBot
) -> None:
    issued(session)
    window = Window(session, qtbot)
    opening = window.page.opening
    opening.focus_list()
    press(session, Qt.Key.Key_P, SHIFT)
    settle(session)
    chosen, before = opening.choices, session.reading.book.head().seq
    opening._all.setFocus()
    QTest.keyClick(opening._all, Qt.Key.Key_Z, CONTROL)
    settle(session)
    assert not opening.choices.people
    QTest.keyClick(opening._all, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(session)
    assert opening.choices == chosen
    assert session.reading.book.head().seq == before
    assert window.page.stage is Stage.OPENING


def test_a_choice_that_is_tried_again_never_writes_over_a_newer_one(session: OpenSession, qtbot: QtBot) -> None:
    meeting_id = issued(session)
    window = Window(session, qtbot)
    opening, folder = window.page.opening, vault_folder(session)
    away = folder.rename(folder.with_name("away"))
    opening.list.choose(named(session, "Imran Khan"))
    opening.focus_list()
    press(session, Qt.Key.Key_P)
    settle(session)
    message = session.opened.said[-1]
    assert isinstance(message, Message)
    assert message.offer is not None
    away.rename(folder)
    opening.list.choose(named(session, "Abena Osei"))
    press(session, Qt.Key.Key_P)
    settle(session)
    message.offer[1]()
    settle(session)
    assert session.reading.opening.kept(meeting_id) == opening.choices
    assert len(opening.choices.people) == 2
