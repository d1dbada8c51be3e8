"""The pool and the agenda as Qt's models: what is shown, what may be edited in place, and what drag and drop means."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from panel_desk.domain.ids import ItemId
from panel_desk.ui.widgets.words import plain_tip
from panel_desk.ui.workspaces.agendas.carrying import MIME, Carried, Landing, carried_in, mime_of
from panel_desk.ui.workspaces.agendas.view_values import AgendaRow, PoolRow

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()
Role = Qt.ItemDataRole
ROW: Final = Qt.ItemDataRole.UserRole + 1
"""The whole line, for who draws it."""


class PoolModel(QAbstractListModel):
    """Whom and what the agenda could take."""

    taken_off = Signal(object)
    """Items of the agenda were dropped here: a tuple of their ids."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[PoolRow, ...] = ()
        self._rows: tuple[PoolRow, ...] = ()
        self._filter = ""
        self._meeting_id = ""
        self._can_carry = False

    @property
    def rows(self) -> tuple[PoolRow, ...]:
        """Those that pass the filter."""
        return self._rows

    def set_rows(self, rows: Sequence[PoolRow], *, meeting_id: str, can_carry: bool) -> None:
        """Show these."""
        self._meeting_id, self._can_carry = meeting_id, can_carry
        if tuple(rows) == self._all:
            return
        self.beginResetModel()
        self._all = tuple(rows)
        self._rows = self._passing()
        self.endResetModel()

    def set_filter(self, text: str) -> None:
        """Show those only that hold every word."""
        self.beginResetModel()
        self._filter = text.casefold()
        self._rows = self._passing()
        self.endResetModel()

    def keys_at(self, rows: Sequence[int]) -> tuple[str, ...]:
        """The keys of some lines, in the order in which they stand."""
        return tuple(self._rows[row].key for row in sorted(rows))

    # Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a line says; aloud it says everything."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Role.DisplayRole:
            return row.who
        if role == Role.ToolTipRole:
            return plain_tip(f"{row.who}: {row.all_reasons}")
        if role == Role.AccessibleTextRole:
            return f"{row.who}, {row.facts}. {row.chip}. {row.all_reasons}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every line can be chosen, and carried where the agenda may be changed."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        drag = Qt.ItemFlag.ItemIsDragEnabled if self._can_carry else Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | drag | Qt.ItemFlag.ItemNeverHasChildren

    def supportedDropActions(self) -> Qt.DropAction:
        """Things move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only our own."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The keys of what is carried."""
        keys = self.keys_at([index.row() for index in indexes])
        return mime_of(Carried(meeting_id=self._meeting_id, pool=keys))

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Items of this agenda, where it may be changed."""
        carried = carried_in(data, self._meeting_id)
        return self._can_carry and carried is not None and bool(carried.items)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Take items off the agenda. Nothing is moved here: the page does the deed, and shows what came of it."""
        carried = carried_in(data, self._meeting_id)
        if carried is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        self.taken_off.emit(carried.items)
        return False

    def _passing(self) -> tuple[PoolRow, ...]:
        words = self._filter.split()
        return tuple(row for row in self._all if all(word in row.search for word in words))


class AgendaColumn(IntEnum):
    """The columns of the agenda."""

    NUMBER = 0
    WHO = 1
    SUBJECT = 2
    PRESENTER = 3
    MINUTES = 4


_TITLES = ("Item", "Who", "Subject", "Presenter", "Minutes")


class AgendaModel(QAbstractTableModel):
    """The agenda in sections. Headings and items are lines; dropping asks the page, which asks the services."""

    dropped = Signal(object, object)
    """``Carried`` was let go at a ``Landing``."""
    edited = Signal(object, int, str)
    """An item has these minutes and this presenter now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AgendaRow, ...] = ()
        self._meeting_id = ""
        self._can_edit = False
        self._can_carry = False
        self._can_take = False

    @property
    def rows(self) -> tuple[AgendaRow, ...]:
        """Every line."""
        return self._rows

    def set_rows(
        self, rows: Sequence[AgendaRow], *, meeting_id: str, can_edit: bool, can_carry: bool, can_take: bool
    ) -> bool:
        """Show these lines; whether anything in them is another.

        Args:
            rows: Headings and items.
            meeting_id: Whose they are.
            can_edit: Presenter and minutes may be changed in place.
            can_carry: Items may be put elsewhere.
            can_take: Something may be put on.
        """
        self._meeting_id = meeting_id
        self._can_edit, self._can_carry, self._can_take = can_edit, can_carry, can_take
        if tuple(rows) == self._rows:
            return False
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()
        return True

    def row_of(self, item_id: ItemId) -> int:
        """The line of an item; -1 where there is none."""
        return next((at for at, row in enumerate(self._rows) if row.item_id == item_id), -1)

    def items_at(self, rows: Sequence[int]) -> tuple[ItemId, ...]:
        """The items of some lines, in the order in which they stand."""
        found = [self._rows[row].item_id for row in sorted(set(rows)) if row < len(self._rows)]
        return tuple(item_id for item_id in found if item_id is not None)

    def landing(self, row: int, parent_row: int = -1) -> Landing | None:
        """What a place between lines, or upon one, means.

        Args:
            row: The line in front of which something is let go; -1 where it is let go upon one.
            parent_row: That one; -1 where it is in front of one, or below the last.
        """
        if not self._rows:
            return None
        if parent_row >= 0:
            upon = self._rows[parent_row]
            return Landing(section=upon.section, before=upon.item_id or self._first_item_below(parent_row))
        if row < 0 or row >= len(self._rows):
            return Landing(section=self._rows[-1].section)
        at, above = self._rows[row], self._rows[row - 1] if row else None
        if at.is_item:
            same = above is None or not above.is_item or above.section == at.section
            # Between two fixed sections under one heading the place belongs to the one below.
            return Landing(section=at.section, before=at.item_id if same or at.fixed else None)
        return Landing(section=above.section) if above is not None else self.landing(-1, row)

    def step(self, items: Sequence[ItemId], step: int) -> Landing | None:
        """Where items come to stand one place up (-1) or down (+1); None where they are at the very end."""
        places = [self.row_of(item_id) for item_id in items]
        if not places or min(places) < 0:
            return None
        edge = min(places) if step < 0 else max(places)
        section = self._rows[edge].section
        beyond = edge + step
        if 0 <= beyond < len(self._rows) and self._rows[beyond].is_item and self._rows[beyond].section == section:
            return self._within(section, beyond, step)
        return self._next_section(edge, step)

    def _within(self, section: str, beyond: int, step: int) -> Landing:
        if step < 0:
            return Landing(section=section, before=self._rows[beyond].item_id)
        after = beyond + 1
        there = after < len(self._rows) and self._rows[after].is_item and self._rows[after].section == section
        return Landing(section=section, before=self._rows[after].item_id if there else None)

    def _next_section(self, edge: int, step: int) -> Landing | None:
        """Into the section above at its end, or into the one below before its first item."""
        section = self._rows[edge].section
        place = edge + step
        while 0 <= place < len(self._rows):
            row = self._rows[place]
            if row.section != section:
                return Landing(section=row.section) if step < 0 else self.landing(-1, place)
            place += step
        return None

    def _first_item_below(self, heading: int) -> ItemId | None:
        below = heading + 1
        return self._rows[below].item_id if below < len(self._rows) else None

    # Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Number, who, subject, presenter, minutes."""
        return 0 if parent.isValid() else len(AgendaColumn)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a cell says."""
        row, column = self._rows[index.row()], AgendaColumn(index.column())
        if role == ROW:
            return row
        if role == Role.DisplayRole:
            return _cell(row, column)
        if role == Role.EditRole:
            return row.minutes if column is AgendaColumn.MINUTES else row.presenter
        if role == Role.ToolTipRole and row.is_item:
            return plain_tip(row.tip)
        if role == Role.AccessibleTextRole:
            return _aloud(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Another presenter or other minutes: the page does the deed, and shows what came of it."""
        row = self._rows[index.row()]
        if role != Role.EditRole or row.item_id is None or not self._can_edit:
            return False
        minutes, presenter = row.minutes, row.presenter
        if index.column() == AgendaColumn.MINUTES:
            minutes = int(str(value))
        else:
            presenter = str(value).strip()
        if (minutes, presenter) == (row.minutes, row.presenter):
            return False
        self.edited.emit(row.item_id, minutes, presenter)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """The titles, for those who hear the screen."""
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return _TITLES[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Items can be chosen, carried and edited; headings only take what is dropped on them."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        row, column = self._rows[index.row()], AgendaColumn(index.column())
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if not row.is_item:
            return flags
        flags |= Qt.ItemFlag.ItemIsSelectable
        if self._can_carry:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self._can_edit and column in (AgendaColumn.PRESENTER, AgendaColumn.MINUTES):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Things move."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only our own."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the items that are carried."""
        return mime_of(Carried(meeting_id=self._meeting_id, items=self.items_at([index.row() for index in indexes])))

    def canDropMimeData(self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, _parent: Index) -> bool:
        """Anything of this meeting may be let go anywhere; where it may not stand, the page says why."""
        carried = carried_in(data, self._meeting_id)
        if carried is None:
            return False
        return self._can_carry if carried.items else self._can_take

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for the deed. Nothing is moved here: False keeps Qt from taking the carried lines away itself."""
        carried = carried_in(data, self._meeting_id)
        landing = self.landing(row, parent.row() if parent.isValid() else -1)
        if carried is not None and landing is not None and self.canDropMimeData(data, action, row, column, parent):
            self.dropped.emit(carried, landing)
        return False


def _cell(row: AgendaRow, column: AgendaColumn) -> str:
    if not row.is_item:
        words = {AgendaColumn.NUMBER: f"{row.number}\u2002{row.title}", AgendaColumn.PRESENTER: row.minutes_words}
        return words.get(column, "")
    return {
        AgendaColumn.NUMBER: row.number,
        AgendaColumn.WHO: row.who,
        AgendaColumn.SUBJECT: row.title,
        AgendaColumn.PRESENTER: row.presenter,
        AgendaColumn.MINUTES: row.minutes_words,
    }[column]


def _aloud(row: AgendaRow, column: AgendaColumn) -> str:
    """A cell by itself would say “10”: the line says what it is about first."""
    if not row.is_item:
        return f"{row.number} {row.title}, {row.minutes_words}"
    what = f"Item {row.number}, {row.who or row.title}"
    told = {
        AgendaColumn.PRESENTER: f"presenter {row.presenter or 'not named'}",
        AgendaColumn.MINUTES: f"{row.minutes} minutes",
    }.get(column, f"{row.title}, {row.presenter or 'no presenter'}, {row.minutes} minutes")
    return f"{what}, {told}" + (", late item" if row.late else "")
