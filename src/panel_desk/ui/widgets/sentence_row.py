"""Sentences with one button each, as Today says what is due."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import px, set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button as make_button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.words import Words, WordsRole


class SentenceRow(QFrame):
    """An icon in a tone, a sentence, a line of detail, a chip and a button.

    The keyboard stops once: at the button, or at the row where there is none.
    """

    moved = Signal(int)
    """↑ (-1) or ↓ (+1) was pressed on it."""

    def __init__(
        self,
        icon: str,
        title: str,
        detail: str = "",
        *,
        chip: tuple[str, Tone] | None = None,
        button: tuple[str, Callable[[], None]] | None = None,
        primary: bool = False,
        tone: Tone = Tone.NEUTRAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "sentence row")
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self._button = make_button(button[0], button[1], primary=primary) if button else None
        mark = QLabel()
        set_icon(mark, icon, tone, 20)
        measured(mark, width=32)
        self._title = Words(title, WordsRole.STRONG, wrap=True)
        self._detail = Words(detail, WordsRole.MUTED, wrap=True)
        if not detail:
            self._detail.hide()
        self._row = spaced(QHBoxLayout(self), (14, 8, 14, 8), 12)
        self._row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._words = spaced(QVBoxLayout(), spacing=0)
        self._words.addStretch(1)
        self._words.addWidget(self._title)
        self._words.addWidget(self._detail)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._end = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=12)
        self._row.addLayout(self._end)
        self._add_end(chip, title)
        measured(self, min_height=62 if detail else 46)

    def stop(self) -> QWidget:
        """Where the keyboard stops."""
        return self._button or self

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys and Enter on the button."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._take(event):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys on a row without a button."""
        if not self._take(event):
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is the button."""
        if self._button is not None and self._button.isEnabled():
            self._button.click()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put chip and button under each other where the row is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < px(560)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._end.direction() is not way:
            self._end.setDirection(way)

    def _add_end(self, chip: tuple[str, Tone] | None, title: str) -> None:
        at = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if chip is not None:
            self._end.addWidget(Chip(chip[0], chip[1]), 0, at)
        if self._button is not None:
            self._button.setAccessibleDescription(title)
            self._button.installEventFilter(self)
            self._end.addWidget(self._button, 0, at)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _take(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._button is not None:
            self._button.click()
            return True
        return False


class SentenceList(Card):
    """Sentences under each other on a card; ↑ and ↓ move, Enter presses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._rows: list[SentenceRow] = []
        self._lines: list[QWidget] = []

    @property
    def rows(self) -> tuple[SentenceRow, ...]:
        """The rows from the top."""
        return tuple(self._rows)

    def set_rows(self, rows: list[SentenceRow]) -> None:
        """Show these rows instead; the keyboard stays at the same place if it was in the list."""
        at = self._place_of_focus()
        for widget in (*self._rows, *self._lines):
            self.body.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._rows, self._lines = list(rows), []
        for place, row in enumerate(rows):
            if place:
                line = Divider()
                self._lines.append(line)
                self.body.addWidget(line)
            self.body.addWidget(row)
            row.moved.connect(self._on_moved)
            # Qt would show it only later, and what is not shown takes no focus.
            row.setVisible(True)
        if at >= 0 and rows:
            rows[min(at, len(rows) - 1)].stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of_focus(self) -> int:
        return next((at for at, row in enumerate(self._rows) if row.stop().hasFocus()), -1)

    def _on_moved(self, step: int) -> None:
        at = self._place_of_focus() + step
        if 0 <= at < len(self._rows):
            self._rows[at].stop().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextPrevChild(step > 0)
