"""Chips: a word on the tint of its meaning; and rows of chips that filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from panel_desk.ui.theme.current import px, restyle, set_icon, theme, tokens
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tokens import SMALL
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import name_button
from panel_desk.ui.widgets.flow import FlowLayout
from panel_desk.ui.widgets.words import Words, set_tip

CHIP_HEIGHT: Final = 20
_PADDING: Final = 8


class Chip(QFrame):
    """One or two words and, if wanted, an icon, on the tint of a tone."""

    def __init__(
        self, text: str = "", tone: Tone = Tone.NEUTRAL, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        measured(self, min_height=CHIP_HEIGHT)
        self._mark = QLabel()
        self._words = Words()
        row = spaced(QHBoxLayout(self), (_PADDING, 0, _PADDING, 1), 4)
        row.addWidget(self._mark)
        row.addWidget(self._words)
        self.set(text, tone, icon)

    def text(self) -> str:
        """The words on it."""
        return self._words.text()

    def set(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "") -> None:
        """Show other words, in another tone; no words hide it."""
        self._words.set_text(text)
        self.setAccessibleName(text)
        restyle(self, tone=tone.value)
        self._words.set_tone(tone)
        self._mark.setVisible(bool(icon))
        set_icon(self._mark, icon, tone, 12)
        # What has no parent yet would be shown as a window of its own, which flashes and takes the keyboard.
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()


class ChipButton(QPushButton):
    """A chip that can be pressed: what it says at length is its tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def set(self, text: str, tone: Tone = Tone.NEUTRAL, icon: str = "", *, tip: str = "") -> None:
        """Show other words, in another tone."""
        if self.property("tone") != tone.value:
            restyle(self, tone=tone.value)
        name_button(self, text)
        set_icon(self, icon, tone, 14)
        if tip:
            self.setAccessibleName(tip)
        set_tip(self, tip or text)


def chip_width(text: str) -> int:
    """How wide :func:`paint_chip` draws a text."""
    return _text_width(text) + 2 * px(_PADDING)


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: Tone) -> None:
    """Draw a chip at the left of a rectangle, in the middle of its height, for delegates; long text is shortened."""
    now = theme()
    ink = tokens().ink(tone)
    font = now.font(SMALL, strong=True)
    height, padding = px(CHIP_HEIGHT), px(_PADDING)
    width = min(float(chip_width(text)), rect.width())
    box = QRectF(rect.x(), rect.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink.on))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(QColor(ink.text))
    inside = box.adjusted(padding, 0, -padding + 1, -1)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inside.width()))
    painter.drawText(inside, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)
    painter.restore()


def _text_width(text: str) -> int:
    return QFontMetrics(theme().font(SMALL, strong=True)).horizontalAdvance(text)


class FilterChips(QWidget):
    """A row of chips of which one is chosen; arrow keys go along, and it wraps when narrow."""

    chosen_changed = Signal(str)

    def __init__(self, name: str = "Show", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = spaced(FlowLayout(self), spacing=8)
        self._group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}

    def set_choices(self, choices: Sequence[tuple[str, str, int | None]]) -> None:
        """Show these choices: key, words, count (None: no count). The chosen one stays chosen if it is still there."""
        before = self.chosen()
        if [key for key, _, _ in choices] != list(self._chips):
            self._make_chips([key for key, _, _ in choices])
        for key, words, count in choices:
            name_button(self._chips[key], words if count is None else f"{words} {count:,}")
        if self._chips and self._group.checkedButton() is None:
            key = before if before in self._chips else next(iter(self._chips))
            self._chips[key].setChecked(True)

    def chosen(self) -> str:
        """The key of the chosen one, or nothing where there are no choices."""
        checked = self._group.checkedButton()
        return next((key for key, chip in self._chips.items() if chip is checked), "")

    def choose(self, key: str) -> None:
        """Choose one, and tell."""
        if key in self._chips and key != self.chosen():
            self._chips[key].setChecked(True)
            self.chosen_changed.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys go along the row."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        keys = list(self._chips)
        if step is None or self.chosen() not in keys:
            super().keyPressEvent(event)
            return
        key = keys[(keys.index(self.chosen()) + step) % len(keys)]
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(key)

    def _make_chips(self, keys: Sequence[str]) -> None:
        for old in self._chips.values():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.deleteLater()
        self._chips = {}
        for key in keys:
            chip = QPushButton(self)
            chip.setProperty("role", "filter")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _checked=False, chosen=key: self.chosen_changed.emit(chosen))
            self._group.addButton(chip)
            self._row.addWidget(chip)
            chip.show()
            self._chips[key] = chip
