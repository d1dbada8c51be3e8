"""“You said, we did” of a period: what was said beside what changed, and what still waits for an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from panel_desk.domain.strategy.feedback_told import FeedbackLine, YouSaidWeDid
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.period_bar import PeriodBar
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.voice.presenter import tone_of

_MOST = 80
"""So many are shown; all are copied, printed and saved."""
_NARROW = 620
_NOTHING = "Nothing was recorded as said in this period. Choose another, or record what was said."


class Pair(Card):
    """One thing that was said, and what was done; beside each other where there is room."""

    def __init__(self, line: FeedbackLine, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight), spacing=24)
        self.body.addLayout(self._row)
        self._row.addWidget(_side("YOU SAID", line.said.strip(), f"{line.speaker_words}, {about}, {line.how_words}"), 1)
        if line.answers:
            did = "\n\n".join(answer.words for answer in line.answers)
            self._row.addWidget(_side("WE DID", did, "", Chip(line.state_words, tone_of(line))), 1)
        else:
            self._row.addWidget(_side("WE DID", "", "", Chip(line.state_words, tone_of(line))), 1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one of the two."""
        return QSize(px(_NARROW // 2), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at the room."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_row"):
            self._turn()

    def _turn(self) -> None:
        wide = self.width() >= px(_NARROW)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)


class ToldPane(QWidget):
    """The period, a sentence, and the pairs."""

    period_chosen = Signal(object)

    def __init__(self, today: date, on_copy: Callable[[], None], on_save: Callable[[], None], *, sends: bool) -> None:
        super().__init__()
        self.bar = PeriodBar(today)
        self.bar.period_chosen.connect(self.period_chosen)
        self._shown: tuple[YouSaidWeDid, tuple[str, ...]] | None = None
        self._sentence = Words("", WordsRole.SUBHEADING, wrap=True)
        self._copy = button("Copy", on_copy, icon="copy", tip="Ctrl+Shift+C")
        self._save = button("PDF or Excel…", on_save, icon="download", tip="Ctrl+Shift+E")
        if not sends:
            self._save.hide()
        self._empty = EmptyState("quote", _NOTHING)
        self._list = QWidget()
        self._column = spaced(QVBoxLayout(self._list), (0, 0, 4, 8), 12)
        self._area = scrolled(self._list, "You said, we did")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self.bar)
        column.addWidget(self._sentence)
        column.addWidget(flow_row(self._copy, self._save))
        column.addWidget(self._area, 1)
        column.addWidget(self._empty, 1)

    @property
    def sentence(self) -> str:
        """What the period amounts to."""
        return self._sentence.text()

    def pairs(self) -> Sequence[Pair]:
        """What is shown."""
        return self._list.findChildren(Pair, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def show_told(self, told: YouSaidWeDid, about: Callable[[FeedbackLine], str]) -> None:
        """Show a period; the same one shown anew keeps its place."""
        words = tuple(about(line) for line in (*told.answered, *told.waiting))
        if (told, words) == self._shown:
            return
        self._shown = (told, words)
        self._sentence.set_text(told.sentence)
        something = bool(told.answered or told.waiting)
        self._area.setVisible(something)
        self._empty.setVisible(not something)
        self._copy.setEnabled(something)
        self._save.setEnabled(something)
        self._clear()
        left = _MOST
        for title, lines in (("What changed", told.answered), ("Waiting for an answer", told.waiting)):
            left = self._add(title, lines[:left], left, about)
        more = len(told.answered) + len(told.waiting) - _MOST
        if more > 0:
            self._column.addWidget(Words(f"{more} more stand in the copy, the PDF and the workbook.", WordsRole.MUTED))
        self._column.addStretch(1)

    def _add(self, title: str, lines: Sequence[FeedbackLine], left: int, about: Callable[[FeedbackLine], str]) -> int:
        if lines:
            self._column.addWidget(Words(title, WordsRole.STRONG))
        for line in lines:
            self._column.addWidget(Pair(line, about(line)))
        return left - len(lines)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()


def _side(title: str, words: str, below: str, chip: Chip | None = None) -> QWidget:
    side = QWidget()
    column = spaced(QVBoxLayout(side), spacing=6)
    column.addWidget(Words(title, WordsRole.SECTION))
    if words:
        column.addWidget(Words(words, WordsRole.BODY, wrap=True))
    if below:
        column.addWidget(Words(below, WordsRole.SMALL, wrap=True))
    if chip is not None:
        column.addWidget(flow_row(chip))
    column.addStretch(1)
    return side
