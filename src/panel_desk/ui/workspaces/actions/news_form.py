"""Two small forms beside the table: news of an action (its status and why), and more time (until when and why)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from panel_desk.domain.errors import DeskError
from panel_desk.domain.events.actions import ActionStatus
from panel_desk.ui.theme.measures import spaced
from panel_desk.ui.widgets.buttons import button
from panel_desk.ui.widgets.fields import LabelledField, choice, date_edit, line_edit, set_choices

_SUCCEEDED = (ActionStatus.SUPERSEDED, ActionStatus.TRANSFERRED)
_ASKED = {
    ActionStatus.OPEN: "What is new, if anything",
    ActionStatus.IN_PROGRESS: "What has been done so far",
    ActionStatus.COMPLETE: "What was done",
    ActionStatus.NOT_POSSIBLE: "Which circumstances changed",
    ActionStatus.NOT_DONE: "Why it was not done",
    ActionStatus.SUPERSEDED: "Why another takes its place",
    ActionStatus.TRANSFERRED: "Why it goes to somebody else",
}


class _Form(QWidget):
    """Fields, then the deed and Cancel. Enter records, Esc gives up."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = spaced(QVBoxLayout(self), spacing=12)

    def add_ends(self, words: str) -> None:
        """The deed and Cancel, at the right."""
        row = spaced(QHBoxLayout(), spacing=8)
        row.addStretch(1)
        row.addWidget(button("Cancel", self.cancelled.emit, tip="Esc"))
        row.addWidget(button(words, self.record, primary=True, tip="Enter"))
        self.column.addLayout(row)

    def record(self) -> None:
        """Hand over what was filled in."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter records, Esc gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.record()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


class NewsForm(_Form):
    """A status and its reason; for superseded and transferred also what takes its place."""

    recorded = Signal(object, str, str)
    """Status, reason, successor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = choice([(s, s.value[0].upper() + s.value[1:]) for s in ActionStatus], name="Status")
        self._reason = line_edit(name="Reason")
        self._successor = choice([], name="Takes its place")
        self._successor.setEditable(True)
        self._status_field = LabelledField("Status", self._status)
        self._successor_field = LabelledField("Takes its place", self._successor, "The reference of an action")
        self._reason_field = LabelledField("Reason", self._reason)
        for field in (self._status_field, self._successor_field, self._reason_field):
            self.column.addWidget(field)
        self.add_ends("Record")
        self._status.currentIndexChanged.connect(lambda _place: self._on_status_chosen())

    def ask(self, status: ActionStatus, successors: Sequence[str]) -> None:
        """Begin anew with a status chosen; the reason is typed next."""
        set_choices(self._successor, [(reference, reference) for reference in ("", *successors)])
        self._status.setCurrentIndex(list(ActionStatus).index(status))
        self._reason.clear()
        self._on_status_chosen()
        (self._successor if status in _SUCCEEDED else self._reason).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_problem(self, error: DeskError) -> None:
        """Say why it was refused; what was typed stays."""
        self._reason_field.set_problem(str(error))

    @property
    def reason(self) -> QLineEdit:
        """Where the reason is typed."""
        return self._reason

    def record(self) -> None:
        """Hand over status, reason and successor."""
        status = self._chosen()
        successor = self._successor.currentText().strip() if status in _SUCCEEDED else ""
        self.recorded.emit(status, self._reason.text(), successor)

    def _chosen(self) -> ActionStatus:
        return list(ActionStatus)[max(self._status.currentIndex(), 0)]

    def _on_status_chosen(self) -> None:
        status = self._chosen()
        self._successor_field.setVisible(status in _SUCCEEDED)
        self._reason_field.set_problem("")
        self._reason_field.set_hint(_ASKED[status])


class TimeForm(_Form):
    """A later due day and its reason."""

    given = Signal(object, str)
    """Day, reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = date_edit(name="New due day")
        self._reason = line_edit(name="Reason")
        self.column.addWidget(LabelledField("New due day", self._day))
        self._reason_field = LabelledField("Reason", self._reason, "Why it is given more time")
        self.column.addWidget(self._reason_field)
        self.add_ends("Give more time")

    @property
    def reason(self) -> QLineEdit:
        """Where the reason is typed."""
        return self._reason

    def ask(self, suggested: date) -> None:
        """Begin anew with a day."""
        self._day.set_value(suggested)
        self._reason.clear()
        self._reason_field.set_problem("")
        self._day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_day(self, day: date) -> None:
        """Choose another day."""
        self._day.set_value(day)

    def show_problem(self, error: DeskError) -> None:
        """Say why it was refused; what was typed stays."""
        self._reason_field.set_problem(str(error))

    def record(self) -> None:
        """Hand over day and reason."""
        self.given.emit(self._day.value(), self._reason.text())
