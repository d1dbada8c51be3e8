"""The second screen on two monitors; ``test_second_screen_monitors`` runs it in a process that has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desks import OpenSession
from tests.ui.looking import picture
from tests.ui.meeting.people_desks import case_items, do, meeting_of, opened

from panel_desk.domain.ids import ItemId, MeetingId
from panel_desk.ui.workspaces.meeting.second.second_screen import ScreenWindow, SecondScreen

OWN, HALL = "own", "hall"


def on_x() -> bool:
    return QGuiApplication.platformName() == "xcb"


def screen(name: str) -> QScreen:
    return next(s for s in QGuiApplication.screens() if s.name() == name)


class Operator(QWidget):
    """The operator's window, with a place to type."""

    def __init__(self, session: OpenSession) -> None:
        super().__init__()
        self.words = QLineEdit()
        QVBoxLayout(self).addWidget(self.words)
        self.setGeometry(screen(OWN).geometry().adjusted(40, 40, -400, -300))
        self.second = SecondScreen(session, self)


@pytest.fixture
def meeting_id(session: OpenSession) -> MeetingId:
    """In session, with a child in hand."""
    found = opened(session, "Dana Prior", "Imran Khan")
    first = case_items(meeting_of(session, found))[0]
    do(session, lambda desk: desk.meetings.turn_to(session.actor, found, ItemId(first)))
    return found


@pytest.fixture
def operator(session: OpenSession, meeting_id: MeetingId, qtbot: QtBot) -> Iterator[Operator]:
    """Typing, with the meeting in sight."""
    made = Operator(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.words.setFocus()
    made.second.show_meeting(meeting_of(session, meeting_id), session.now)
    yield made
    made.second.close()


def window(operator: Operator) -> ScreenWindow:
    found = operator.second.window
    assert found is not None
    return found


def sentences(session: OpenSession) -> list[str]:
    return [message.sentence for message in session.opened.said]  # type: ignore[attr-defined]  # as they are told


def until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    qtbot.waitUntil(holds, timeout=5000)


def test_it_covers_the_other_monitor_and_nothing_of_the_operators(operator: Operator, qtbot: QtBot) -> None:
    operator.second.toggle()
    made = window(operator)
    until(qtbot, lambda: made.isVisible() and made.geometry() == screen(HALL).geometry())
    assert made.screen().name() == HALL
    assert not made.geometry().intersects(screen(OWN).geometry())
    picture(made, "second-screen")
    assert operator.second.showing
    assert operator.second.state_words() == "second screen on"


def test_the_keyboard_stays_where_it_was(operator: Operator, qtbot: QtBot) -> None:
    had = QApplication.activeWindow()
    operator.second.toggle()
    until(qtbot, lambda: window(operator).isVisible())
    assert QApplication.activeWindow() is had
    assert operator.words.hasFocus() == (had is operator)
    assert window(operator).windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_it_shows_number_bird_and_time(operator: Operator) -> None:
    operator.second.toggle()
    view = window(operator).face.view
    assert view is not None
    assert view.place.startswith("Item ")
    assert view.name.replace(" ", "").replace("-", "").isalpha()
    assert view.line.startswith("10:42")


def test_pressed_again_it_is_gone(operator: Operator) -> None:
    told: list[str] = []
    operator.second.changed.connect(lambda: told.append(operator.second.state_words()))
    operator.second.toggle()
    operator.second.toggle()
    assert not operator.second.showing
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, ScreenWindow) and w.isVisible()]
    assert told == ["second screen on", ""]


def test_blanked_it_shows_nothing_and_the_operator_is_told(operator: Operator, session: OpenSession) -> None:
    operator.second.toggle()
    operator.second.blank()
    assert (window(operator).face.view, operator.second.blanked) == (None, True)
    assert operator.second.state_words() == "second screen blank"
    operator.second.tick(session.now)
    assert window(operator).face.view is None
    operator.second.blank()
    assert window(operator).face.view is not None
    assert operator.second.state_words() == "second screen on"


def test_shown_anew_it_is_not_blank(operator: Operator) -> None:
    operator.second.toggle()
    operator.second.blank()
    operator.second.toggle()
    operator.second.toggle()
    assert window(operator).face.view is not None


def test_names_stay_hidden_while_it_shows(operator: Operator, session: OpenSession) -> None:
    session.names.show(shown=True)
    operator.second.toggle()
    assert not session.names.shown
    session.names.hold(held=True)
    session.names.show(shown=True)
    assert not session.names.shown
    assert sentences(session)[-1] == "Names stay hidden while the second screen is on."
    operator.second.toggle()
    assert not session.names.shown
    session.names.show(shown=True)
    assert session.names.shown


def unplug(operator: Operator) -> None:
    """Pull the cable: of a real server's monitor, else as Qt tells it."""
    if on_x():
        from tests.ui.meeting.x_monitors import XMonitors  # noqa: PLC0415 - only where there is an X server

        XMonitors().unplug(HALL)
    else:
        QGuiApplication.instance().screenRemoved.emit(screen(HALL))  # type: ignore[union-attr]  # it has begun


def plug_in() -> None:
    if on_x():
        from tests.ui.meeting.x_monitors import XMonitors  # noqa: PLC0415 - only where there is an X server

        XMonitors().plug_in(HALL, 1280, 0, 1920, 1080)


def test_unplugged_it_is_gone_says_so_and_never_jumps_onto_the_operators_monitor(
    operator: Operator, session: OpenSession, qtbot: QtBot
) -> None:
    operator.second.toggle()
    made = window(operator)
    places: list[str] = []
    handle = made.windowHandle()
    assert handle is not None
    handle.screenChanged.connect(lambda s: places.append(s.name() if made.isVisible() else "hidden"))
    unplug(operator)
    until(qtbot, lambda: not operator.second.showing)
    assert OWN not in places
    assert sentences(session)[-1] == "The second screen’s monitor is gone, so the second screen is off."
    plug_in()
    qtbot.wait(300 if on_x() else 0)
    assert not operator.second.showing
    until(qtbot, lambda: HALL in [s.name() for s in QGuiApplication.screens()])
    operator.second.toggle()
    assert operator.second.showing


def test_locking_takes_it_away(operator: Operator, session: OpenSession) -> None:
    operator.second.toggle()
    session.ending.emit()
    assert not operator.second.showing


def test_the_operators_window_is_never_covered(operator: Operator, session: OpenSession, qtbot: QtBot) -> None:
    operator.second.toggle()
    operator.setGeometry(screen(HALL).geometry().adjusted(40, 40, -400, -300))
    until(qtbot, lambda: operator.screen().name() == HALL)
    operator.second.tick(session.now)
    assert not operator.second.showing
    assert "Your own window" in sentences(session)[-1]


def test_a_monitor_that_changes_its_size_is_covered_again(operator: Operator, qtbot: QtBot) -> None:
    operator.second.toggle()
    made = window(operator)
    made.setGeometry(screen(HALL).geometry().adjusted(0, 0, -100, -100))
    screen(HALL).geometryChanged.emit(screen(HALL).geometry())
    until(qtbot, lambda: made.geometry() == screen(HALL).geometry())
