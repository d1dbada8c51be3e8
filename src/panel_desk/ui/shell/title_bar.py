"""The strip on top: the protective marking, the way to find anything, who is at the desk, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from panel_desk.services.desk import AtTheDesk
from panel_desk.ui.theme.current import px, restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button, name_button, tool_button
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip

_HEIGHT, _FINDER, _NARROW, _LEAST = 40, 420, 860, 520
_FIND = "Find a child, meeting, action or command"


class TitleBar(QFrame):
    """What stands above every page."""

    find_wanted = Signal()
    lock_wanted = Signal()
    who_wanted = Signal()
    names_wanted = Signal(bool)
    help_wanted = Signal()
    desk_wanted = Signal()
    """Where no desk is open: somebody who only read minutes wants one."""

    def __init__(
        self, marking: str, who: AtTheDesk | None, *, fictional: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._who: QPushButton | None = None
        self._who_words = self._who_spoken = ""
        restyle(self, role="title bar")
        measured(self, height=_HEIGHT)
        row = spaced(QHBoxLayout(self), (16, 0, 12, 0), 12)
        self._product = Words("Panel Desk", WordsRole.STRONG)
        row.addWidget(self._product)
        row.addWidget(Words(f"{marking} · FICTIONAL" if fictional else marking, WordsRole.MARKING))
        row.addStretch(1)
        if who is not None:
            self._find = self._finder()
            row.addWidget(self._find, 4)
        row.addStretch(1)
        if who is not None:
            self._add_person(row, who)
        else:
            row.addWidget(button("Open or make a desk", self.desk_wanted.emit, icon="lock-open"))
        row.addWidget(tool_button("circle-question-mark", "Help for this page (F1)", self.help_wanted.emit))
        if who is not None:
            row.addWidget(tool_button("lock", "Lock (Ctrl+L)", self.lock_wanted.emit))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can make itself: it must not make the window wider than the screen."""
        return QSize(px(_LEAST), px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow for its text the marking stays whole, and the rest gives way."""
        super().resizeEvent(event)
        narrow = self.width() < px(_NARROW)
        self._product.setHidden(narrow)
        if self._who is not None:
            name_button(self._who, "" if narrow else self._who_words)
            set_icon(self._who, "user" if narrow else "", size=18)
            self._who.setAccessibleName(self._who_spoken)
            set_tip(self._who, self._who_words if narrow else "")
            name_button(self._find, "Find" if narrow else _FIND)
            self._find.setAccessibleName(_FIND)
            self._find_keys.setHidden(narrow)

    def show_names(self, *, shown: bool) -> None:
        """Say whether names stand in place of initials."""
        self._names.setChecked(shown)
        set_icon(self._names, "eye" if shown else "eye-off", Tone.AMBER if shown else None)
        words = "Names are shown. Press to return to initials" if shown else "Show names (or hold Alt)"
        set_tip(self._names, words)
        self._names.setAccessibleName(words)

    def show_who(self, who: AtTheDesk) -> None:
        """Who is at the desk now."""
        self._who_words = f"{who.person.name} · {who.role.value.capitalize()}"
        self._who_spoken = f"At the desk: {who.person.name}, {who.role.value}. Press to change"
        if self._who is not None:
            name_button(self._who, "" if self.width() < px(_NARROW) else self._who_words)
            self._who.setAccessibleName(self._who_spoken)

    def _finder(self) -> QPushButton:
        finder = button(_FIND, self.find_wanted.emit, icon="search")
        restyle(finder, role="finder")
        finder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        measured(finder, max_width=_FINDER, min_width=100)
        inside = spaced(QHBoxLayout(finder), (0, 0, 10, 0))
        inside.addStretch()
        self._find_keys = Words("Ctrl K", WordsRole.SMALL)
        inside.addWidget(self._find_keys)
        return finder

    def _add_person(self, row: QHBoxLayout, who: AtTheDesk) -> None:
        self._names = tool_button("eye-off", "Show names (or hold Alt)", lambda: None)
        self._names.setCheckable(True)
        self._names.clicked.connect(self.names_wanted)
        row.addWidget(self._names)
        self._who = button("", self.who_wanted.emit)
        restyle(self._who, role="nav")
        row.addWidget(self._who)
        self.show_who(who)
