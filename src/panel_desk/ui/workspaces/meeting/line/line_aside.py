"""Beside or above the capture line: the chips of what Enter will record, or a sentence, or how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from panel_desk.domain.capture.reading_values import CaptureChip, ChipKind
from panel_desk.ui.theme.current import colour, icon, px, theme, tokens
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.chips import CHIP_HEIGHT, chip_width, paint_chip
from panel_desk.ui.widgets.words import plain_tip
from panel_desk.ui.workspaces.meeting.making_room import make_room

_GAP: Final = 8
_LEAST_FLEXIBLE: Final = 88
"""A chip of running words is shortened to this at the least, before the chips go above the line."""
_ICON: Final = 16
_TONES: Final = {
    ChipKind.DEED: Tone.INFO,
    ChipKind.WARNING: Tone.AMBER,
    ChipKind.MISSING: Tone.AMBER,
}
_FLEXIBLE: Final = frozenset({ChipKind.WHAT, ChipKind.WHY, ChipKind.WARNING})
_ICONS: Final = {Tone.GREEN: "circle-check", Tone.AMBER: "circle-alert", Tone.RED: "circle-alert"}


class _Placed(Struct, frozen=True):
    """A chip where it is drawn."""

    rect: QRectF
    chip: CaptureChip


class LineAside(QWidget):
    """Drawn in one go, so that nothing is laid out anew while somebody types."""

    def __init__(self, parent: QWidget | None = None, *, beside: bool = False) -> None:
        super().__init__(parent)
        self._is_beside = beside
        self._chips: tuple[CaptureChip, ...] = ()
        self._sentence = ""
        self._tone = Tone.NEUTRAL
        self._hint = ""
        self._worked_out: tuple[tuple[object, ...], Sequence[_Placed] | None] | None = None
        # Beside the line it has the line's height and never asks for more.
        upright = QSizePolicy.Policy.Ignored if beside else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, upright)
        theme().changed.connect(self._fit)

    @property
    def chips(self) -> tuple[CaptureChip, ...]:
        """The chips in sight."""
        return self._chips

    @property
    def sentence(self) -> str:
        """The sentence in sight."""
        return self._sentence

    @property
    def tone(self) -> Tone:
        """Of the sentence."""
        return self._tone

    def show_chips(self, chips: Sequence[CaptureChip]) -> None:
        """Show what Enter will record."""
        self._show(tuple(chips), "", Tone.NEUTRAL)

    def show_sentence(self, sentence: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say something instead; no words show nothing."""
        self._show((), sentence, tone)

    def set_hint(self, hint: str) -> None:
        """What stands muted at the right end, where there is room."""
        self._hint = hint
        self.update()

    def is_blank(self) -> bool:
        """Whether neither chips nor a sentence are shown."""
        return not (self._chips or self._sentence)

    def fits(self, width: int, height: int) -> bool:
        """Whether all of it can be seen in a place of this size."""
        if self._chips:
            return self._in_one_row(width) is not None
        return not self._sentence or self._sentence_height(width) <= height

    def heightForWidth(self, width: int) -> int:
        """As high as its chips or its sentence at a width."""
        if self._sentence:
            return max(self._sentence_height(width), self._row())
        if self._chips and self._in_one_row(width) is None:
            rows = _rows(self._chips, width)
            return round(rows[-1].rect.bottom()) + px(2)
        return self._row()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(px(200), self._row())

    def minimumSizeHint(self) -> QSize:
        """One row, and a chip."""
        return QSize(px(80), self._row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows at another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def event(self, event: QEvent) -> bool:
        """The whole words of a chip that is shortened."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            at = QPointF(event.pos())
            found = next((each.chip.words for each in self._placed() if each.rect.contains(at)), "")
            QToolTip.showText(event.globalPos(), plain_tip(found), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips or the sentence, and the hint where there is room."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        used = self._paint_sentence(painter) if self._sentence else self._paint_chips(painter)
        self._paint_hint(painter, used)
        painter.end()

    def _show(self, chips: tuple[CaptureChip, ...], sentence: str, tone: Tone) -> None:
        if (chips, sentence, tone) == (self._chips, self._sentence, self._tone):
            return
        self._chips, self._sentence, self._tone = chips, sentence, tone
        words = " · ".join(each.words for each in chips)
        self.setAccessibleName(f"Enter records: {words}" if words else sentence)
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Be as high as what is shown; laying out the whole room at every key would be felt."""
        wanted = self.heightForWidth(self.width())
        if not self._is_beside and (self.minimumHeight(), self.maximumHeight()) != (wanted, wanted):
            self.setFixedHeight(wanted)
            make_room(self)

    def _in_one_row(self, width: int) -> Sequence[_Placed] | None:
        """All chips beside each other, worked out once for a width and a text size."""
        asked = (self._chips, width, theme().text_percent)
        if self._worked_out is None or self._worked_out[0] != asked:
            self._worked_out = (asked, _one_row(self._chips, width))
        return self._worked_out[1]

    def _placed(self) -> Sequence[_Placed]:
        if not self._chips:
            return ()
        placed = self._in_one_row(self.width())
        if placed is None:
            return _rows(self._chips, self.width())
        down = (self.height() - self._row()) / 2
        return [_Placed(each.rect.translated(0, down), each.chip) for each in placed]

    def _paint_chips(self, painter: QPainter) -> int:
        placed = self._placed()
        for each in placed:
            paint_chip(painter, each.rect, each.chip.words, _TONES.get(each.chip.kind, Tone.ACCENT))
        return round(max((each.rect.right() for each in placed), default=0.0))

    def _paint_sentence(self, painter: QPainter) -> int:
        mark = _ICONS.get(self._tone)
        left = px(_ICON + 6) if mark else 0
        painter.setFont(theme().font())
        box = QRect(left, 0, self.width() - left, self.height())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
        bounds = painter.boundingRect(box, flags, self._sentence)
        if mark:
            top = bounds.top() + (QFontMetrics(theme().font()).lineSpacing() - px(_ICON)) // 2
            icon(mark, self._tone, _ICON).paint(painter, 0, max(top, 0), px(_ICON), px(_ICON))
        painter.setPen(colour(tokens().ink(self._tone).text))
        painter.drawText(box, flags, self._sentence)
        return bounds.right()

    def _paint_hint(self, painter: QPainter, used: int) -> None:
        font = theme().font()
        if not self._hint or used + px(2 * _GAP) + QFontMetrics(font).horizontalAdvance(self._hint) > self.width():
            return
        painter.setFont(font)
        painter.setPen(colour(tokens().muted))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._hint)

    def _sentence_height(self, width: int) -> int:
        room = max(width - (px(_ICON + 6) if self._tone in _ICONS else 0), 1)
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(theme().font()).boundingRect(QRect(0, 0, room, 10_000), flags, self._sentence).height()

    def _row(self) -> int:
        return px(CHIP_HEIGHT + 4)


def _one_row(chips: Sequence[CaptureChip], width: int) -> Sequence[_Placed] | None:
    """All chips beside each other, running words shortened where they must be; None where that is not enough."""
    widths = [chip_width(each.words) for each in chips]
    room = width - px(_GAP) * (len(chips) - 1)
    flexible = [at for at, each in enumerate(chips) if each.kind in _FLEXIBLE]
    room -= sum(wide for at, wide in enumerate(widths) if at not in flexible)
    for left, at in enumerate(sorted(flexible, key=widths.__getitem__)):
        share = room // (len(flexible) - left)
        if share < min(widths[at], px(_LEAST_FLEXIBLE)):
            return None
        widths[at] = min(widths[at], share)
        room -= widths[at]
    if room < 0:
        return None
    placed, x = [], 0
    for each, wide in zip(chips, widths, strict=True):
        placed.append(_Placed(QRectF(x, 0, wide, px(CHIP_HEIGHT + 4)), each))
        x += wide + px(_GAP)
    return placed


def _rows(chips: Sequence[CaptureChip], width: int) -> Sequence[_Placed]:
    """The chips in as many rows as they need; one that is wider than all of it is shortened."""
    placed: list[_Placed] = []
    x, y, high = 0, 0, px(CHIP_HEIGHT + 4)
    for each in chips:
        wide = min(chip_width(each.words), max(width, 1))
        if x and x + wide > width:
            x, y = 0, y + high
        placed.append(_Placed(QRectF(x, y, wide, high), each))
        x += wide + px(_GAP)
    return placed
