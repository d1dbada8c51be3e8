"""The head of a page: its title, a chip, a line beside it, and the page's buttons at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.words import Words, WordsRole


class PageHeader(QWidget):
    """Title, chip and aside; the buttons, and then the aside, go to lines of their own where the page is too narrow."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(title, WordsRole.TITLE, elide=True)
        self._chip = Chip("", parent=self)
        self._aside = Words("", WordsRole.MUTED, wrap=True)
        self._actions = flow_row(spacing=12)
        self._placed: tuple[bool, bool] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        measured(self, min_height=40)
        self._grid = spaced(QGridLayout(self), spacing=12)
        self._grid.setColumnStretch(1, 1)
        head = QWidget()
        row = self._row = spaced(QHBoxLayout(head), spacing=12)
        row.addWidget(self._title)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._head = head
        self._place()

    def title(self) -> str:
        """The title as shown."""
        return self._title.text()

    def set_title(self, text: str) -> None:
        """Show another title."""
        self._title.set_text(text)
        self._place()

    def set_aside(self, text: str) -> None:
        """Show other words beside the title."""
        self._aside.set_text(text)
        self._place()

    def set_chip(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        """Show a chip after the title; no words hide it."""
        self._chip.set(text, tone, icon)
        self._place()

    def add_action(self, action: QAbstractButton | QWidget) -> None:
        """Put a button at the right, after those there are; the primary one goes last."""
        layout = self._actions.layout()
        if layout is not None:
            layout.addWidget(action)
        action.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again at the room when a button is shown or hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._place()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """As high as it is at the width it has: buttons may wrap to more lines than Qt reckons with."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at the room."""
        super().resizeEvent(event)
        self._place()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self._placed is not None:
            self._place()

    def _place(self) -> None:
        gap = px(12)
        chip = self._chip.sizeHint().width() + gap if self._chip.text() else 0
        title = self._title.fontMetrics().horizontalAdvance(self._title.text()) + chip + px(4)
        # Longer than the page is wide, a title goes on in a second line, and a long file name is shortened.
        self._title.setWordWrap(title > self.width() and " " in self._title.text())
        self._row.setStretch(0, 1 if self._title.wordWrap() else 0)
        aside = self._aside.fontMetrics().horizontalAdvance(self._aside.text()) + gap if self._aside.text() else 0
        actions = self._actions.sizeHint().width() + gap
        aside_below = bool(aside) and title + aside + actions > self.width()
        actions_below = title + actions > self.width()
        if (aside_below, actions_below) == self._placed:
            return
        self._placed = (aside_below, actions_below)
        for widget in (self._head, self._aside, self._actions):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self._head, 0, 0, 1, 3 if actions_below else (2 if aside_below else 1))
        at = Qt.AlignmentFlag.AlignVCenter
        if aside_below:
            self._grid.addWidget(self._aside, 1, 0, 1, 3)
        else:
            self._grid.addWidget(self._aside, 0, 1, at)
        if actions_below:
            self._grid.addWidget(self._actions, 2, 0, 1, 3)
        else:
            self._grid.addWidget(self._actions, 0, 2, at | Qt.AlignmentFlag.AlignRight)
