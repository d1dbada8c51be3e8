"""The button at the line's right end: forms for who prefers them, and whether items are read back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.meeting.meetings import MeetingState
from panel_desk.ui.places import Command
from panel_desk.ui.session import Session
from panel_desk.ui.widgets.buttons import tool_button
from panel_desk.ui.workspaces.meeting.line.deed_forms import ActionDialog, DecisionDialog

if TYPE_CHECKING:
    from panel_desk.ui.workspaces.meeting.room_deeds import RoomDeeds


class LineForms:
    """Opens the forms, and lets the read-back be turned off and on.

    Args:
        session: The desk.
        deeds: The room's way into the record.
        line: Which the forms stand over.
        after: Called when a form is closed: the line has the keyboard again.
    """

    def __init__(self, session: Session, deeds: RoomDeeds, line: QWidget, after: Callable[[], None]) -> None:
        self._session, self._deeds, self._line, self._after = session, deeds, line, after
        self._menu = QMenu(line)
        for command in self.commands():
            # The page makes the keys live; a shortcut of the entry's own would be the second, and neither would work.
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            entry = QAction(f"{command.words}\t{keys}" if keys else command.words, self._menu)
            entry.triggered.connect(lambda _on=False, run=command.run: run())
            self._menu.addAction(entry)
        self._menu.addSeparator()
        self._reads_back = QAction("Read back before the next item", self._menu)
        self._reads_back.setCheckable(True)
        self._reads_back.toggled.connect(self._on_read_back_toggled)
        self._menu.addAction(self._reads_back)
        self._menu.aboutToShow.connect(self._on_opening)

    def button(self) -> QToolButton:
        """The button that opens the menu."""
        made = tool_button("plus", "Record by a form")
        made.setMenu(self._menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def commands(self) -> tuple[Command, ...]:
        """The forms, with their keys."""
        return (
            Command(words="Action…", shortcut="Ctrl+Shift+A", run=self.open_action),
            Command(words="Decision…", shortcut="Ctrl+Shift+D", run=self.open_decision),
            Command(words="Defer…", run=self.open_deferral),
        )

    def open_action(self) -> None:
        """The form of an action."""
        if self._sits():
            self._open(ActionDialog(self._session, self._deeds, self._line))

    def open_decision(self) -> None:
        """The form of a decision."""
        if self._sits() and self._decides():
            self._open(DecisionDialog(self._session, self._deeds, self._line))

    def open_deferral(self) -> None:
        """The form that defers the item in hand."""
        if self._sits() and self._decides():
            self._open(DecisionDialog(self._session, self._deeds, self._line, defers=True))

    def _open(self, dialog: ActionDialog | DecisionDialog) -> None:
        dialog.finished.connect(lambda _result: self._after())
        dialog.open()

    def _sits(self) -> bool:
        if not self._deeds.has_meeting:
            return False
        at = self._deeds.context()
        if at.state is not MeetingState.IN_SESSION:
            self._session.messages.say("The meeting is not in session.", remedy="Open it or resume it first.")
        elif at.item is None:
            self._session.messages.say("No item is in hand.", remedy="Turn to an item first: type /n.")
        else:
            return True
        return False

    def _decides(self) -> bool:
        if not self._deeds.context().decides:
            self._session.messages.say(
                "This item is only noted.", remedy="Decisions are recorded under an item about a child or a concern."
            )
            return False
        return True

    def _on_opening(self) -> None:
        blocked = self._reads_back.blockSignals(True)
        self._reads_back.setChecked(self._session.preferences.value.read_back)
        self._reads_back.blockSignals(blocked)

    def _on_read_back_toggled(self, on: bool) -> None:
        try:
            self._session.preferences.change(read_back=on)
        except DeskError as error:
            self._session.messages.say_error(error)
        self._after()
