"""One section of the profile: what it says, its chart beside its table, the chart in words, and what is counted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from panel_desk.domain.figures.profile import ProfileRow, ProfileTable
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.card import Card
from panel_desk.ui.widgets.charts import ChartView
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.table import Table
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.profile.figures import figures_table, hidden_words, needed_width
from panel_desk.ui.workspaces.profile.presenter import chart_of

_LEAST_CHART, _WIDEST_TABLE = 296, 720
_HIDDEN_HINT = "c stands for a figure that a public copy does not give. Choose a line to read why."


class Beside(QWidget):
    """Chart and table beside each other where both have room, else the table below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = spaced(QBoxLayout(QBoxLayout.Direction.LeftToRight, self), spacing=16)
        self._chart: QWidget | None = None
        self._table: QWidget | None = None
        self._needed = 0

    def put(self, chart: QWidget | None, table: QWidget, needed: int) -> None:
        """Hold these two; without a chart the table is alone, and no wider than it is read."""
        for old in (self._chart, self._table):
            if old is not None:
                self._row.removeWidget(old)
        self._chart, self._table, self._needed = chart, table, needed
        if chart is not None:
            self._row.addWidget(chart, 1)
        self._row.addWidget(table, 0)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again at the room."""
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        """Look again when the text size changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two."""
        least = super().minimumSizeHint()
        parts = [part.minimumSizeHint().width() for part in (self._chart, self._table) if part is not None]
        return QSize(max(parts, default=0), least.height())

    def _turn(self) -> None:
        if self._table is None:
            return
        fits = self._chart is not None and self.width() >= self._needed + px(_LEAST_CHART + 16)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != way:
            self._row.setDirection(way)
        if fits:
            spare = self.width() - px(16) - self._needed
            width = min(self._needed + max(0, spare - px(_LEAST_CHART)) * 2 // 5, px(_WIDEST_TABLE))
            self._table.setMinimumWidth(max(width, self._needed))
            self._table.setMaximumWidth(max(width, self._needed))
        else:
            self._table.setMinimumWidth(0)
            self._table.setMaximumWidth(16777215)


class SectionPane(QWidget):
    """Shows a table of the profile with everything that belongs to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ProfileTable | None = None
        self._public = False
        self._figures: Table | None = None
        self._table_card: Card | None = None
        self._chart_card = Card()
        self._chart = ChartView()
        self._chart_card.body.addWidget(self._chart)
        self._title = Words("", WordsRole.HEADING, wrap=True)
        self._sentence = Words("", wrap=True, selectable=True)
        self._in_words = Words("", WordsRole.SMALL, wrap=True, selectable=True)
        self._note = Words("", WordsRole.SMALL, wrap=True, selectable=True)
        self._why = Words("", WordsRole.SMALL, wrap=True, tone=Tone.AMBER)
        self._empty = EmptyState("chart-column", "")
        self._beside = Beside()
        # It is shown before it is put beside its table; without a parent it would be a window of its own for a moment.
        self._chart_card.setParent(self._beside)
        column = spaced(QVBoxLayout(self), (0, 0, 4, 8), 12)
        for part in (self._title, self._sentence, self._beside, self._why, self._in_words, self._note, self._empty):
            column.addWidget(part)
        column.addStretch(1)
        for words in (self._sentence, self._in_words, self._note):
            words.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def chart(self) -> ChartView:
        """The chart; hidden where the table has none."""
        return self._chart

    @property
    def figures(self) -> Table | None:
        """The table, once a section with lines is shown."""
        return self._figures

    @property
    def why(self) -> str:
        """Why figures of the chosen line are hidden."""
        return self._why.text()

    def show_table(self, table: ProfileTable, note: str, *, public: bool, marking: str, said: str = "") -> None:
        """Show a section; the same one shown anew is left as it is.

        Args:
            table: With its chart.
            note: What is counted in the whole profile.
            public: Whether it is the public copy's.
            marking: For a chart that is copied.
            said: What the page says above; the section does not say it again.
        """
        if (table, public) == (self._shown, self._public):
            return
        keeps = self._shown is not None and (table.key, table.headings) == (self._shown.key, self._shown.headings)
        chosen = self._figures.chosen() if keeps and self._figures is not None else None
        focused = self._figures is not None and self._figures.hasFocus()
        self._shown, self._public = table, public
        self._title.set_text(table.title)
        self._say(self._sentence, table.sentence if table.rows and table.sentence not in said else "")
        chart = chart_of(table)
        self._say(self._in_words, f"The chart in words: {chart.alternative}" if chart is not None else "")
        self._say(self._note, " ".join(part for part in (table.note, note) if part))
        self._empty.setVisible(not table.rows)
        self._empty.set_words(table.sentence or "There is nothing to count in this period.")
        self._beside.setVisible(bool(table.rows))
        self._show_figures(table, marking)
        if chosen is not None and self._figures is not None:
            self._figures.choose(lambda row: row.label == chosen.label)
            if focused:
                self._figures.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_why()

    def _show_figures(self, table: ProfileTable, marking: str) -> None:
        chart = chart_of(table)
        self._chart_card.setVisible(chart is not None)
        if chart is not None:
            self._chart.show_chart(chart, marking=marking)
        old, self._figures = self._table_card, None
        if table.rows:
            self._figures = figures_table(table)
            self._figures.chosen_changed.connect(lambda _row: self._show_why())
            self._table_card = Card(padded=False)
            self._table_card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self._table_card.body.addWidget(self._figures)
            self._table_card.body.addStretch(1)
            self._beside.put(
                self._chart_card if chart is not None else None, self._table_card, needed_width(self._figures)
            )
        if old is not None and old is not self._table_card:
            old.hide()
            old.deleteLater()

    def _show_why(self) -> None:
        table = self._shown
        hides = self._public and table is not None and any(c.why for row in table.rows for c in row.cells)
        chosen: ProfileRow | None = self._figures.chosen() if self._figures is not None else None
        words = hidden_words(chosen, table.headings) if table is not None and chosen is not None else ""
        self._say(self._why, (words or _HIDDEN_HINT) if hides else "")

    @staticmethod
    def _say(words: Words, text: str) -> None:
        words.set_text(text)
        words.setVisible(bool(text))
