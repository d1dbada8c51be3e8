"""The rail: the pages by name, with what waits on each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from panel_desk.ui.places import PageKey
from panel_desk.ui.shell.pages import RAIL, RailLine
from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip

_WIDTH, _NARROW, _QUIET, _LINE = 196, 84, 56, 36


class RailButton(QPushButton):
    """One line: icon, word, and a count where something waits."""

    def __init__(self, line: RailLine, parent: QWidget) -> None:
        super().__init__(line.words, parent)
        self.line = line
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        measured(self, height=_LINE)
        restyle(self, role="nav")
        set_icon(self, line.icon, size=18)
        self._count = Chip("", Tone.RED)
        self._count.hide()
        self._live = Words("●", WordsRole.SMALL, tone=Tone.GREEN)
        self._live.hide()
        self._waiting, self._what = 0, ""
        self._state = ""
        self._quiet = False
        row = spaced(QHBoxLayout(self), (0, 0, 6, 0), 0)
        row.addStretch()
        row.addWidget(self._live)
        row.addWidget(self._count)
        self._show_marks()

    def set_narrow(self, *, narrow: bool, quiet: bool = False) -> None:
        """Only the icon and the marks, or with ``quiet`` no count either; the name is still spoken."""
        self._quiet = quiet
        self.setText("" if narrow else self.line.words)
        set_icon(self, self.line.icon, Tone.ACCENT if self.isChecked() else None, size=18)
        self._show_marks()

    def set_count(self, count: int, what: str = "") -> None:
        """How many wait, and in words what they are; nothing is shown for none."""
        if (count, what) != (self._waiting, self._what):
            self._waiting, self._what = count, what
            self._count.set(str(count), Tone.RED)
            self._show_marks()

    def set_live(self, state: str) -> None:
        """Something goes on there now, with the words that say what; empty: nothing does."""
        if state != self._state:
            self._state = state
            self._show_marks()

    def _show_marks(self) -> None:
        self._count.setVisible(self._waiting > 0 and not self._quiet)
        self._live.setVisible(bool(self._state))
        waiting = (self._what or f"{self._waiting} waiting") if self._waiting else ""
        spoken = ", ".join(part for part in (self.line.words, self._state, waiting) if part)
        self.setAccessibleName(spoken)
        set_tip(self, f"{spoken} · {self.line.shortcut}")


class Rail(QFrame):
    """All lines of the rail; ↑ and ↓ move along it."""

    chosen = Signal(object)
    """The ``PageKey`` that was pressed."""

    def __init__(self, keys: frozenset[PageKey], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        restyle(self, role="rail")
        measured(self, width=_WIDTH)
        self.setAccessibleName("Pages")
        self._narrow = (False, False)
        column = spaced(QVBoxLayout(self), (8, 12, 8, 12), 0)
        self._buttons: dict[PageKey, RailButton] = {}
        for line in RAIL:
            if line.key is PageKey.SETTINGS:
                column.addStretch()
            if line.key in keys:
                column.addWidget(self._button(line))

    def set_narrow(self, *, narrow: bool, quiet: bool = False) -> None:
        """Give the page the room that the words take, and with ``quiet`` that of the counts too."""
        if (narrow, quiet) != self._narrow:
            self._narrow = narrow, quiet
            measured(self, width=_QUIET if quiet else _NARROW if narrow else _WIDTH)
            for button in self._buttons.values():
                button.set_narrow(narrow=narrow, quiet=quiet)

    def show_chosen(self, key: PageKey) -> None:
        """Mark the page that is in sight."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        for shown, button in self._buttons.items():
            set_icon(button, button.line.icon, Tone.ACCENT if shown is key else None, size=18)

    def set_counts(self, counts: Mapping[PageKey, tuple[int, str]]) -> None:
        """How many wait on each page, and in words what they are where “waiting” is not enough."""
        for key, button in self._buttons.items():
            button.set_count(*counts.get(key, (0, "")))

    def set_live(self, key: PageKey | None, state: str) -> None:
        """Where something goes on now, and what; None: nowhere."""
        for shown, button in self._buttons.items():
            button.set_live(state if shown is key else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the rail."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), 0)
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, line: RailLine) -> RailButton:
        button = RailButton(line, self)
        button.clicked.connect(lambda _checked=False, key=line.key: self.chosen.emit(key))
        self._buttons[line.key] = button
        return button
