"""A chart of the window: painted in the theme's colours, walked with the arrow keys, told in words, and copied.

It never stands alone: beside it is the table that holds the same, and its alternative says the whole in words.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolTip, QWidget

from panel_desk.domain.figures.charts import ChartData, ChartKind
from panel_desk.ui.theme.current import px, theme, tokens
from panel_desk.ui.theme.tokens import LIGHT
from panel_desk.ui.widgets.chart_bars import LyingBars, UprightBars, is_stacked, lying_height, stands
from panel_desk.ui.widgets.chart_legend import Legend, height_above, width_left
from panel_desk.ui.widgets.chart_lines import Lines
from panel_desk.ui.widgets.chart_look import Look, Mark
from panel_desk.ui.widgets.chart_words import point_words, table_text
from panel_desk.ui.widgets.words import plain_tip

_HEIGHT, _WIDTH, _LEAST_WIDTH, _LEAST_HEIGHT = 264, 420, 240, 180
_REACH: Final = 3
_SHARP: Final = 2
_PICTURE_WIDTH, _PICTURE_MARGIN = 800, 24
_HOW: Final = "Arrow keys go from figure to figure. Ctrl+C copies the table, Ctrl+Shift+C the picture."
_EMPTY: Final = "There is nothing to draw."

_Drawing = UprightBars | LyingBars | Lines


class ChartView(QLabel):
    """Shows one chart. A label that holds a picture is a graphic to those who hear the screen, and so is this."""

    def __init__(self, name: str = "Chart", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = ChartData(kind=ChartKind.BARS, title="", labels=(), series=(), alternative="")
        self._marking = ""
        self._at: tuple[int, int] | None = None
        self._drawn: tuple[Legend, _Drawing] | None = None
        bare = QPixmap(1, 1)
        bare.fill(Qt.GlobalColor.transparent)
        self.setPixmap(bare)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self._on_theme_changed)

    # Public

    @property
    def chart(self) -> ChartData:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: ChartData, *, marking: str = "") -> None:
        """Draw another chart.

        Args:
            chart: Its figures and its words.
            marking: The protective marking that a copied picture carries; empty for public figures.
        """
        same = (chart.labels, len(chart.series)) == (self._chart.labels, len(self._chart.series))
        self._chart, self._marking = chart, marking
        self._at = self._at if same else None
        self.setAccessibleName(f"Chart: {chart.title}")
        self.setAccessibleDescription(f"{chart.alternative} {_HOW}")
        self._again()

    def marks(self) -> tuple[Mark, ...]:
        """Where each figure is drawn now."""
        return self._drawing()[1].marks if self._has_figures() else ()

    def point(self) -> str:
        """The figure that the keyboard is on, in words; empty where it is on none."""
        return "" if self._at is None else point_words(self._chart, *self._at)

    def copy_table(self) -> None:
        """Copy the figures as tab-separated lines, the marking first."""
        text = table_text(self._chart)
        QGuiApplication.clipboard().setText(f"{self._marking}\n{text}" if self._marking else text)

    def copy_picture(self) -> None:
        """Copy the drawing with its title, as it would stand on paper, and its words for programs that take text."""
        copied = QMimeData()
        copied.setImageData(self.drawn_on_paper())
        words = f"{self._chart.title}. {self._chart.alternative}"
        copied.setText(f"{self._marking}\n{words}" if self._marking else words)
        QGuiApplication.clipboard().setMimeData(copied)

    def drawn_on_paper(self) -> QImage:
        """The drawing on white, with marking and title, sharp enough to print."""
        look = Look(LIGHT)
        margin, width = px(_PICTURE_MARGIN), px(_PICTURE_WIDTH)
        heads = [words for words in (self._marking, self._chart.title) if words]
        top = margin + len(heads) * (look.line_height + px(6)) + px(6)
        room = QRectF(margin, top, width - 2 * margin, _height(self._chart, look, width - 2 * margin))
        image = QImage(width * _SHARP, int(room.bottom() + margin) * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        image.fill(QColor(LIGHT.surface))
        painter = QPainter(image)
        for at, words in enumerate(heads):
            line = QRectF(margin, margin + at * (look.line_height + px(6)), room.width(), look.line_height)
            left = Qt.AlignmentFlag.AlignLeft
            look.say(
                painter,
                line,
                words,
                align=left,
                strong=True,
                colour=QColor(LIGHT.red.text) if at == 0 and self._marking else None,
            )
        self._paint_with(painter, look, room)
        painter.end()
        return image

    # Qt

    def hasHeightForWidth(self) -> bool:
        """Bars that lie need a line each."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height the drawing needs at a width."""
        return int(_height(self._chart, Look(tokens()), width))

    def sizeHint(self) -> QSize:
        """A drawing of usual width."""
        return QSize(px(_WIDTH), self.heightForWidth(px(_WIDTH)))

    def minimumSizeHint(self) -> QSize:
        """Narrow, but never too low for its words."""
        return QSize(px(_LEAST_WIDTH), px(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._drawn = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing, and the figure that the keyboard is on."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._has_figures():
            look = Look(tokens())
            look.say(painter, QRectF(self.rect()), _EMPTY, colour=look.muted)
        else:
            legend, drawing = self._drawing()
            legend.paint(painter)
            drawing.paint(painter)
            if self.hasFocus() and self._at is not None:
                self._paint_walked(painter, drawing)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens().accent), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(4), px(4))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk, Ctrl+C and Ctrl+Shift+C copy."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_table()
            return
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_C and event.modifiers() == both:
            self.copy_picture()
            return
        step = self._step(event.key())
        if step is None or not self._has_figures():
            super().keyPressEvent(event)
            return
        self._walk(*step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last label: the newest."""
        super().focusInEvent(event)
        if self._at is None and self._has_figures():
            self._at = (len(self._chart.labels) - 1, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """What lies under the pointer, in words."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self._words_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Both ways to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy as a table", self.copy_table).setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        menu.addAction("Copy as a picture", self.copy_picture).setShortcut(QKeySequence("Ctrl+Shift+C"))
        menu.popup(event.globalPos())

    # Private

    def _has_figures(self) -> bool:
        return bool(self._chart.labels) and bool(self._chart.series) and not self._chart.is_empty

    def _again(self) -> None:
        self._drawn = None
        self.updateGeometry()
        self.update()

    def _on_theme_changed(self) -> None:
        self._again()

    def _drawing(self) -> tuple[Legend, _Drawing]:
        if self._drawn is None:
            edge = px(6)
            room = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            self._drawn = _drawn(self._chart, Look(tokens()), room)
        return self._drawn

    def _paint_with(self, painter: QPainter, look: Look, room: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._has_figures():
            look.say(painter, room, _EMPTY, colour=look.muted)
            return
        legend, drawing = _drawn(self._chart, look, room)
        legend.paint(painter)
        drawing.paint(painter)

    def _words_at(self, at: QPointF) -> str:
        reach = px(_REACH)
        for mark in reversed(self.marks()):
            if mark.box.adjusted(-reach, -reach, reach, reach).contains(at):
                return point_words(self._chart, mark.label, mark.series)
        return ""

    def _step(self, key: int) -> tuple[int, int] | None:
        """What an arrow key asks for: labels along, series up."""
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            whole = len(self._chart.labels)
            return (-whole if key == Qt.Key.Key_Home else whole), 0
        along = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(key), 0)
        down = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if not along and not down:
            return None
        if isinstance(self._drawing()[1], LyingBars):
            return down, along
        return along, -down if is_stacked(self._chart) else down

    def _walk(self, labels: int, series: int) -> None:
        label, number = self._at or (len(self._chart.labels) - 1, 0)
        label = min(max(label + labels, 0), len(self._chart.labels) - 1)
        number = min(max(number + series, 0), len(self._chart.series) - 1)
        self._at = (label, number)
        self.update()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.point()))

    def _paint_walked(self, painter: QPainter, drawing: _Drawing) -> None:
        """A ring round the figure, and its words beside it."""
        mark = next((mark for mark in drawing.marks if (mark.label, mark.series) == self._at), None)
        if mark is None:
            return
        look = Look(tokens())
        ring = mark.box.adjusted(-px(3), -px(3), px(3), px(3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, thick in ((look.surface, px(4)), (look.text, px(2))):
            painter.setPen(QPen(colour, thick))
            painter.drawRoundedRect(ring, px(3), px(3))
        words = self.point()
        width: float = look.width(words, strong=True) + px(20)
        height: float = look.line_height + px(12)
        left = min(max(ring.center().x() - width / 2, px(4)), max(self.width() - width - px(4), px(4)))
        top = ring.top() - height - px(4)
        box = QRectF(
            left, top if top > px(4) else min(ring.bottom() + px(4), self.height() - height - px(4)), width, height
        )
        painter.setPen(QPen(QColor(tokens().edge), 1))
        painter.setBrush(look.surface)
        painter.drawRoundedRect(box, px(4), px(4))
        look.say(painter, box, words, strong=True)


def _lies(chart: ChartData, look: Look, width: float) -> bool:
    return chart.kind is not ChartKind.LINES and not stands(chart, look, width_left(chart, look, width))


def _height(chart: ChartData, look: Look, width: float) -> float:
    """How high a chart is drawn at a width."""
    inner = width - 2 * px(6)
    lying = _lies(chart, look, inner)
    above = height_above(chart, look, inner, lying=lying)
    if lying and chart.labels and not chart.is_empty:
        return above + lying_height(chart) + 2 * px(6)
    return above + px(_HEIGHT)


def _drawn(chart: ChartData, look: Look, room: QRectF) -> tuple[Legend, _Drawing]:
    lying = _lies(chart, look, room.width())
    legend = Legend(chart, look, room, lying=lying)
    if chart.kind is ChartKind.LINES:
        return legend, Lines(chart, look, legend.room)
    bars: type[UprightBars] | type[LyingBars] = LyingBars if lying else UprightBars
    return legend, bars(chart, look, legend.room)
