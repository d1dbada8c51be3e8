"""The meeting room in a window, in a process of its own: prints the seconds of keys, deeds and openings, as JSON.

A key's seconds run from when it was due until the letter it typed has been painted, so that a window that stands still
counts; a deed's from the Return key until the room that shows it has been painted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from bench import room_made
from bench.room_made import Clock
from panel_desk.domain.capture.deeds import ActionDeed, TurnDeed
from panel_desk.domain.ids import AgencyKey, MeetingId
from panel_desk.services.desk import AtTheDesk, Desk
from panel_desk.services.preferences import preferences_of
from panel_desk.ui.messages import Messages
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.session import Around, Session
from panel_desk.ui.shell.desk_view import DeskView
from panel_desk.ui.shell.window import MainWindow
from panel_desk.ui.start import load
from panel_desk.ui.tasks import Tasks
from panel_desk.ui.theme.current import apply_theme
from panel_desk.ui.workspaces.meeting.item.words_field import WordsField
from panel_desk.ui.workspaces.meeting.page import MeetingPage
from panel_desk.vault.database import create_vault, new_data_key

KEYS = 600
BETWEEN = 0.033
"""Seconds between two keys: thirty a second, three times a quick typist."""
DEED_EVERY = 30
"""Keys between two deeds: one deed a second."""
ENTERS = 96
OF_ONE_ITEM = 8
"""Actions before the meeting turns to the next item."""
OPENINGS = 7
_WORDS = "The school has seen the child with older peers near the station. "


class Room:
    """A window on a desk in a folder, with whoever is at it."""

    def __init__(self, folder: Path, children: int, events: int) -> None:
        self.tasks, self._folder = Tasks(), folder
        self.desk = self.tasks.wait_for(lambda: Desk(create_vault(folder, new_data_key(), room_made.NOW), Clock()))
        self.who: AtTheDesk
        self.meeting_id: MeetingId
        self.tasks.wait_for(lambda: self._make(children, events))

    def _make(self, children: int, events: int) -> None:
        self.who = room_made.found(self.desk, children)
        self.meeting_id = room_made.in_session(self.desk, self.who.person.id, events=events)

    @contextmanager
    def window(self) -> Iterator[tuple[MainWindow, DeskView, Session]]:
        """The desk in a window, shown and painted; nothing of the meeting has been read yet."""
        messages = Messages()
        window = MainWindow(messages)
        around = Around(self.tasks, messages, preferences_of(self._folder), lambda _place: None)
        reading = self.desk.reading()
        session = Session(self.desk, reading, self.who, around)
        view = DeskView(around, session)
        window.show_content(view)
        view.go(Place(PageKey.VERIFY))
        window.resize(1280, 800)
        window.show()
        window.activateWindow()
        painted()
        try:
            yield window, view, session
        finally:
            window.close()
            session.end()
            reading.close()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def close(self) -> None:
        """The desk is closed, its thread ended."""
        self.tasks.wait_for(self.desk.close)
        self.tasks.close()


def painted() -> None:
    """Whatever waits to be laid out and painted has been."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)


Both = tuple[list[float], list[float]]
"""Seconds by the clock, and of the processor that this process took meanwhile, on whichever thread."""


def typed(keys: int, editor: Callable[[], QWidget], between: Callable[[int], None]) -> Both:
    """Seconds of each key from when it was due until it was painted; the processor's since the key before."""
    took: list[float] = []
    worked: list[float] = []
    at_work = time.process_time()
    began = time.perf_counter() + 0.2
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, singleShot=True)

    def on_time() -> None:
        nonlocal at_work
        n = len(took)
        due = began + n * BETWEEN
        QTest.keyClicks(editor(), _WORDS[n % len(_WORDS)])
        painted()
        took.append(time.perf_counter() - due)
        worked.append(time.process_time() - at_work)
        between(n)
        at_work = time.process_time()
        if len(took) < keys:
            timer.start(max(0, round((began + len(took) * BETWEEN - time.perf_counter()) * 1000)))

    timer.timeout.connect(on_time)
    timer.start(200)
    wait_until(lambda: len(took) >= keys)
    return took, worked


def wait_until(holds: Callable[[], bool], seconds: float = 120) -> None:
    """Let the window live until something has happened."""
    patience = QDeadlineTimer(round(seconds * 1000))
    while not holds():
        if patience.hasExpired():
            raise TimeoutError("the window did not come to it")
        QTest.qWait(1)


def _page(view: DeskView) -> MeetingPage:
    if not isinstance(view.page, MeetingPage):
        raise TypeError("the meeting's page is not shown")
    return view.page


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    if found is None:
        raise TypeError("nothing has the keyboard")
    return found


def keys_while_committing(room: Room) -> Both:
    """Words typed while deeds are recorded."""
    with room.window() as (_window, view, session):
        view.go(Place(PageKey.MEETING, room.meeting_id))
        page = _page(view)
        page.room.item.focus_words()
        wait_until(lambda: isinstance(QApplication.focusWidget(), WordsField))
        due_on = room_made.HELD_ON + timedelta(days=7)

        def between(n: int) -> None:
            if n % DEED_EVERY == DEED_EVERY - 1:
                page.deeds.enter(ActionDeed(what=f"Visit {n}", agency=AgencyKey("police"), due_on=due_on))

        took = typed(KEYS, _focus, between)
        wait_until(lambda: not session.tasks.busy)
        return took


def bare_keys() -> Both:
    """The same keys into the least that a window with an editor can be."""
    window, editor = QMainWindow(), QPlainTextEdit()
    window.setCentralWidget(editor)
    window.resize(1280, 800)
    window.show()
    editor.setFocus()
    took = typed(KEYS, lambda: editor, lambda _n: None)
    window.close()
    return took


def enters(room: Room) -> Both:
    """Actions typed into the line; each from Return until the room that shows it is painted."""
    took: list[float] = []
    worked: list[float] = []
    with room.window() as (_window, view, session):
        view.go(Place(PageKey.MEETING, room.meeting_id))
        page = _page(view)
        line = page.room.line
        recorded: list[tuple[float, float]] = []

        def on_recorded(_recorded: object) -> None:
            painted()
            recorded.append((time.perf_counter(), time.process_time()))

        page.deeds.recorded.connect(on_recorded)
        items = [item.id for item in page.deeds.meeting().items if item.needs_outcome]
        for n in range(ENTERS):
            if n % OF_ONE_ITEM == 0:
                page.deeds.enter(TurnDeed(item_id=items[(n // OF_ONE_ITEM + 1) % len(items)]))
                wait_until(lambda n=n: len(recorded) > n + n // OF_ONE_ITEM)  # type: ignore[misc]  # bound at once
            line.focus_line()
            line.set_text(f"/a police: Visit the address number {n} by fri")
            painted()
            QTest.qWait(30)
            began, at_work = time.perf_counter(), time.process_time()
            QTest.keyClick(_focus(), Qt.Key.Key_Return)
            wait_until(lambda n=n: len(recorded) > n + n // OF_ONE_ITEM + 1)  # type: ignore[misc]  # as above
            took.append(recorded[-1][0] - began)
            worked.append(recorded[-1][1] - at_work)
        wait_until(lambda: not session.tasks.busy)
    return took, worked


def openings(room: Room) -> Both:
    """From a window that has read nothing of the meeting until its room is painted."""
    took: list[float] = []
    worked: list[float] = []
    for _ in range(OPENINGS):
        with room.window() as (_window, view, _session):
            began, at_work = time.perf_counter(), time.process_time()
            view.go(Place(PageKey.MEETING, room.meeting_id))
            painted()
            took.append(time.perf_counter() - began)
            worked.append(time.process_time() - at_work)
    return took[1:], worked[1:]


def main() -> None:
    """Print every part's seconds as JSON."""
    load()
    app = QApplication(sys.argv[:1])
    apply_theme(app, "light", 100)
    with tempfile.TemporaryDirectory() as name:
        usual = Room(Path(name) / "usual", 15, 300)
        small, large = Room(Path(name) / "small", 10, 330), Room(Path(name) / "large", 60, 2000)
        told = {
            "keys": keys_while_committing(usual),
            "bare keys": bare_keys(),
            "enters": enters(usual),
            "opening 10": openings(small),
            "opening 60": openings(large),
        }
        for room in (usual, small, large):
            room.close()
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main()
