"""Words on a page: a label that never reads its text as markup."""

from __future__ import annotations

import html
from enum import Enum
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from panel_desk.ui.theme.current import restyle
from panel_desk.ui.theme.tones import Tone

_LEAST_ELIDED: Final = 4
"""An elided label keeps room for about this many letters."""


class WordsRole(Enum):
    """What the words are for; the stylesheet gives each its size and weight."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    FIGURE = "figure"
    """A number as large as a title, which heads nothing."""
    READ_BACK = "read back"
    """Sentences that are read from across the room."""
    SECTION = "section"
    """The small capitals above a group."""
    LARGE = "large"
    STRONG = "strong"
    MUTED = "muted"
    SMALL = "small"
    MARKING = "marking"
    PROBLEM = "problem"


def plain_tip(text: str) -> str:
    """Text for a tooltip, which Qt would otherwise read as markup when it looks like it."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


def set_tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip and, for those who hear the screen, the same words as its description."""
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleDescription(text)


class Words(QLabel):
    """Plain text in one of the roles. With ``elide`` a text too long is shortened and shows whole in a tooltip."""

    def __init__(
        self,
        text: str = "",
        role: WordsRole = WordsRole.BODY,
        *,
        wrap: bool = False,
        selectable: bool = False,
        elide: bool = False,
        tone: Tone | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role.value)
        self.setWordWrap(wrap)
        self._elide = elide
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        if selectable:
            by = Qt.TextInteractionFlag
            self.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
        if tone is not None:
            self.setProperty("tone", tone.value)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self.setText(text)

    def set_tone(self, tone: Tone | None) -> None:
        """Colour the words by a meaning, which the words themselves must say too."""
        if (self.property("tone") or "") != (tone.value if tone else ""):
            restyle(self, tone=tone.value if tone else "")

    def set_role(self, role: WordsRole) -> None:
        """Give the words another role."""
        if self.property("role") != role.value:
            restyle(self, role=role.value)

    def minimumSizeHint(self) -> QSize:
        """As Qt's, but an elided label gives way."""
        hint = super().minimumSizeHint()
        if self._elide:
            hint.setWidth(min(hint.width(), self.fontMetrics().averageCharWidth() * _LEAST_ELIDED))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened where it may be."""
        if not self._elide or self.wordWrap():
            super().paintEvent(event)
            return
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
