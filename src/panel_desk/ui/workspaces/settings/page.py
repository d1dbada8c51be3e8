"""The Settings page: groups at the left, the one in hand at the right; each is made when it is first gone to."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import ClassVar, cast

from msgspec import Struct
from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from panel_desk.ui.page import Page
from panel_desk.ui.places import Command, PageKey, Place
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px, restyle, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.fields import choice, set_choices
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.settings.group import Group

_LINE, _WIDTH, _NARROW = 34, 216, 860


class GroupLine(Struct, frozen=True):
    """One line at the left."""

    key: str
    words: str
    icon: str
    module: str
    name: str


RECORD = (
    GroupLine("people", "People", "users", "people", "PeopleGroup"),
    GroupLine("seats", "Seats and roles", "building-2", "seats", "SeatsGroup"),
    GroupLine("panels", "Panels", "layers", "panels", "PanelsGroup"),
    GroupLine("language", "Language", "languages", "language", "LanguageGroup"),
    GroupLine("certificates", "Certificates", "badge-check", "certificates", "CertificatesGroup"),
    GroupLine("records", "Records", "archive", "records", "RecordsGroup"),
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


class _Groups(QStackedWidget):
    """Takes the height there is: a stack would ask for what its groups would like, and make the whole page scroll."""

    def hasHeightForWidth(self) -> bool:
        """It does not."""
        return False


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
        self._stack = _Groups()
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

    def unkept(self) -> str:
        """As every group says that was opened."""
        return " ".join(filter(None, (group.unkept() for group in self._groups.values())))

    def go_to(self, key: str) -> None:
        """Show a group, unless the one in sight must be asked about first."""
        if key not in self._lines or (self._here and key != self._here and not self.group.leave()):
            key = self._here
        if key not in self._groups:
            self._make(key)
        self._here = key
        self._show_only(key)
        set_choices(self._choice, [(name, line.words) for name, line in self._lines.items()], key)
        for name, line in self._buttons.items():
            line.setChecked(name == key)
            set_icon(line, self._lines[name].icon, Tone.ACCENT if name == key else None, size=18)
        self.group.refresh()
        self.commands_changed.emit()

    def _show_only(self, key: str) -> None:
        """Show a group; those behind it ask for no room, or the widest would make every other one scroll."""
        for name, widget in self._shown.items():
            policy = QSizePolicy.Policy.Preferred if name == key else QSizePolicy.Policy.Ignored
            widget.setSizePolicy(policy, policy)
        self._stack.setCurrentWidget(self._shown[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the page is narrow or the text large, the groups are chosen above and not at the side."""
        super().resizeEvent(event)
        self._place_groups()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._here:
            self._place_groups()

    def _place_groups(self) -> None:
        narrow = self.width() < px(_NARROW)
        self._side.setVisible(not narrow)
        self._choice.setVisible(narrow)

    def _build(self) -> None:
        restyle(self, role="page")
        column = spaced(QVBoxLayout(self), (28, 20, 28, 20), 16)
        column.addWidget(PageHeader(self.title))
        self._choice = choice([(key, line.words) for key, line in self._lines.items()], name="Group of settings")
        self._choice.currentIndexChanged.connect(lambda _at: self.go_to(self._choice.currentData()))
        column.addWidget(self._choice)
        row = spaced(QHBoxLayout(), spacing=24)
        self._side = measured(scrolled(self._build_lines(), "Groups of settings"), width=_WIDTH)
        row.addWidget(self._side)
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
        made.setAutoExclusive(True)
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
        self._shown[key] = scrolled(made, line.words)
        self._stack.addWidget(self._shown[key])
