"""The five figures at the head of the page, each with what it is a share of, and the way to the episodes behind it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.widgets.buttons import link, name_button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.words import Words, WordsRole, set_tip
from panel_desk.ui.workspaces.missing.view_values import FigureView

_NARROWEST, _GAP = 172, 12
_LINK_HEIGHT, _LINK_MARGIN = 24, 4


class FigureCard(Card):
    """A large figure, what it counts (a link to what is behind it), and of how many."""

    followed = Signal(str)
    """The key of the figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._key = ""
        self._figure = Words("", WordsRole.FIGURE)
        self._words = link("", lambda: self.followed.emit(self._key))
        self._detail = Words("", WordsRole.MUTED, wrap=True)
        self._detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        measured(self._words, height=_LINK_HEIGHT)
        column = spaced(QVBoxLayout(), (15, 8, 15, 12), 0)
        column.addWidget(self._figure)
        # A link has a margin of its own: it begins where the figure does.
        line = spaced(QHBoxLayout(), (0, 0, 0, 0), 0)
        line.addSpacing(-px(_LINK_MARGIN))
        line.addWidget(self._words)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self._detail)
        column.addStretch(1)
        self.body.addLayout(column)

    def show_figure(self, view: FigureView) -> None:
        """Show another figure."""
        self._key = view.key
        self._figure.set_text(view.figure)
        self._figure.set_tone(view.tone)
        name_button(self._words, view.words)
        spoken = f"{view.figure} {view.words}: {view.detail}" if view.detail else f"{view.figure} {view.words}"
        self._words.setAccessibleName(spoken)
        set_tip(self._words, view.tip)
        self._detail.set_text(view.detail)
        self.setAccessibleName(spoken)


class FigureRow(QWidget):
    """Figures of one width beside each other; as many in a row as find room."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = spaced(QGridLayout(self), spacing=_GAP)
        self._cards: list[FigureCard] = []
        self._across = 0

    @property
    def cards(self) -> tuple[FigureCard, ...]:
        """From the left."""
        return tuple(self._cards)

    def show_figures(self, figures: Sequence[FigureView]) -> None:
        """Show these; there are always as many of them."""
        while len(self._cards) < len(figures):
            card = FigureCard()
            card.followed.connect(self.followed.emit)
            self._cards.append(card)
            self._across = 0
        for card, figure in zip(self._cards, figures, strict=True):
            card.show_figure(figure)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as find room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        count = len(self._cards)
        most = max(min((self.width() + px(_GAP)) // (px(_NARROWEST) + px(_GAP)), count), 1)
        # Rows as even as they can be: three and two rather than four and one.
        across = -(-count // -(-count // most)) if count else 0
        if across == self._across or not count:
            return
        self._across = across
        for card in self._cards:
            self._grid.removeWidget(card)
        for column in range(count):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // across, at % across)
            card.show()
