"""A line of words in several meanings that wraps where the room ends; and the same for painters of lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from panel_desk.ui.theme.current import colour, px, theme, tokens
from panel_desk.ui.theme.tokens import BODY, SEMIBOLD
from panel_desk.ui.workspaces.meeting.item.item_view import Run

_LEAST: Final = 120


def laid_out(runs: Sequence[Run], width: float, size: int = BODY) -> tuple[QTextLayout, float]:
    """Plain text in its meanings, broken into lines.

    Returns:
        The layout, ready to draw, and its height.
    """
    text = "".join(run.words for run in runs).replace("\n", " ")
    layout = QTextLayout(text, theme().font(size))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(_formats(runs))
    layout.beginLayout()
    height = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, height))
        height += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout, height


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    found, at = [], 0
    for run in runs:
        long = len(run.words.encode("utf-16-le", "surrogatepass")) // 2
        one = QTextLayout.FormatRange()
        one.start, one.length = at, long
        look = QTextCharFormat()
        look.setForeground(colour(tokens().ink(run.tone).text if run.tone is not None else tokens().text))
        if run.strong:
            look.setFontWeight(SEMIBOLD)
        one.format = look
        found.append(one)
        at += long
    return found


class TonedWords(QWidget):
    """Words in several meanings; as high as its width asks for."""

    def __init__(self, runs: Sequence[Run] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)
        self.set_runs(runs)

    def text(self) -> str:
        """All of it."""
        return "".join(run.words for run in self._runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show other words."""
        if tuple(runs) == self._runs:
            return
        self._runs = tuple(runs)
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of its lines."""
        return round(laid_out(self._runs, width)[1] + 0.5)

    def sizeHint(self) -> QSize:
        """Wide, in one line."""
        return QSize(px(_LEAST) * 3, self.heightForWidth(px(_LEAST) * 3))

    def minimumSizeHint(self) -> QSize:
        """A few words beside each other."""
        return QSize(px(_LEAST), theme().font().pixelSize())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(Qt.PenStyle.SolidLine)
        laid_out(self._runs, self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()
