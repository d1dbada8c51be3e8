"""Cards: a surface with a hairline round it, for one thing each."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import restyle
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.words import Words, WordsRole


class Divider(QFrame):
    """A hairline, lying or upright."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "upright divider" if upright else "divider")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Card(QFrame):
    """A surface. What belongs on it goes into ``body``; a title gets a line of its own above a hairline.

    ``padded`` leaves 16 px round the body; a table or a list that reaches the edges does without.
    """

    def __init__(self, title: str = "", aside: str = "", *, padded: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._title = Words(title, WordsRole.STRONG)
        self._aside = Words(aside, WordsRole.MUTED)
        self._outer = spaced(QVBoxLayout(self), (1, 1, 1, 1), 0)
        self._head = QWidget()
        measured(self._head, min_height=40)
        self.head_row = spaced(QHBoxLayout(self._head), (15, 4, 15, 4), 12)
        """The row of the title; a page may add a button or a bar to its end."""
        self.head_row.addWidget(self._title)
        self.head_row.addStretch(1)
        self.head_row.addWidget(self._aside)
        self._line = Divider()
        self._outer.addWidget(self._head)
        self._outer.addWidget(self._line)
        margin = 15 if padded else 0
        self.body: QVBoxLayout = spaced(QVBoxLayout(), (margin, margin, margin, margin), 8 if padded else 0)
        self._outer.addLayout(self.body, 1)
        self._show_head()

    def set_title(self, text: str) -> None:
        """Show another title; none hides its line."""
        self._title.set_text(text)
        self._show_head()

    def set_aside(self, text: str) -> None:
        """Show other words at the right of the title."""
        self._aside.set_text(text)
        self._show_head()

    def set_aside_tone(self, tone: Tone | None) -> None:
        """Colour the words at the right by a meaning, which they must say too."""
        self._aside.set_tone(tone)

    def add_to_head(self, widget: QWidget, *, stretch: bool = False) -> None:
        """Put a widget into the row of the title, before the words at the right."""
        if stretch:
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, widget.sizePolicy().verticalPolicy())
        self.head_row.insertWidget(self.head_row.count() - 1, widget)
        self._head.show()
        self._line.show()

    def set_tone(self, tone: Tone | None) -> None:
        """Mark the card's left edge with a meaning, which its words must say too."""
        restyle(self, tone=tone.value if tone else "")

    def _show_head(self) -> None:
        told = bool(self._title.text() or self._aside.text()) or self.head_row.count() > 3  # title, stretch, aside
        self._aside.setVisible(bool(self._aside.text()))
        self._head.setVisible(told)
        self._line.setVisible(told)
