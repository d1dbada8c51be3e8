"""Where lists arrive: a place to drop one, the pairs of children that wait for an answer, the lists added before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from panel_desk.ui.theme.current import set_icon
from panel_desk.ui.theme.measures import measured, spaced
from panel_desk.ui.theme.tones import Tone
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.card import Card, Divider
from panel_desk.ui.widgets.emptied import emptied
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.page_header import PageHeader
from panel_desk.ui.widgets.scroll import scrolled
from panel_desk.ui.widgets.table import Column, Table, TableModel
from panel_desk.ui.widgets.words import Words, WordsRole
from panel_desk.ui.workspaces.case_lists.past import MOST_COUNTED, AddedList, Alert

_INVITATION = (
    "Drop a case list here: an exploitation profile, referrals, missing episodes, or places and people of concern. "
    "Excel, OpenDocument and CSV files are read. You see every repair before anything is written."
)


class LandingPane(QWidget):
    """What a person finds who has no list open."""

    file_wanted = Signal()
    answered = Signal(object, str)
    """An ``Alert`` and its answer."""
    opened = Signal(object)
    """The ``AddedList`` whose findings are wanted."""
    take_back_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = PageHeader("Case lists")
        self._header.add_action(button("Choose a file", self.file_wanted.emit, icon="folder-open", primary=True))
        self._alerts = Card(padded=False)
        self._alerts_shown: Sequence[Alert] | None = None
        self._may_answer = True
        self._alert_rows = QWidget()
        self._alert_column = spaced(QVBoxLayout(self._alert_rows), spacing=0)
        self.table = Table(_lists_model(), name="lists added")
        self._stack = QStackedLayout()
        self._build()

    def _build(self) -> None:
        self._alert_area = scrolled(self._alert_rows, "Pairs of children to judge")
        self._alerts.body.addWidget(self._alert_area)
        past = Card("Lists added", padded=False)
        past.body.addWidget(self.table)
        held = QWidget()
        column = spaced(QVBoxLayout(held), spacing=16)
        column.addWidget(_drop_target())
        column.addWidget(self._alerts)
        column.addWidget(past, 1)
        empty = EmptyState("file-spreadsheet", _INVITATION, "Choose a file", self.file_wanted.emit)
        outer = spaced(QVBoxLayout(self), (28, 20, 28, 24), 16)
        outer.addWidget(self._header)
        outer.addLayout(self._stack, 1)
        self._stack.addWidget(empty)
        self._stack.addWidget(held)
        self.table.row_opened.connect(self.opened)
        self.table.add_row_action("What was found", self.opened.emit)
        self.table.add_row_action("Take this list back", self.take_back_wanted.emit, shortcut="Del")

    def show_lists(
        self, lists: Sequence[AddedList], alerts: Sequence[Alert], waiting: int, *, may_answer: bool = True
    ) -> None:
        """Show what has been added, and what waits for an answer of somebody who adds lists."""
        self._may_answer = may_answer
        self._stack.setCurrentIndex(1 if lists else 0)
        self.table.rows.set_rows(lists)
        self._header.set_aside("" if not lists else "Drop a list anywhere in this window.")
        self._alerts.set_aside(_waiting_words(waiting))
        if alerts == self._alerts_shown:
            return
        self._alerts_shown = alerts
        emptied(self._alert_column)
        for place, alert in enumerate(alerts):
            if place:
                self._alert_column.addWidget(Divider())
            self._alert_column.addWidget(self._alert_row(alert))
        self._alert_column.addStretch(1)
        self._alerts.set_title("One child or two?")
        self._alerts.setVisible(bool(alerts))
        measured(self._alert_area, height=min(3, len(alerts)) * 80)

    def _alert_row(self, alert: Alert) -> QWidget:
        row = QFrame()
        line = spaced(QHBoxLayout(row), (14, 8, 14, 8), 12)
        mark = QLabel()
        set_icon(mark, "users", Tone.AMBER, 20)
        words = spaced(QVBoxLayout(), spacing=0)
        words.addWidget(Words(alert.title, WordsRole.STRONG, wrap=True))
        words.addWidget(Words(alert.detail, WordsRole.MUTED, wrap=True))
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        for answer, said in alert.answers if self._may_answer else ():
            line.addWidget(button(said, partial(self.answered.emit, alert, answer), tip=alert.title))
        return row


def _waiting_words(count: int) -> str:
    if not count:
        return ""
    if count >= MOST_COUNTED:
        return f"{count:,} or more wait for an answer; nothing is ever merged"
    return f"{count:,} {'waits' if count == 1 else 'wait'} for an answer; nothing is ever merged"


def _drop_target() -> QWidget:
    """A line that says that a list may be dropped, wherever it is let go."""
    target = QFrame()
    target.setProperty("role", "card")
    mark = QLabel()
    set_icon(mark, "download", Tone.NEUTRAL, 20)
    row = spaced(QHBoxLayout(target), (16, 14, 16, 14), 10)
    row.addWidget(mark)
    row.addWidget(Words("Drop a case list here", WordsRole.STRONG))
    row.addWidget(
        Words("Excel, OpenDocument or CSV; nothing is written before you say so.", WordsRole.MUTED, wrap=True), 1
    )
    return target


def _lists_model() -> TableModel[AddedList]:
    return TableModel(
        [
            Column(title="File", text=lambda row: row.file_name, strong=True, stretch=True, width=200),
            Column(title="About", text=lambda row: row.kind, muted=True, tip=lambda row: row.about, width=140),
            Column(
                title="Added",
                text=lambda row: row.day,
                sort=lambda row: row.added_at,
                tip=lambda row: f"{row.when}, by {row.added_by}",
                width=106,
            ),
            Column(title="By", text=lambda row: row.added_by, width=110),
            Column(title="Rows", text=lambda row: f"{row.rows:,}", sort=lambda row: row.rows, align_right=True),
            Column(
                title="Brought", text=lambda row: row.brought, sort=lambda row: row.new, tip=lambda row: row.brought
            ),
            Column(
                title="Not usable",
                text=lambda row: f"{row.not_usable:,}" if row.not_usable else "",
                sort=lambda row: row.not_usable,
                align_right=True,
            ),
            Column(title="State", text=lambda row: row.state[0], tone=lambda row: row.state[1]),
        ],
        key=lambda row: row.id,
    )
