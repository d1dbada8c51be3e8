"""Everything that was said: filter, table, and the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from panel_desk.domain.calendar import short_day
from panel_desk.domain.strategy.feedback_told import FeedbackLine
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.chips import FilterChips
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.split import Split
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.workspaces.voice.detail_panel import DetailPanel
from panel_desk.ui.workspaces.voice.presenter import ALL, WITHDRAWN, VoicePresenter, changed_words, tone_of

_PLACEHOLDER = "Filter: words that were said, initials, a local ID, a meeting, an agency"
_NONE_YET = "What children and families say belongs here: in their own words, with what changed because of it."
_NONE_FOUND = "Nothing that was said is like that. Esc clears what is typed; another chip shows more."
_CHANGED, _WIDE = 3, 1240
"""The column of what changed, and the width from which it has room."""


class FeedbackPane(QWidget):
    """Finds among what was said; letters in the table begin a deed on the chosen one."""

    answer_wanted = Signal()
    correction_wanted = Signal()
    withdrawal_wanted = Signal()
    answer_withdrawal_wanted = Signal()
    child_wanted = Signal(object)
    meeting_wanted = Signal(object)

    def __init__(
        self,
        presenter: VoicePresenter,
        about: Callable[[FeedbackLine], str],
        on_record: Callable[[], None],
        *,
        may_record: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._about = about
        self._may_record = may_record
        self._empty = EmptyState("quote", _NONE_YET, "", on_record)
        self._build_table()
        self._field = SearchField(_PLACEHOLDER, goes_to=self._table)
        self._field.typed.connect(lambda _text: self._find())
        self._chips = FilterChips("Show of all that was said")
        self._chips.chosen_changed.connect(lambda _key: self._find())
        self._build_detail()
        column = spaced(QVBoxLayout(self), spacing=12)
        column.addWidget(self._field)
        column.addWidget(self._chips)
        column.addWidget(Split("feedback", self._table, self._detail, right=340), 1)

    @property
    def table(self) -> Table:
        """What the filter leaves."""
        return self._table

    @property
    def field(self) -> SearchField:
        """Where one types."""
        return self._field

    @property
    def chips(self) -> FilterChips:
        """The filters."""
        return self._chips

    @property
    def detail(self) -> DetailPanel:
        """The chosen one."""
        return self._detail

    def chosen(self) -> FeedbackLine | None:
        """The one that a deed is about."""
        line: FeedbackLine | None = self._table.chosen()
        return line

    def show_all(self) -> None:
        """Show what the presenter has read; filter and choice stay."""
        self._chips.set_choices(self._presenter.chips())
        self._find()

    def show_names(self) -> None:
        """Names instead of initials, or the other way."""
        self._table.viewport().update()
        self._show_detail()

    def go_to(self, feedback_id: str) -> None:
        """Choose one, whatever was filtered before."""
        line = next((line for line in self._presenter.lines if line.id == feedback_id), None)
        if line is None:
            return
        self._field.setText("")
        self._chips.choose(WITHDRAWN if line.withdrawn else ALL)
        self._find()
        self._table.choose(lambda row: row.id == feedback_id)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave what changed to the detail where there is little room."""
        super().resizeEvent(event)
        self._table.setColumnHidden(_CHANGED, self.width() < px(_WIDE))

    def _build_table(self) -> None:
        columns: list[Column[FeedbackLine]] = [
            Column(title="Said on", text=lambda line: short_day(line.said_on), sort=lambda line: line.said_on),
            Column(title="Who", text=lambda line: line.speaker_words, aside=self._about, width=212, whole=True),
            Column(title="What was said", text=lambda line: line.said, stretch=True),
            Column(title="What changed", text=changed_words, stretch=True, muted=True),
            Column(title="How it stands", text=_state, tone=tone_of, sort=_order, whole=True),
        ]
        model: TableModel[FeedbackLine] = TableModel(columns)
        self._table = Table(model, name="feedback", empty=self._empty)
        self._table.chosen_changed.connect(lambda _line: self._show_detail())
        if self._may_record:
            self._table.row_opened.connect(lambda _line: self.answer_wanted.emit())
            self._table.add_row_action("Answer…", lambda _line: self.answer_wanted.emit(), shortcut="A")
            self._table.add_row_action("Put right…", lambda _line: self.correction_wanted.emit(), shortcut="R")
            self._table.add_row_action("Withdraw…", lambda _line: self.withdrawal_wanted.emit(), shortcut="W")

    def _build_detail(self) -> None:
        self._detail = DetailPanel(may_record=self._may_record)
        self._detail.answer_wanted.connect(self.answer_wanted)
        self._detail.correction_wanted.connect(self.correction_wanted)
        self._detail.withdrawal_wanted.connect(self.withdrawal_wanted)
        self._detail.answer_withdrawal_wanted.connect(self.answer_withdrawal_wanted)
        self._detail.child_wanted.connect(lambda: self.child_wanted.emit(self.chosen()))
        self._detail.meeting_wanted.connect(lambda: self.meeting_wanted.emit(self.chosen()))

    def _find(self) -> None:
        """Answer what is typed and which chip is chosen, within the frame."""
        self._table.rows.set_rows(self._presenter.find(self._chips.chosen(), self._field.text()))
        if self._presenter.lines:
            self._empty.set_words(_NONE_FOUND)
        else:
            self._empty.set_words(_NONE_YET, "Record feedback…" if self._may_record else "")
        self._show_detail()

    def _show_detail(self) -> None:
        line = self.chosen()
        # The whole width is the table's until there is something to tell beside it.
        self._detail.setVisible(line is not None)
        if line is not None:
            self._detail.show_line(line, self._about(line))


def _state(line: FeedbackLine) -> str:
    return "withdrawn" if line.withdrawn else line.state_words


def _order(line: FeedbackLine) -> tuple[int, int]:
    """What waits longest first."""
    return (line.answered + line.told_back, line.said_on.toordinal())
