"""One action beside the table: what is asked, of whom, until when; its news in place; and its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button, link
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.chips import Chip
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.flow import flow_row
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.actions.news_form import NewsForm, TimeForm
from panel_desk.ui.workspaces.actions.presenter import Detail, HistoryLine


class DetailPanel(Card):
    """Shows one action; hands over news and more time, and stays as it was where they are refused."""

    news_given = Signal(object, str, str)
    """Status, reason, successor."""
    time_given = Signal(object, str)
    """Day, reason."""
    child_wanted = Signal()
    meeting_wanted = Signal()
    left = Signal()
    """A form was closed: the keyboard goes back to the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self.setAccessibleName("The chosen action")
        self._detail: Detail | None = None
        self._successors: Sequence[str] = ()
        self._holder = QWidget()
        self._stack = QStackedLayout(self._holder)
        self._empty = EmptyState("list-checks", "Choose an action to see its history and to record its news.")
        content = QWidget()
        self._column = spaced(QVBoxLayout(content), (16, 16, 16, 16), 12)
        self._build_head()
        self._build_news()
        self._build_history()
        self._column.addStretch(1)
        self._area = scrolled(content, "The chosen action")
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._area)
        self.body.addWidget(self._holder)

    @property
    def news(self) -> NewsForm:
        """The form for a status."""
        return self._news

    @property
    def time(self) -> TimeForm:
        """The form for a later day."""
        return self._time

    def show_detail(self, detail: Detail | None, successors: Sequence[str] = ()) -> None:
        """Show another action, or the same one anew; an open form stays open on the same action only.

        Args:
            detail: None shows none.
            successors: References of actions that may take its place.
        """
        self._successors = successors
        before = self._detail.followed.action.reference if self._detail else ""
        self._detail = detail
        self._stack.setCurrentWidget(self._area if detail else self._empty)
        if detail is None:
            self.close_forms()
            return
        action = detail.followed.action
        if action.reference != before or not detail.may_update:
            self.close_forms()
        self._reference.set_text(action.reference)
        self._chip.set(*detail.chip)
        for words, text in (
            (self._what, action.what),
            (self._owner, detail.owner),
            (self._about, detail.about),
            (self._due, detail.due),
            (self._asked, detail.asked),
        ):
            words.set_text(text)
            words.setVisible(bool(text))
        self._open_child.setVisible(action.child_id is not None)
        self._show_deeds()
        self._show_history(detail.history)

    def give_news(self, status: ActionStatus) -> bool:
        """Open the form for a status; False where the action may not be changed."""
        if self._detail is None or not self._detail.may_update:
            return False
        self._time.hide()
        self._deeds.hide()
        self._news.show()
        self._news.ask(status, self._successors)
        return True

    def give_time(self) -> bool:
        """Open the form for a later day; False where the action may be given none."""
        if self._detail is None or not self._detail.may_postpone:
            return False
        self._news.hide()
        self._deeds.hide()
        self._time.show()
        self._time.ask(self._detail.later)
        return True

    def suggest_day(self, day: date) -> None:
        """Another day for the open form than a week later."""
        self._time.set_day(day)

    def show_problem(self, error: DeskError) -> None:
        """Say in the open form why it was refused."""
        (self._time if self._time.isVisible() else self._news).show_problem(error)

    def close_forms(self) -> None:
        """Only what is shown, no form."""
        self._news.hide()
        self._time.hide()
        self._show_deeds()

    # Building

    def _build_head(self) -> None:
        self._reference, self._chip = Words("", WordsRole.HEADING, selectable=True), Chip()
        row = spaced(QHBoxLayout(), spacing=12)
        row.addWidget(self._reference)
        row.addWidget(self._chip)
        row.addStretch(1)
        self._column.addLayout(row)
        self._what = Words("", WordsRole.BODY, wrap=True, selectable=True)
        self._owner, self._due = Words("", WordsRole.STRONG, wrap=True), Words("", wrap=True)
        self._about, self._asked = Words("", wrap=True), Words("", WordsRole.MUTED, wrap=True)
        self._open_child = link("Open child", self.child_wanted.emit)
        open_meeting = link("Open minutes", self.meeting_wanted.emit)
        self._column.addWidget(self._what)
        facts = spaced(QVBoxLayout(), spacing=2)
        facts.addWidget(self._owner)
        facts.addWidget(self._due)
        for words, leads in ((self._about, self._open_child), (self._asked, open_meeting)):
            line = spaced(QHBoxLayout(), spacing=8)
            line.addWidget(words, 1)
            line.addWidget(leads, 0, Qt.AlignmentFlag.AlignTop)
            facts.addLayout(line)
        self._column.addLayout(facts)

    def _build_news(self) -> None:
        self._deeds = flow_row(spacing=8)
        row = self._deeds.layout()
        self._complete = button("Complete…", lambda: self._ask(ActionStatus.COMPLETE), tip="C in the table")
        self._other = button(
            "Other news…", lambda: self._ask(ActionStatus.IN_PROGRESS), tip="I, P, N, S, T in the table"
        )
        self._more = button("More time…", self._on_more, tip="D in the table")
        for made in (self._complete, self._other, self._more):
            if row is not None:
                row.addWidget(made)
        self._news, self._time = NewsForm(), TimeForm()
        self._news.recorded.connect(self.news_given.emit)
        self._time.given.connect(self.time_given.emit)
        for form in (self._news, self._time):
            form.cancelled.connect(self._on_cancelled)
            form.hide()
        for widget in (self._deeds, self._news, self._time):
            self._column.addWidget(widget)

    def _build_history(self) -> None:
        self._column.addWidget(Divider())
        self._column.addWidget(Words("HISTORY", WordsRole.SECTION))
        self._lines = spaced(QVBoxLayout(), spacing=10)
        self._column.addLayout(self._lines)
        self._history: list[QWidget] = []

    # Showing

    def _ask(self, status: ActionStatus) -> None:
        self.give_news(status)

    def _on_more(self) -> None:
        self.give_time()

    def _show_deeds(self) -> None:
        detail = self._detail
        may = detail is not None and detail.may_update
        self._deeds.setVisible(may and self._news.isHidden() and self._time.isHidden())
        self._more.setVisible(detail is not None and detail.may_postpone)

    def _show_history(self, history: Sequence[HistoryLine]) -> None:
        for old in self._history:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._history = [_history_line(line) for line in history]
        for made in self._history:
            self._lines.addWidget(made)

    def _on_cancelled(self) -> None:
        self.close_forms()
        self.left.emit()


def _history_line(line: HistoryLine) -> QWidget:
    made = QWidget()
    column = spaced(QVBoxLayout(made), spacing=0)
    column.addWidget(Words(line.words, wrap=True))
    column.addWidget(Words(f"{line.day} · {line.by}" if line.by else line.day, WordsRole.SMALL))
    return made
