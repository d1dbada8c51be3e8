"""Every key that does something now, from the very commands that are live."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from panel_desk.ui.places import Command
from panel_desk.ui.theme.measures import measured
from panel_desk.ui.widgets.dialog import Dialog
from panel_desk.ui.widgets.empty import EmptyState
from panel_desk.ui.widgets.search_field import SearchField
from panel_desk.ui.widgets.table import Column, Table, TableModel


def keys_of(command: Command) -> str:
    """A command's keys as this computer writes them."""
    return QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class ShortcutsSheet(Dialog):
    """A list to be searched; Enter does what the line says."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__("Shortcuts", parent, width=640)
        self._commands = tuple(command for command in commands if command.shortcut)
        self._model = TableModel[Command](
            (
                Column[Command](title="What it does", text=lambda one: one.words, stretch=True),
                Column[Command](title="Keys", text=keys_of, strong=True, width=180),
            ),
            self._commands,
            key=lambda one: (one.words, one.shortcut),
        )
        empty = EmptyState("keyboard", "No shortcut here has these words.")
        self.table = Table(self._model, name="Shortcuts", empty=empty)
        measured(self.table, min_height=360)
        self.search = SearchField("Search shortcuts", goes_to=self.table)
        self.search.typed.connect(self._on_typed)
        self.table.row_opened.connect(self._on_opened)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table)
        self.add_button("Close")
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> tuple[Command, ...]:
        """The commands in the list."""
        return tuple(self.table.shown_rows())

    def _on_typed(self, text: str) -> None:
        words = text.casefold().split()
        self._model.set_rows(
            one for one in self._commands if all(word in f"{one.words} {keys_of(one)}".casefold() for word in words)
        )

    def _on_opened(self, command: Command) -> None:
        self.accept()
        if command.enabled:
            command.run()
