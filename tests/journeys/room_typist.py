"""Works the real window as somebody who types without a pause, until it is killed; the crash journey's child.

Before each key it writes down what will stand there, and after it that it was typed, into a file that outlives it: what
``write`` has taken is there for the parent whatever becomes of the child. The words are this typist's own count of the
keys, never read back from the window, except where the window itself decides: on which item it stands after turning.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QDeadlineTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from tests.journeys.room_desk import NOVEMBERS
from tests.services.desk_folders import OPENS

from panel_desk.services.preferences import preferences_of
from panel_desk.ui.app import PanelDesk
from panel_desk.ui.places import PageKey, Place
from panel_desk.ui.workspaces.meeting.item.item_pane import ItemPane
from panel_desk.ui.workspaces.meeting.item.words_field import WordsField
from panel_desk.ui.workspaces.meeting.line.capture_line import CaptureLine
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor
from panel_desk.ui.workspaces.meeting.line.read_back import ReadBack

EVERY = 80
"""Milliseconds between two keys: twelve and a half a second."""
W = TypeVar("W", bound=QWidget)
_LETTERS = "the school has seen the child at the station and says so, "
_CONTROL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


class Stands(Struct, frozen=True, kw_only=True):
    """All that is on the screen and in the record of one moment of a meeting."""

    item: str
    section: str
    cursor: int
    """In the words of that part."""
    texts: dict[str, dict[str, str]]
    """Item → part → words; parts without words are left out."""
    line: str
    actions: int
    settled: bool = True
    """False while the window turns to an item: where its cursor will be is not known yet."""


class Witness(Struct, frozen=True, kw_only=True):
    """A line of the file."""

    at: float
    """The computer's monotonic clock, the same for every process."""
    typed: bool
    """False: about to be typed."""
    stands: Stands


def type_until_killed(root: Path, witness: Path, seed: int, reopened: Connection) -> None:
    """Open the desk below a folder, tell what stands there, and type."""
    application = QApplication(sys.argv[:1])
    began, at = time.monotonic(), datetime.fromisoformat("2026-11-19T11:00:00+00:00")
    clock = at + timedelta(seconds=seed * 60)
    panel_desk = PanelDesk(preferences_of(root), clock=lambda: clock + timedelta(seconds=time.monotonic() - began))
    panel_desk.start()
    _unlock(panel_desk)
    typist = Typist(panel_desk, witness, random.Random(seed))
    reopened.send_bytes(msgspec.json.encode(typist.stands))
    timer = QTimer(interval=EVERY, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(typist.next_key)
    timer.start()
    application.exec()


def _unlock(panel_desk: PanelDesk) -> None:
    panel_desk.window.activateWindow()
    _wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    _keys(OPENS)
    _key(Qt.Key.Key_Return)
    _wait(lambda: panel_desk.session is not None)
    session, view = panel_desk.session, panel_desk.window.desk_view
    assert session is not None
    assert view is not None
    view.go(Place(PageKey.MEETING, session.reading.meetings.by_reference(NOVEMBERS).id))
    _wait(lambda: panel_desk.window.findChild(ItemPane) is not None)


def _wait(holds: Callable[[], bool]) -> None:
    patience = QDeadlineTimer(20_000)
    while not holds():
        assert not patience.hasExpired(), "the window did not come to it"
        QTest.qWait(5)


def _focus() -> QWidget:
    _wait(lambda: QApplication.focusWidget() is not None)
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(_focus(), key, modifier)


def _keys(text: str) -> None:
    QTest.keyClicks(_focus(), text)


class Typist:
    """Chooses the next key by chance, and keeps count of what must stand there."""

    def __init__(self, panel_desk: PanelDesk, witness: Path, chance: random.Random) -> None:
        session = panel_desk.session
        assert session is not None
        self._session, self._chance = session, chance
        self._meeting_id = session.reading.meetings.by_reference(NOVEMBERS).id
        self._pane = _child(panel_desk.window, ItemPane)
        self._line = _child(panel_desk.window, CaptureLine)
        self._window = panel_desk.window
        self._file = os.open(witness, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self.stands = self._seen()
        self._write(self.stands, typed=True)
        meeting = session.reading.meetings.meeting(self._meeting_id)
        self._numbers = {item.id: meeting.number(item.id) for item in meeting.items if item.needs_outcome}
        self._planned = ""
        self._rest: Iterator[str] = iter(())
        self._turning = ""
        self._busy = False

    def next_key(self) -> None:
        """One key; nothing while the window is coming to another item. A window that shows other words ends here."""
        if self._busy:
            return
        self._busy = True
        try:
            if self._turning:
                self._go_on()
            elif isinstance(QApplication.focusWidget(), LineEditor):
                self._in_line()
            else:
                self._in_words()
        except AssertionError as error:
            sys.stderr.write(f"{error}\n")
            os._exit(3)
        self._busy = False

    # In the words

    def _in_words(self) -> None:
        if not isinstance(QApplication.focusWidget(), WordsField):
            _key(Qt.Key.Key_Escape)
            return
        chosen = self._chance.random()
        if chosen < 0.03:
            _key(Qt.Key.Key_Escape)
        elif chosen < 0.06:
            self._press(Qt.Key.Key_Down, replace(self.stands, settled=False), _CONTROL, look=True)
        elif chosen < 0.10 and self.stands.cursor:
            self._press(Qt.Key.Key_Left, replace(self.stands, cursor=self.stands.cursor - 1))
        elif chosen < 0.13 and self.stands.cursor:
            self._press(Qt.Key.Key_Backspace, self._after("", back=1))
        elif chosen < 0.16:
            self._press(Qt.Key.Key_Return, self._after("\n"))
        else:
            self._type(self._chance.choice(_LETTERS), in_line=False)

    def _after(self, put: str, *, back: int = 0) -> Stands:
        now = self.stands
        parts = dict(now.texts.get(now.item, {}))
        text, at = parts.get(now.section, ""), now.cursor
        parts[now.section] = text[: at - back] + put + text[at:]
        texts = {**now.texts, now.item: {part: words for part, words in parts.items() if words}}
        return replace(now, texts=texts, cursor=at - back + len(put))

    # In the line

    def _in_line(self) -> None:
        letter = next(self._rest, None)
        if letter is not None:
            self._type(letter, in_line=True)
            return
        line = self.stands.line
        if line and line == self._planned and line.startswith("/go "):
            self._turning = self.stands.item
            self._press(Qt.Key.Key_Return, replace(self.stands, settled=False))
        elif line and line == self._planned:
            # The next key may come before the record has it: what is typed ahead must not be lost either.
            self._press(Qt.Key.Key_Return, replace(self.stands, line="", actions=self.stands.actions + 1))
        elif line:
            # Left over from before the last kill: begin the line again, as somebody would.
            for _ in line:
                self._press(Qt.Key.Key_Backspace, replace(self.stands, line=self.stands.line[:-1]))
        elif self._chance.random() < 0.5:
            self._to_words()
        else:
            others = [number for item, number in self._numbers.items() if item != self.stands.item]
            turns = self._chance.random() < 0.3
            to, action = f"/go {self._chance.choice(others)}", f"/a police: visit {self.stands.actions} by fri"
            self._planned = to if turns else action
            self._rest = iter(self._planned)

    def _to_words(self) -> None:
        for _ in range(8):
            _key(Qt.Key.Key_F6)
            if isinstance(QApplication.focusWidget(), WordsField):
                return
        raise AssertionError("F6 does not come to the words")

    def _go_on(self) -> None:
        """After Enter on ``/go 7.2``: the read-back is confirmed, and the room comes to the next item."""
        back = self._window.findChild(ReadBack)
        if back is not None and back.isVisible():
            QTest.keyClick(back, Qt.Key.Key_Return)
        elif self._seen().item != self._turning and not self._session.tasks.busy:
            self._turning = ""
            self.stands = self._looked()
            self._write(self.stands, typed=True)

    # Keys and their witness

    def _type(self, letter: str, *, in_line: bool) -> None:
        after = replace(self.stands, line=self.stands.line + letter) if in_line else self._after(letter)
        self._write(after, typed=False)
        _keys(letter)
        self._done(after)

    def _press(self, key: Qt.Key, after: Stands, modifier: Qt.KeyboardModifier = _NONE, *, look: bool = False) -> None:
        self._write(after, typed=False)
        _key(key, modifier)
        self._done(self._looked() if look else after)

    def _done(self, after: Stands) -> None:
        self._write(after, typed=True)
        if after.settled:
            self.stands = after

    def _write(self, stands: Stands, *, typed: bool) -> None:
        line = Witness(at=time.monotonic(), typed=typed, stands=stands)
        os.write(self._file, msgspec.json.encode(line) + b"\n")

    def _looked(self) -> Stands:
        """Where the window stands now, with the very words that were typed."""
        seen = self._seen()
        assert _bare(seen.texts) == _bare(self.stands.texts), f"typed {self.stands.texts}, shown {seen.texts}"
        return seen

    def _seen(self) -> Stands:
        """What the window shows now."""
        meeting = self._session.reading.meetings.meeting(self._meeting_id)
        words = self._pane.words()
        assert words is not None
        texts: dict[str, dict[str, str]] = {
            item.id: {part.value: text for part, text in item.notes.items()} for item in meeting.items
        }
        for part, text in words.texts.items():
            texts[words.item_id or ""][part.value] = text
        return Stands(
            item=words.item_id or "",
            section=words.section.value,
            cursor=words.cursor,
            texts={item: full for item, of in texts.items() if (full := {p: t for p, t in of.items() if t})},
            line=self._line.text(),
            actions=len(self._session.reading.actions.of_meeting(self._meeting_id)),
        )


def _bare(texts: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Without space around a part, which goes when it is recorded."""
    bare = {item: {part: text.strip() for part, text in of.items() if text.strip()} for item, of in texts.items()}
    return {item: of for item, of in bare.items() if of}


def _child(window: QWidget, kind: type[W]) -> W:
    found = window.findChild(kind)
    assert found is not None, f"the room has no {kind.__name__}"
    return found
