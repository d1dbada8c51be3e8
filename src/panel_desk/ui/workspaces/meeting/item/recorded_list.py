"""What is recorded of the item in hand, below its words: each row can be taken back, changed or turned into a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from panel_desk.domain.capture.deeds import BackDeed, ConfirmDeed, DeclareDeed, NoteFromActionDeed
from panel_desk.domain.capture.lines import line_of
from panel_desk.domain.meeting.meetings import RECORDING, Item, Meeting
from panel_desk.ui.session import Session
from panel_desk.ui.theme.current import px
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.card import Divider
from panel_desk.ui.workspaces.meeting.chip_rows import ChipRows
from panel_desk.ui.workspaces.meeting.item.recorded_view import DECLARED, RecordedRow, recorded_rows

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class RecordedList(QWidget):
    """Decisions, actions, dissent, interests and the override of one item."""

    line_wanted = Signal(str)
    """Words for the capture line, to be changed and recorded anew."""

    def __init__(self, session: Session, deeds: RoomDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._deeds = session, deeds
        self._open = False
        self.line_words: Callable[[], str] = str
        """What stands in the capture line."""
        self.rows = ChipRows("Recorded", follows=True)
        self.rows.menu_wanted.connect(self._on_menu)
        self.rows.row_opened.connect(lambda row: self._on_menu(row, self._below()))
        self.rows.key_pressed.connect(self._on_key)
        column = spaced(QVBoxLayout(self), (0, 0, 0, 0), 0)
        column.addWidget(Divider())
        column.addSpacing(px(6))
        column.addWidget(self.rows, 1)

    def show_item(self, meeting: Meeting, item: Item) -> None:
        """Show what stands recorded now; without anything nothing is shown."""
        self._open = meeting.state in RECORDING
        rows = recorded_rows(meeting, item, self._session.reading.actions.of_item(meeting.id, item.id))
        self.rows.show_rows(rows)
        self.setVisible(bool(rows))
        self.updateGeometry()

    def full_height(self) -> int:
        """What all rows need."""
        return self.rows.full_height() + px(7)

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(px(400), self.full_height())

    def minimumSizeHint(self) -> QSize:
        """One row."""
        return QSize(px(200), px(40))

    def menu_of(self, row: RecordedRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAccessibleName(row.plain)
        self._add_ways_on(menu, row)
        if row.reference:
            note = menu.addAction("Turn into a note")
            note.setEnabled(self._open)
            note.triggered.connect(lambda: self._deeds.enter(NoteFromActionDeed(reference=row.reference)))
        change = menu.addAction("Change…")
        change.setEnabled(self._open)
        change.triggered.connect(lambda: self.change(row))
        copy = menu.addAction("Copy\tCtrl+C")
        copy.triggered.connect(lambda: QApplication.clipboard().setText(row.plain))
        menu.addSeparator()
        back = menu.addAction("Take back\tDel")
        back.setEnabled(self._open)
        back.triggered.connect(lambda: self.take_back(row))
        return menu

    def take_back(self, row: RecordedRow) -> None:
        """Take one deed back, which the line tells; where something rests on it, a sentence says so."""
        self._deeds.take_back(row.what)

    def change(self, row: RecordedRow) -> None:
        """Take one deed back and put its line into the capture line, once that is free: else the deed stands."""
        if self.line_words().strip():
            self._session.messages.say("A line is being typed.", remedy="Record it with Enter, or clear it with Esc.")
            return
        line = line_of(row.deed, self._deeds.context())
        self._deeds.take_back(row.what, done=lambda _recorded: self.line_wanted.emit(line))

    def _add_ways_on(self, menu: QMenu, row: RecordedRow) -> None:
        if row.chip == "Recommended":
            confirm = menu.addAction("The chair confirms it")
            confirm.setEnabled(self._open)
            confirm.triggered.connect(lambda: self._deeds.enter(ConfirmDeed()))
        if row.chip == DECLARED and isinstance(row.deed, DeclareDeed):
            steps_out = DeclareDeed(person_id=row.deed.person_id, nature="")
            goes = menu.addAction("Steps out")
            goes.setEnabled(self._open)
            goes.triggered.connect(lambda: self._deeds.enter(steps_out))
        out = row.out
        if out is not None:
            back = menu.addAction("Comes back")
            back.setEnabled(self._open)
            back.triggered.connect(lambda: self._deeds.enter(BackDeed(person_id=out)))

    def _below(self) -> QPoint:
        return self.rows.viewport().mapToGlobal(self.rows.visualRect(self.rows.currentIndex()).bottomLeft())

    def _on_menu(self, row: RecordedRow, at: QPoint) -> None:
        menu = self.menu_of(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _on_key(self, row: RecordedRow, key: int) -> None:
        if key == Qt.Key.Key_Delete and self._open:
            self.take_back(row)
