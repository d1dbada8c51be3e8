"""The parts about people are named for those who hear the screen, and nothing of them is cut off at twice the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.agendas.agenda_desks import settle
from tests.ui.desks import OpenSession
from tests.ui.looking import picture, shown
from tests.ui.meeting.people_desks import (
    case_items,
    deeds_of,
    enter,
    issued,
    meeting_of,
    more_people,
    named,
    opened,
)
from tests.ui.test_accessibility_walk import called, is_of_qt, needs_more_room, sticks_out
from tests.ui.touring import inside

from panel_desk.domain.capture.deeds import LeaveDeed, TurnDeed
from panel_desk.domain.events.meetings import AttendanceKind
from panel_desk.domain.ids import ItemId
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.widgets.scroll import PageFrame
from panel_desk.ui.workspaces.meeting.adjourning import AdjournDialog
from panel_desk.ui.workspaces.meeting.opening_pane import OpeningPane
from panel_desk.ui.workspaces.meeting.people.attendance_panel import AttendancePanel
from panel_desk.ui.workspaces.meeting.people.last_minutes import LastMinutes
from panel_desk.ui.workspaces.meeting.people.person_dialog import Capacity, PersonDialog
from panel_desk.ui.workspaces.meeting.people.quorum_panel import QuorumPanel

MadePart = Callable[[OpenSession, QtBot], QWidget]


@pytest.fixture(params=[100, 200])
def text(request: pytest.FixtureRequest, themed: QApplication) -> Iterator[int]:
    apply_theme(themed, "light", request.param)
    yield request.param
    apply_theme(themed, "light", 100)


def framed(qtbot: QtBot, part: QWidget, width: int, height: int) -> QWidget:
    frame = PageFrame(part)
    frame.resize(width, height)
    shown(qtbot, frame)
    return frame


def opening(session: OpenSession, qtbot: QtBot) -> QWidget:
    more_people(session)
    meeting_id = issued(session)
    pane = OpeningPane(session, deeds_of(session, meeting_id))
    frame = framed(qtbot, pane, 1224, 752)
    pane.show_meeting(meeting_of(session, meeting_id))
    return frame


def attendance(session: OpenSession, qtbot: QtBot) -> QWidget:
    more_people(session)
    meeting_id = opened(session, "Imran Khan", "Joel Hart")
    panel = AttendancePanel(session, deeds_of(session, meeting_id))
    panel.resize(440, 720)
    shown(qtbot, panel)
    panel.show_meeting(meeting_of(session, meeting_id), session.now)
    panel.focus_list()
    return panel


def dialog_over(qtbot: QtBot, make: Callable[[QWidget], QDialog]) -> QWidget:
    under = QWidget()
    under.resize(1224, 752)
    shown(qtbot, under)
    made = make(under)
    with qtbot.waitActive(made):
        made.open()
    return under


def quorum(session: OpenSession, qtbot: QtBot) -> QWidget:
    meeting_id = opened(session, "Imran Khan", "Abena Osei")
    deeds = deeds_of(session, meeting_id)
    enter(session, deeds, TurnDeed(item_id=ItemId(case_items(meeting_of(session, meeting_id))[0])))
    enter(session, deeds, LeaveDeed(person_id=named(session, "Abena Osei")))
    return dialog_over(qtbot, lambda under: QuorumPanel(session, deeds, under))


def adjourning(session: OpenSession, qtbot: QtBot) -> QWidget:
    deeds = deeds_of(session, opened(session))
    return dialog_over(qtbot, lambda under: AdjournDialog(session, deeds, under))


def observer(session: OpenSession, qtbot: QtBot) -> QWidget:
    meeting = meeting_of(session, opened(session))
    capacity = Capacity(kind=AttendanceKind.OBSERVER)
    return dialog_over(qtbot, lambda under: PersonDialog(session, meeting, capacity, lambda _deed, _of: None, under))


def last(session: OpenSession, qtbot: QtBot) -> QWidget:
    deeds = deeds_of(session, opened(session))
    return dialog_over(qtbot, lambda under: LastMinutes(session, deeds, under))


@pytest.fixture(params=[opening, attendance, quorum, adjourning, observer, last], ids=lambda made: made.__name__)
def part(
    request: pytest.FixtureRequest, session: OpenSession, qtbot: QtBot, text: int
) -> Iterator[tuple[str, list[QWidget]]]:
    """What is in sight of one part."""
    made: MadePart = request.param
    root = made(session, qtbot)
    settle(session)
    dialogs = [d for d in root.findChildren(QDialog) if d.isVisible()]
    top = dialogs[0] if dialogs else root
    qtbot.wait(50)
    picture(top, f"people-{made.__name__}-{text}")
    yield f"{made.__name__} at {text}", [w for w in inside(top) if not is_of_qt(w)]
    for dialog in dialogs:
        dialog.close()


def test_nothing_is_cut_off(part: tuple[str, list[QWidget]]) -> None:
    _name, widgets = part
    cut = [said for widget in widgets if (said := needs_more_room(widget))]
    cut += [f"{called(w)} sticks out: {w.geometry()}" for w in widgets if not w.isWindow() and sticks_out(w)]
    assert cut == []


def test_everything_that_takes_the_keyboard_is_named(part: tuple[str, list[QWidget]]) -> None:
    _name, widgets = part
    stops = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]
    silent = [called(w) for w in stops if called(w).endswith("“”")]
    assert stops
    assert silent == []
