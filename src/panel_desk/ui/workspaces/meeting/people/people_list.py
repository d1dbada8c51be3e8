"""People in a list with the keyboard on it: one line each, one key for every change, a name found by typing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListView, QMenu, QWidget

from panel_desk.domain.ids import PersonId
from panel_desk.ui.theme.current import theme
from panel_desk.ui.widgets.words import plain_tip
from panel_desk.ui.workspaces.meeting.people.attendance_keys import SITTING, Change, Offer, offers
from panel_desk.ui.workspaces.meeting.people.attendance_presenter import Group, PersonLine
from panel_desk.ui.workspaces.meeting.people.person_delegate import PersonDelegate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class PeopleModel(QAbstractListModel):
    """The people, in the order in which they are told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[PersonLine, ...] = ()

    def set_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show these; where the same people stand in the same order, only what changed is drawn anew."""
        same = [line.person_id for line in lines] == [line.person_id for line in self.lines]
        if same:
            self.lines = tuple(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's kind of answer
        """Plain words."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        return plain_tip(line.spoken) if role == Qt.ItemDataRole.ToolTipRole else None

    def heading(self, row: int) -> str:
        """The words above a row that begins a group; the first group needs none."""
        line = self.lines[row]
        begins = line.group is Group.BESIDE and (row == 0 or self.lines[row - 1].group is not Group.BESIDE)
        return "Also here" if begins else ""


class PeopleList(QListView):
    """↑ and ↓ go along; a letter is a change of the line in hand."""

    change_wanted = Signal(object, object)
    """A ``Change`` and the ``PersonLine`` it is for."""
    line_changed = Signal(object)
    """The ``PersonLine`` in hand, or None."""
    focus_changed = Signal(bool)
    """The keyboard came or went."""
    everybody_wanted = Signal()
    """Shift+P: all are present."""
    undo_wanted = Signal()
    """Ctrl+Z, where the list takes it itself."""
    left = Signal()
    """Esc."""

    def __init__(
        self,
        name: str,
        *,
        changes: tuple[Change, ...] = SITTING,
        offers_of: Callable[[PersonLine], tuple[Offer, ...]] = offers,
        wide: bool = False,
        undoes: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes, self.offers_of = changes, offers_of
        self._undoes = undoes
        self.marks = False
        """Whether the line in hand is marked while the keyboard is elsewhere: at a question about it."""
        self._model = PeopleModel(self)
        self.setModel(self._model)
        self.setItemDelegate(PersonDelegate(self, wide=wide))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(name)
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def lines(self) -> tuple[PersonLine, ...]:
        """What is shown, from the top."""
        return self._model.lines

    def set_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show these; who was in hand stays in hand, and so does the place."""
        chosen, place = self.line(), self.verticalScrollBar().value()
        if tuple(lines) == self._model.lines:
            return
        self._model.set_lines(lines)
        self.scheduleDelayedItemsLayout()
        self.choose(chosen.person_id if chosen else None)
        self.verticalScrollBar().setValue(place)
        self._tell(self.currentIndex())

    def line(self) -> PersonLine | None:
        """Who is in hand."""
        at = self.currentIndex().row()
        return self._model.lines[at] if 0 <= at < len(self._model.lines) else None

    def choose(self, person_id: PersonId | None) -> None:
        """Take somebody in hand; the first where they are not in the list."""
        rows = [at for at, line in enumerate(self._model.lines) if line.person_id == person_id]
        if self._model.lines:
            self.setCurrentIndex(self._model.index(rows[0] if rows else 0))

    def find_name(self, typed: str) -> bool:
        """Take the first in hand whose name, agency or title has a word that begins so."""
        sought = typed.casefold().strip()
        for line in self._model.lines:
            words = f"{line.name} {line.words} {line.detail}".casefold().replace("(", " ").split()
            if sought and any(word.startswith(sought) for word in (*words, line.name.casefold())):
                self.choose(line.person_id)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are changes; arrows, Home and End move."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText("\n".join(line.spoken for line in self.lines))
        elif event.matches(QKeySequence.StandardKey.Undo) and self._undoes:
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            # Whoever holds the list knows where the keyboard goes.
            self.left.emit()
            event.ignore()
        elif not self._take(event):
            super().keyPressEvent(event)

    def event(self, event: Any) -> bool:  # noqa: ANN401 - Qt's own
        """Keep the letters, and Ctrl+Z where it is taken here, from the keys of the window."""
        if event.type() == event.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = self._undoes and event.matches(QKeySequence.StandardKey.Undo)
            if undo or (event.modifiers() in _PLAIN and self._change(event) is not None):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What fits the line, with its key."""
        at = self.indexAt(event.pos())
        if at.isValid() and event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.setCurrentIndex(at)
        line = self.line()
        if line is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for offer in self.offers_of(line):
            action = menu.addAction(f"{offer.words}\t{offer.change.value}")
            action.triggered.connect(
                lambda _checked=False, change=offer.change, of=line: self.change_wanted.emit(change, of)
            )
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somebody is in hand as soon as the keyboard is here."""
        super().focusInEvent(event)
        if self.line() is None:
            self.choose(None)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went."""
        super().focusOutEvent(event)
        self.focus_changed.emit(False)

    def _take(self, event: QKeyEvent) -> bool:
        if event.modifiers() == Qt.KeyboardModifier.ShiftModifier and event.key() == Qt.Key.Key_P:
            self.everybody_wanted.emit()
            return True
        line, change = self.line(), self._change(event)
        if line is None or change is None or event.modifiers() not in _PLAIN:
            return False
        self.change_wanted.emit(change, line)
        return True

    def _change(self, event: QKeyEvent) -> Change | None:
        line = self.line()
        if event.key() == Qt.Key.Key_Space and line is not None:
            return self.offers_of(line)[0].change
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and Change.EXPECTED in self._changes:
            return Change.EXPECTED
        return next((change for change in self._changes if event.key() == ord(change.value)), None)

    def _tell(self, now: Index) -> None:
        self.line_changed.emit(self._model.lines[now.row()] if now.isValid() else None)
