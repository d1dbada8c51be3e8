"""The Settings page: groups at the left, the one in hand at the right; each is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import ClassVar, cast

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group

_LINE, _WIDTH = 34, 216


class GroupLine(Struct, frozen=True):
    """One line at the left."""

    key: str
    words: str
    icon: str
    module: str
    name: str
    scrolls: bool = True
    """Whether it may be higher than the window; one with a table of its own fills the room instead."""


RECORD = (
    GroupLine("people", "People", "users", "people", "PeopleGroup", scrolls=False),
    GroupLine("seats", "Seats and roles", "building-2", "seats", "SeatsGroup", scrolls=False),
    GroupLine("panels", "Panels", "layers", "panels", "PanelsGroup", scrolls=False),
    GroupLine("language", "Language", "languages", "language", "LanguageGroup", scrolls=False),
    GroupLine("certificates", "Certificates", "badge-check", "certificates", "CertificatesGroup", scrolls=False),
)
DESK = (
    GroupLine("backups", "Backups", "database-backup", "backups", "BackupsGroup"),
    GroupLine("keys", "Opening the desk", "key-round", "keys", "KeysGroup"),
)
HERE = (
    GroupLine("appearance", "Appearance and lock", "contrast", "appearance", "AppearanceGroup"),
    GroupLine("computer", "This computer", "monitor", "computer", "ComputerGroup"),
    GroupLine("about", "About", "info", "about", "AboutGroup"),
)
PARTS = (("The record", RECORD), ("This desk", DESK), ("This window", HERE))


class SettingsPage(Page):
    """Goes from group to group; a group with something not kept yet asks first."""

    key: ClassVar[PageKey] = PageKey.SETTINGS
    title: ClassVar[str] = "Settings"
    icon: ClassVar[str] = "settings"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines = {line.key: line for _words, lines in PARTS for line in lines}
        self._buttons: dict[str, QPushButton] = {}
        self._groups: dict[str, Group] = {}
        self._shown: dict[str, QWidget] = {}
        self._here = ""
        self._stack = QStackedWidget()
        self._build()
        self.go_to(RECORD[0].key)

    @property
    def group(self) -> Group:
        """The group in sight."""
        return self._groups[self._here]

    def refresh(self) -> None:
        """Read the group in sight again."""
        self.group.refresh()

    def open(self, place: Place) -> None:
        """Go to the group of a key."""
        self.go_to(place.id)

    def commands(self) -> Sequence[Command]:
        """Each group, and what the one in sight can do."""
        groups = (
            Command(words=f"Settings: {line.words}", run=partial(self.go_to, key)) for key, line in self._lines.items()
        )
        return (*self.group.commands(), *groups)

    def leave(self) -> bool:
        """As the group in sight says."""
        return self.group.leave()

    def go_to(self, key: str) -> None:
        """Show a group, unless the one in sight must be asked about first."""
        if key not in self._lines or (self._here and key != self._here and not self.group.leave()):
            key = self._here
        if key not in self._groups:
            self._make(key)
        self._here = key
        self._stack.setCurrentWidget(self._shown[key])
        for name, line in self._buttons.items():
            line.setChecked(name == key)
            set_icon(line, self._lines[name].icon, Tone.ACCENT if name == key else None, size=18)
        self.group.refresh()
        self.commands_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """↑ and ↓ move along the groups."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        lines = list(self._buttons.values())
        at = next((i for i, line in enumerate(lines) if line.hasFocus()), -1)
        if step is None or at < 0:
            super().keyPressEvent(event)
            return
        lines[(at + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        restyle(self, role="page")
        column = spaced(QVBoxLayout(self), (28, 20, 28, 20), 16)
        column.addWidget(PageHeader(self.title))
        row = spaced(QHBoxLayout(), spacing=24)
        row.addWidget(measured(scrolled(self._build_lines(), "Groups of settings"), width=_WIDTH))
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)

    def _build_lines(self) -> QWidget:
        lines = QFrame()
        column = spaced(QVBoxLayout(lines), (0, 0, 12, 0), 0)
        for words, part in PARTS:
            column.addWidget(Words(words.upper(), WordsRole.SECTION))
            column.addSpacing(4)
            for line in part:
                column.addWidget(self._button(line))
            column.addSpacing(16)
        column.addStretch(1)
        return lines

    def _button(self, line: GroupLine) -> QPushButton:
        made = QPushButton(line.words)
        made.setAccessibleName(line.words)
        made.setCheckable(True)
        made.setAutoDefault(False)
        measured(made, height=_LINE)
        restyle(made, role="nav")
        set_icon(made, line.icon, size=18)
        made.clicked.connect(lambda _checked=False: self.go_to(line.key))
        self._buttons[line.key] = made
        return made

    def _make(self, key: str) -> None:
        line = self._lines[key]
        module = import_module(f"panel_desk.ui.workspaces.settings.{line.module}")
        made = cast("type[Group]", getattr(module, line.name))(self._session)
        self._groups[key] = made
        self._shown[key] = scrolled(made, line.words) if line.scrolls else made
        self._stack.addWidget(self._shown[key])
