"""What every group of the settings is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.permissions import Permission
from panel_desk.ui.places import Command
from panel_desk.ui.session import Session
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole

_READING_WIDTH = 760


class Group(QWidget):
    """One group: a heading, a sentence that says what it is for, its buttons, and what it holds."""

    key: ClassVar[str]
    """Names it in a ``Place``: ``people``."""
    words: ClassVar[str]
    sentence: ClassVar[str]
    icon: ClassVar[str]
    of_record: ClassVar[bool] = True
    """Whether it changes the record; the rest is this computer's alone."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setAccessibleName(self.words)
        self.column = spaced(QVBoxLayout(self), (0, 0, 0, 0), 16)
        self._build()

    def refresh(self) -> None:
        """Read again and show."""

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return ()

    def leave(self) -> bool:
        """Whether the group may be left."""
        return True

    @property
    def may_change(self) -> bool:
        """Whether who is at the desk may change the record here."""
        return not self.of_record or self.session.can(Permission.SET_UP)

    def _build(self) -> None:
        raise NotImplementedError

    def _add_head(self, *buttons: QWidget, beside: QWidget | None = None) -> None:
        """The heading, what stands beside it, the group's buttons at the right, and its sentence below."""
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(Words(self.words, WordsRole.HEADING))
        if beside is not None:
            row.addWidget(beside)
        row.addStretch(1)
        if buttons:
            row.addWidget(flow_row(*buttons, spacing=12), 0, Qt.AlignmentFlag.AlignRight)
        self.column.addLayout(row)
        self.column.addWidget(measured(Words(self.sentence, WordsRole.MUTED, wrap=True), max_width=_READING_WIDTH))
        if not self.may_change:
            self.column.addWidget(Words("Only the administrator changes these settings.", WordsRole.MUTED))
