"""Plays a script into the meeting room of the real window, by keys alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from tests.journeys.keyboard import Keyboard
from tests.journeys.room_recorded import check
from tests.journeys.room_script import RoomClock, Step, Typed

from panel_desk.ui.app import PanelDesk
from panel_desk.ui.workspaces.meeting.item.words_field import WordsField
from panel_desk.ui.workspaces.meeting.line.capture_line import CaptureLine
from panel_desk.ui.workspaces.meeting.line.line_aside import LineAside
from panel_desk.ui.workspaces.meeting.line.line_editor import LineEditor
from panel_desk.ui.workspaces.meeting.line.read_back import ReadBack

CONTROL = Qt.KeyboardModifier.ControlModifier
_PANES = 8
"""F6 goes round them."""


class RoomTyping:
    """The minute-taker: the line, the words, Enter, and now and then F6."""

    def __init__(self, application: PanelDesk, keys: Keyboard, clock: RoomClock) -> None:
        self._application, self._keys, self._clock = application, keys, clock
        self.read_back: list[tuple[str, ...]] = []
        """What was read back before each turn."""

    def play(self, steps: Iterable[Step]) -> None:
        """Every step, each seen to have done what the script says."""
        for step in steps:
            self._clock.set(step.at)
            match step.typed:
                case Typed.LINE:
                    self.enter(step)
                case Typed.WORDS:
                    self._say(step.text)
                case Typed.ACTION_OF_WORDS:
                    self._make_action(step)
                case Typed.CHECK:
                    session = self._application.session
                    assert session is not None
                    check(session.reading, step)

    def enter(self, step: Step) -> None:
        """A line and Enter; one that must be refused stays, says why, and is wiped."""
        if step.text.startswith("/open "):
            self._open(step.text.removeprefix("/open "))
            return
        self.to_line()
        self._keys.type(step.text)
        self._keys.key(Qt.Key.Key_Return)
        self._settled(step)

    def to_line(self) -> None:
        """Esc, from wherever the keys go."""
        for _ in range(_PANES):
            if isinstance(QApplication.focusWidget(), LineEditor):
                return
            self._keys.key(Qt.Key.Key_Escape)
        raise AssertionError("Esc does not come back to the line")

    def to_words(self) -> WordsField:
        """F6, until the words have the keys."""
        for _ in range(_PANES):
            found = QApplication.focusWidget()
            if isinstance(found, WordsField):
                return found
            self._keys.key(Qt.Key.Key_F6)
        raise AssertionError("F6 does not come to the words")

    def _open(self, surname: str) -> None:
        """Before the meeting the seats are in sight instead of the line: who presides is chosen, then Ctrl+Enter."""
        box = self._keys.to("Who presides")
        assert isinstance(box, QComboBox)
        (place,) = [n for n in range(box.count()) if surname in box.itemText(n).casefold()]
        self._keys.key(Qt.Key.Key_Home)
        for _ in range(place):
            self._keys.key(Qt.Key.Key_Down)
        self._keys.key(Qt.Key.Key_Return, CONTROL)
        self._keys.settled()
        self._keys.until(lambda: isinstance(QApplication.focusWidget(), LineEditor))

    def _settled(self, step: Step) -> None:
        self._keys.settled()
        back = self._application.window.findChild(ReadBack)
        if back is not None and back.isVisible():
            self.read_back.append(back.words)
            self._keys.key(Qt.Key.Key_Return)
            self._keys.settled()
        left, told = self._line.text(), self._told()
        assert bool(left) == bool(step.refused), f"line {step.number}: {step.text!r}: {told or 'was not refused'}"
        if step.refused:
            assert step.refused.casefold() in told.casefold(), f"line {step.number}: {told}"
            self._keys.key(Qt.Key.Key_A, CONTROL)
            self._keys.key(Qt.Key.Key_Delete)

    @property
    def _line(self) -> CaptureLine:
        found = self._application.window.findChild(CaptureLine)
        assert found is not None
        return found

    def _told(self) -> str:
        return " ".join(aside.sentence for aside in self._line.findChildren(LineAside) if aside.isVisible())

    def _say(self, text: str) -> None:
        """A paragraph at the end of the part in hand."""
        field = self.to_words()
        self._keys.key(Qt.Key.Key_End, CONTROL)
        if field.text():
            self._keys.key(Qt.Key.Key_Return)
            self._keys.key(Qt.Key.Key_Return)
        self._keys.type(text)
        self.to_line()

    def _make_action(self, step: Step) -> None:
        """Ctrl+Enter in the paragraph brings it into the line, where it is put into an action's words."""
        self.to_words()
        self._keys.key(Qt.Key.Key_Return, CONTROL)
        self._keys.until(lambda: isinstance(QApplication.focusWidget(), LineEditor))
        self._keys.key(Qt.Key.Key_A, CONTROL)
        self._keys.type(step.text)
        self._keys.key(Qt.Key.Key_Return)
        self._settled(step)
