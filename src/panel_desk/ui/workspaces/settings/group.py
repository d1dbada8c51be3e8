"""What every group of the settings is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

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
        self._heads: list[QWidget] = []
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

    def unkept(self) -> str:
        """What would be lost if the window were closed now; empty where nothing would."""
        return ""

    @property
    def may_change(self) -> bool:
        """Whether who is at the desk may change the record here."""
        return not self.of_record or self.session.can(Permission.SET_UP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the heading where they do not fit beside it."""
        super().resizeEvent(event)
        self._place_head()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._heads:
            self._place_head()

    def _place_head(self) -> None:
        wide = sum(widget.sizeHint().width() + self._head.spacing() for widget in self._heads)
        way = QBoxLayout.Direction.TopToBottom if wide > self.width() else QBoxLayout.Direction.LeftToRight
        if self._head.direction() is not way:
            self._head.setDirection(way)

    def _build(self) -> None:
        raise NotImplementedError

    def _add_head(self, *buttons: QWidget, beside: QWidget | None = None) -> None:
        """The heading, what stands beside it, the group's buttons at the right, and its sentence below."""
        self._head = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=12)
        self._heads = [Words(self.words, WordsRole.HEADING)]
        if beside is not None:
            self._heads.append(beside)
        for widget in self._heads:
            self._head.addWidget(widget)
        self._head.addStretch(1)
        if buttons:
            self._heads.append(flow_row(*buttons, spacing=12))
            self._head.addWidget(self._heads[-1])
        self.column.addLayout(self._head)
        self.column.addWidget(measured(Words(self.sentence, WordsRole.MUTED, wrap=True), max_width=_READING_WIDTH))
        if not self.may_change:
            self.column.addWidget(Words("Only the administrator changes these settings.", WordsRole.MUTED))
