"""What the details of an objective and of a place are put together from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole


class DetailCard(Card):
    """A heading with a chip, lines of facts, a row of buttons, and below them what its subclass adds to ``column``."""

    def __init__(self, name: str, icon: str, nothing_chosen: str, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName(name)
        content = QWidget()
        self.column: QVBoxLayout = spaced(QVBoxLayout(content), (16, 16, 16, 16), 12)
        self._heading, self._chip = Words("", WordsRole.HEADING, wrap=True, selectable=True), Chip()
        head = spaced(QHBoxLayout(), spacing=12)
        head.addWidget(self._heading, 1)
        head.addWidget(self._chip)
        self.column.addLayout(head)
        self._facts = spaced(QVBoxLayout(), spacing=2)
        self.column.addLayout(self._facts)
        self._buttons = flow_row(spacing=8)
        self.column.addWidget(self._buttons)
        self._lines: list[QWidget] = []
        self._area = scrolled(content, name)
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(EmptyState(icon, nothing_chosen))
        self._stack.addWidget(self._area)
        self.body.addWidget(holder)

    def add_deed(self, made: QWidget) -> None:
        """Put a button into the row."""
        row = self._buttons.layout()
        if row is not None:
            row.addWidget(made)

    def show_deeds(self, *, shown: bool) -> None:
        """Show the buttons or not."""
        self._buttons.setVisible(shown)

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._stack.setCurrentIndex(0)

    def show_head(self, heading: str, chip: tuple[str, Tone], facts: Sequence[tuple[str, WordsRole]]) -> None:
        """Heading, chip and facts; a chip without words is hidden, and an empty fact has no line."""
        self._stack.setCurrentIndex(1)
        self._heading.set_text(heading)
        self._chip.set(*chip)
        refill(self._facts, self._lines, [Words(t, role, wrap=True, selectable=True) for t, role in facts if t])


def section(words: str) -> Words:
    """A small heading inside a detail."""
    return Words(words, WordsRole.SECTION)


def refill(layout: QVBoxLayout, shown: list[QWidget], wanted: Sequence[QWidget]) -> None:
    """Show other widgets in a column.

    Args:
        layout: The column.
        shown: What it shows; holds the new ones afterwards.
        wanted: What it is to show.
    """
    for old in shown:
        layout.removeWidget(old)
        old.hide()
        old.deleteLater()
    shown[:] = wanted
    for made in wanted:
        layout.addWidget(made)
